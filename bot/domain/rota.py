"""Whose turn of duty it is: by weekday, or on a day of its own. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from bot.domain.text import fold


@dataclass(frozen=True)
class Rota:
    """Names by weekday (Monday is 0) and by day; a day's own line goes first.

    places: file:line:column of each name, the first time that it is there.

    Somebody named anywhere is on duty on the days that name them; others are on every day. Accents do not matter.
    """

    weekdays: tuple[tuple[int, tuple[str, ...]], ...] = ()
    days: tuple[tuple[date, tuple[str, ...]], ...] = ()
    places: tuple[tuple[str, str], ...] = field(default=(), compare=False)

    def has(self, name: str, day: date) -> bool:
        """Whether they are on duty on that day, as far as this says."""
        listed = dict(self.days).get(day, dict(self.weekdays).get(day.weekday(), ()))
        return _among(name, listed) or not _among(name, self.named)

    @property
    def named(self) -> tuple[str, ...]:
        """Everybody whom it names, once."""
        lists = [names for _day, names in (*self.weekdays, *self.days)]
        return tuple(dict.fromkeys(name for names in lists for name in names))

    def strangers(self, names: Iterable[str]) -> tuple[str, ...]:
        """Names that none of these people has: a slip of the pen, or somebody who has left."""
        known = tuple(names)
        return tuple(name for name in self.named if not _among(name, known))


def _among(name: str, names: tuple[str, ...]) -> bool:
    return bool(names) and fold(name) in map(fold, names)
