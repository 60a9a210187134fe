"""Figures of the law: dated values with their legal basis, and which of them holds on a day.

A value that is only announced never replaces a confirmed one: both are shown until somebody confirms it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias, get_args

from bot.law.refusal import no_figure

Unit = Literal["dong", "percent", "months", "years", "days", "count", "text", "table"]
UNITS: tuple[str, ...] = get_args(Unit)

Content: TypeAlias = "Decimal | str | Mapping[int, Decimal] | tuple[Decimal, ...]"


@dataclass(frozen=True)
class FigureValue:
    """A value from `since` until `until`, both days included; no `until`: until it is changed.

    value       Decimal (đồng; a share such as 0.22; months, years, days or times), a text, or a table
    confirmed   read in the document itself; False: announced, to be confirmed
    practice    rests on practice, not on the wording of the law
    """

    value: Content
    since: date
    until: date | None
    basis: str
    source: str = ""
    confirmed: bool = True
    practice: bool = False

    def holds(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class FigureReading:
    """What is known of a figure on a day.

    value       the confirmed value in force, or the last one while its successor is only announced; None: missing,
                never guessed
    announced   the unconfirmed value that would be in force
    coming      the next value that starts after the day
    """

    value: FigureValue | None
    announced: FigureValue | None = None
    coming: FigureValue | None = None


@dataclass(frozen=True)
class Figure:
    """A parameter of the law; `title` is for editors.

    values      in the order of their days, without gap or overlap
    """

    name: str
    title: str
    unit: str
    values: tuple[FigureValue, ...]

    def on(self, day: date) -> FigureReading:
        announced = next((v for v in self.values if not v.confirmed and v.holds(day)), None)
        value = next((v for v in self.values if v.confirmed and v.holds(day)), None)
        if value is None and announced is not None:
            value = next((v for v in reversed(self.values) if v.confirmed and v.since <= day), None)
        return FigureReading(value, announced, next((v for v in self.values if v.since > day), None))


@dataclass(frozen=True)
class LocalSupport:
    """What a province or commune adds to the State's support by its own resolution.

    since, until    both days included; no `until`: until it is changed

    payer       whose money it is, such as "tỉnh Vĩnh Long"
    groups      whom it is for; communes: where, by code; none: the whole province
    rate        the share of the contribution on the lowest income; None where `amount`, in đồng, is said instead
    months      for how many months somebody gets it at most; None: no limit of its own
    """

    payer: str
    groups: frozenset[str]
    since: date
    until: date | None
    basis: str
    rate: Decimal | None = None
    amount: Decimal = Decimal(0)
    communes: frozenset[str] = frozenset()
    months: int | None = None
    confirmed: bool = True

    def holds(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, eq=False)
class InForce:
    """The figures of `day`; `assume_announced` takes announced values for confirmed ones.

    number, table and text raise Refusal("no_figure") where there is no value, and KeyError for an unknown name.
    """

    figures: Mapping[str, Figure]
    day: date
    assume_announced: bool = False
    local: tuple[LocalSupport, ...] = ()

    def reading(self, name: str) -> FigureReading:
        reading = self.figures[name].on(self.day)
        if self.assume_announced and reading.announced is not None:
            return FigureReading(reading.announced, None, reading.coming)
        return reading

    def value(self, name: str) -> FigureValue:
        value = self.reading(name).value
        if value is None:
            raise no_figure(name)
        return value

    def number(self, name: str) -> Decimal:
        number = self.value(name).value
        if not isinstance(number, Decimal):
            raise TypeError(f"not a number: {name}")
        return number

    def table(self, name: str) -> Mapping[int, Decimal]:
        table = self.value(name).value
        if not isinstance(table, Mapping):
            raise TypeError(f"not a table: {name}")
        return table

    def series(self, name: str) -> tuple[Decimal, ...]:
        series = self.value(name).value
        if not isinstance(series, tuple):
            raise TypeError(f"not a list of numbers: {name}")
        return series

    def text(self, name: str) -> str:
        return str(self.value(name).value)

    def basis(self, *names: str) -> str:
        """The legal basis of these figures, each document once."""
        return "; ".join(dict.fromkeys(self.value(name).basis for name in names))

    def practice(self, *names: str) -> bool:
        """Whether one of these rests on practice only."""
        return any(self.value(name).practice for name in names)


@dataclass(frozen=True, eq=False)
class Figures:
    """Every figure by its name, and what is added locally."""

    by_name: Mapping[str, Figure]
    local: tuple[LocalSupport, ...] = ()

    def on(self, day: date, *, assume_announced: bool = False) -> InForce:
        return InForce(self.by_name, day, assume_announced, self.local)
