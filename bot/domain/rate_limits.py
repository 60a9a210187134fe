"""How fast a channel may be written to, as arithmetic: meters that say when the next message may go.

A Meter lets `burst` messages through at once, then one per `interval`. A Lane is one account of a channel: all of its
messages pass one meter, bulk ones a slower one besides, every chat and group its own. Nothing here reads a clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.messages import Pace

BULK_SHARE = 0.8
MOST_METERS = 2_000


@dataclass(frozen=True)
class Meter:
    """`spent` is the time at which all that was let through is paid for (the "theoretical arrival time" of GCRA)."""

    interval: timedelta
    burst: int = 1
    spent: datetime | None = None

    def opens(self, now: datetime) -> datetime:
        """When the next message may go: now or later.

        Debt beyond one burst can only come from a clock that was set back, and is forgiven.
        """
        if self.spent is None:
            return now
        spent = min(self.spent, now + self.burst * self.interval)
        return max(now, spent - (self.burst - 1) * self.interval)

    def after(self, now: datetime) -> Meter:
        """The meter when one message has gone at `now`."""
        spent = now if self.spent is None else max(self.spent, now)
        return Meter(self.interval, self.burst, spent + self.interval)

    def rested(self, now: datetime) -> bool:
        """Whether it is as good as new."""
        return self.spent is None or self.spent <= now


class Lane:
    """The pace of one account of a channel. `share` is this process's part of it, where several deliver at once."""

    def __init__(self, pace: Pace, share: float = 1.0) -> None:
        interval = timedelta(seconds=1 / (pace.per_second * share))
        self._all = Meter(interval, pace.burst)
        self._bulk = Meter(interval / BULK_SHARE)
        self._new_chat = Meter(timedelta(seconds=1 / pace.per_chat_second), pace.burst)
        self._new_group = Meter(timedelta(minutes=1) / pace.per_group_minute, pace.burst)
        self._chats: dict[str, Meter] = {}
        self._groups: dict[str, Meter] = {}
        self._paused_until: datetime | None = None

    def pause(self, until: datetime) -> None:
        """Lets nothing through before `until`; a pause is never shortened by another."""
        self._paused_until = until if self._paused_until is None else max(self._paused_until, until)

    def paused_until(self, now: datetime) -> datetime | None:
        """The end of the pause, None where there is none."""
        return self._paused_until if self._paused_until is not None and self._paused_until > now else None

    def opens(self, now: datetime, chat: str, *, group: bool = False, bulk: bool = False) -> datetime:
        """When a message to `chat` may go: now or later. To be asked again then, for others pass meanwhile."""
        times = [self._all.opens(now), self._chats.get(chat, self._new_chat).opens(now)]
        if group:
            times.append(self._groups.get(chat, self._new_group).opens(now))
        if bulk:
            times.append(self._bulk.opens(now))
        return max(times + [time for time in [self.paused_until(now)] if time])

    def passes(self, now: datetime, chat: str, *, group: bool = False, bulk: bool = False) -> None:
        """One message to `chat` goes now."""
        self._all = self._all.after(now)
        self._chats[chat] = self._chats.get(chat, self._new_chat).after(now)
        if group:
            self._groups[chat] = self._groups.get(chat, self._new_group).after(now)
        if bulk:
            self._bulk = self._bulk.after(now)
        if len(self._chats) > MOST_METERS:
            self._chats = {name: meter for name, meter in self._chats.items() if not meter.rested(now)}
            self._groups = {name: meter for name, meter in self._groups.items() if not meter.rested(now)}


def backoff(tries: int, jitter: float, first: timedelta, most: timedelta) -> timedelta:
    """The wait after the `tries`-th failed try: doubling from `first`, never above `most`; half of it is jitter.

    `jitter` is a number from 0 to 1; it keeps many parcels from coming back in the same second.
    """
    whole: timedelta = min(first * 2 ** min(max(tries - 1, 0), 20), most)
    return whole / 2 + whole / 2 * jitter
