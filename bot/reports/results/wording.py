"""Numbers as people read them: 1.234, 66,7 %, "<3", "–", and how much they changed."""

from __future__ import annotations

from decimal import Decimal

from bot.domain.reports.cells import UNKNOWN, Cell
from bot.domain.reports.measures import MEASURES
from bot.words import Language, Percent, Words, _, pgettext, verbatim


def said(name: str, cell: Cell) -> Words:
    """The number of that measure, or the sign of what is not shown."""
    number = _number(name, cell)
    return verbatim(cell.sign) if number is None else _("{number}", number=number)


def written(name: str, cell: Cell, language: Language) -> str:
    """What `said` says, for tables of thousands of numbers."""
    number = _number(name, cell)
    return cell.sign if number is None else language.value(number)


def _number(name: str, cell: Cell) -> int | Decimal | None:
    """The number as it is spoken: of a share the per cent; None where it is not shown."""
    return Percent(cell.number) if cell.number is not None and MEASURES[name].of else cell.number


def change(name: str, now: Cell, before: Cell) -> Words:
    """How much more or less it is: "+12 (+8 %)"; of shares in points of a hundred."""
    if now.number is None or before.number is None:
        return verbatim(UNKNOWN)
    more = Decimal(now.number) - Decimal(before.number)
    if MEASURES[name].of:
        return _("{more} points", more=_signed(more * 100))
    if not before.number:
        return _signed(more)
    share = (more / abs(Decimal(before.number)) * 100).quantize(Decimal(1))
    return _("{more} ({share} %)", more=_signed(more), share=_signed(share))


def _signed(more: Decimal) -> Words:
    number = abs(more).normalize()
    if not more:
        return verbatim("0")
    return (
        pgettext("signed", "+{number}", number=number) if more > 0 else pgettext("signed", "−{number}", number=number)
    )
