"""What every print says of itself: its day, its last day, its legal basis, and whom to call."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import Any, TypeAlias

from bot.library.answers.validity import last_day
from bot.library.library import Library
from bot.words import FIRST

Content: TypeAlias = "dict[str, Any]"
"""What a layout is given, in JSON's own types."""


def imprint(say: Callable[[date], str], figures: Collection[str], library: Library, day: date) -> Content:
    """The imprint of what `say` says with these figures on the day."""
    until = last_day(say, figures, library.figures, day)
    return {
        "hotline": library.home.hotline,
        "notice": library.home.notice_in(FIRST),
        "basis": "; ".join(_basis(figures, library, day)),
        "day": f"{day:%d/%m/%Y}",
        "until": f"{until:%d/%m/%Y}" if until else "",
    }


def _basis(figures: Collection[str], library: Library, day: date) -> Iterator[str]:
    """The documents that the figures rest on, each once; a phone number rests on none."""
    in_force, told = library.figures.on(day), set[str]()
    for name in sorted(figures):
        value = in_force.reading(name).value
        if value and library.figures.by_name[name].unit != "text" and value.basis not in told:
            told.add(value.basis)
            yield value.basis
