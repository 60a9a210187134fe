"""Until when something that is said with figures says the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta

from bot.law.figures.figures import Figures

A_DAY = timedelta(days=1)


def last_day(say: Callable[[date], str], names: Iterable[str], figures: Figures, day: date) -> date | None:
    """The last day on which `say` says what it says on `day`, by all that is known.

    None: no change is known.

    names   the figures that it rests on
    """
    now = say(day)
    changes = sorted({change for name in names for change in _changes(name, figures, day)} | set(_local(figures, day)))
    return next((change - A_DAY for change in changes if say(change) != now), None)


def _changes(name: str, figures: Figures, day: date) -> Iterator[date]:
    """The days after `day` on which a figure may be another.

    A table by years has one each New Year.
    """
    for value in figures.by_name[name].values:
        if value.since > day:
            yield value.since
        if value.until is not None and value.until >= day:
            yield value.until + A_DAY
        if isinstance(value.value, Mapping):
            yield from (date(year, 1, 1) for year in value.value if day.year < year <= date.max.year)


def _local(figures: Figures, day: date) -> Iterator[date]:
    for rule in figures.local:
        yield from (start for start in (rule.since, rule.until and rule.until + A_DAY) if start and start > day)
