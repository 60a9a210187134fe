"""Limits of the pages by origin, by chat and by member of staff; kept in memory alone.

Token buckets of our own rather than a library's: `Meter` paces delivery already and takes the time as an argument;
`limits` reads the wall clock by itself, which may be set back, and `aiolimiter` lets wait where a page has to say no.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import ceil
from time import monotonic
from typing import Literal, TypeAlias

from starlette.exceptions import HTTPException

from bot.domain.pace.limits import DoorLimits
from bot.domain.pace.rate_limits import Meter

Door: TypeAlias = Literal["session", "post", "chat_post", "board", "sign_in"]
MOST_METERS = 20_000
MOST_HALLS, HALL_LASTS = 500, 7_200.0


@dataclass
class Limiter:
    """One for each process; two processes let through twice as much.

    tick    a clock in seconds that nobody sets
    """

    limits: DoorLimits = field(default_factory=DoorLimits)
    tick: Callable[[], float] = monotonic
    _meters: dict[tuple[Door, str], Meter] = field(default_factory=dict)
    _halls: dict[str, float] = field(default_factory=dict)
    _streams: Counter[str] = field(default_factory=Counter)

    def passes(self, door: Door, who: str) -> None:
        """Counts one; raises HTTPException(429) with the seconds to wait where that was too many."""
        now = self.tick()
        most = self._most(door) * (self.limits.hall if self._in_hall(who) else 1)
        known = self._meters.get((door, who))
        meter = known if known is not None and known.burst == most else Meter(60 / most, most)
        if (opens := meter.opens(now)) > now:
            raise too_many(opens - now)
        if len(self._meters) >= MOST_METERS:
            self._forget(now)
        self._meters[door, who] = meter.after(now)

    def has_room(self, origin: str, chat: str) -> None:
        """Raises HTTPException(429) where too many event streams are open already."""
        streams = self.limits.streams * (self.limits.hall if self._in_hall(origin) else 1)
        if self._streams[origin] >= streams or self._streams[chat] >= self.limits.chat_streams:
            raise too_many(60)

    def welcome(self, origin: str) -> None:
        """A meeting comes in there: what would be a flood elsewhere is its hall's Wi-Fi."""
        halls = {one: until for one, until in self._halls.items() if until > self.tick()}
        if origin in halls or len(halls) < MOST_HALLS:
            self._halls = {**halls, origin: self.tick() + HALL_LASTS}

    def _in_hall(self, origin: str) -> bool:
        return self._halls.get(origin, 0.0) > self.tick()

    @contextmanager
    def streaming(self, origin: str, chat: str) -> Iterator[None]:
        """An event stream is open meanwhile."""
        self._streams.update((origin, chat))
        try:
            yield
        finally:
            self._streams.subtract((origin, chat))
            self._streams += Counter()

    def _most(self, door: Door) -> int:
        limits = self.limits
        each: dict[Door, int] = {
            "session": limits.sessions_a_minute,
            "post": limits.posts_a_minute,
            "chat_post": limits.chat_posts_a_minute,
            "board": limits.board_a_minute,
            "sign_in": limits.sign_ins_a_minute,
        }
        return each[door]

    def _forget(self, now: float) -> None:
        """Meters as good as new go, and if that is not enough, the older half."""
        kept = {who: meter for who, meter in self._meters.items() if not meter.rested(now)}
        self._meters = dict(list(kept.items())[-MOST_METERS // 2 :])


def too_many(wait: float) -> HTTPException:
    """Too many at once: when to come again is told in a header too."""
    return HTTPException(429, headers={"Retry-After": str(max(1, ceil(wait)))})
