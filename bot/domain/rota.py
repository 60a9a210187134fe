"""Whose turn of duty it is: by weekday, or on a day of its own. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.domain.text import fold


@dataclass(frozen=True)
class Rota:
    """Names by weekday (Monday is 0) and by day; a day's own line goes before its weekday's. Accents do not matter.

    Whoever is named anywhere is on duty on the days that name her; whoever is named nowhere, on every day.
    """

    weekdays: tuple[tuple[int, tuple[str, ...]], ...] = ()
    days: tuple[tuple[date, tuple[str, ...]], ...] = ()

    def has(self, name: str, day: date) -> bool:
        """Whether she is on duty on that day, as far as this says."""
        listed = dict(self.days).get(day, dict(self.weekdays).get(day.weekday(), ()))
        return _among(name, listed) or not _among(name, self.named)

    @property
    def named(self) -> tuple[str, ...]:
        """Everybody whom it names, once."""
        lists = [names for _day, names in (*self.weekdays, *self.days)]
        return tuple(dict.fromkeys(name for names in lists for name in names))

    def strangers(self, names: Iterable[str]) -> tuple[str, ...]:
        """Whom it names though nobody of these is called so: a slip of the pen, or somebody who has left."""
        known = tuple(names)
        return tuple(name for name in self.named if not _among(name, known))


def _among(name: str, names: tuple[str, ...]) -> bool:
    return bool(names) and fold(name) in map(fold, names)
