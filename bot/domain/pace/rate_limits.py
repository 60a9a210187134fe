"""How fast a channel may be written to: meters that say when the next message may go.

A Meter lets `burst` messages through at once, then one per `interval`. A Lane is one account of a channel: all of its
messages pass one meter, bulk ones a slower one besides, every chat and group its own. All times are seconds of a clock
that nobody sets; nothing here reads it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta

BULK_SHARE = 0.8
MOST_METERS = 2_000
TOGETHER = 10.0
"""A second chat that is refused within so many seconds of another says that all of the account is too fast."""
LONGEST_REST = 60.0
"""All of an account rests no longer than that for what a platform told of two chats."""


@dataclass(frozen=True)
class Pace:
    """How fast a channel may be written to, over all, a chat, and a group."""

    per_second: float = 25.0
    per_chat_second: float = 1.0
    per_group_minute: int = 18
    burst: int = field(default=3)


@dataclass(frozen=True)
class Meter:
    """A meter; `spent` is when all that was let through is paid for (GCRA's arrival time)."""

    interval: float
    burst: int = 1
    spent: float | None = None

    def opens(self, now: float) -> float:
        """When the next message may go: now or later."""
        return now if self.spent is None else max(now, self.spent - (self.burst - 1) * self.interval)

    def after(self, now: float) -> Meter:
        """The meter when one message has gone at `now`."""
        spent = now if self.spent is None else max(self.spent, now)
        return Meter(self.interval, self.burst, spent + self.interval)

    def rested(self, now: float) -> bool:
        """Whether it is as good as new."""
        return self.spent is None or self.spent <= now


class Lane:
    """The pace of one account, or this process's part of it where several deliver."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._all = self._bulk = self._new_group = Meter(0)
        self._new_chat = Meter(1 / pace.per_chat_second, pace.burst)
        self._chats: dict[str, Meter] = {}
        self._groups: dict[str, Meter] = {}
        self._paused_until = 0.0
        self._refused: tuple[str, float] | None = None
        self.share(1)

    def share(self, part: float) -> None:
        """From now on this process has that part of the pace: more than 0, 1 at most."""
        interval, burst = 1 / (self._pace.per_second * part), max(1, int(self._pace.burst * part))
        self._all = replace(self._all, interval=interval, burst=burst)
        self._bulk = replace(self._bulk, interval=interval / BULK_SHARE)
        a_group = 60 / (self._pace.per_group_minute * part)
        self._new_group = replace(self._new_group, interval=a_group, burst=burst)
        self._groups = {name: replace(meter, interval=a_group, burst=burst) for name, meter in self._groups.items()}

    def pause(self, until: float) -> None:
        """Lets nothing through before `until`; a pause is never shortened by another."""
        self._paused_until = max(self._paused_until, until)

    def paused_until(self, now: float) -> float | None:
        """The end of the pause, None where there is none."""
        return self._paused_until if self._paused_until > now else None

    def crowded(self, now: float, chat: str, wait: float) -> None:
        """The platform lets nothing into that chat for `wait` seconds.

        That is the chat's own affair, unless another one is refused at the same time.
        """
        if self._refused is not None and self._refused[0] != chat and now - self._refused[1] <= TOGETHER:
            self.pause(now + min(wait, LONGEST_REST))
        self._refused = chat, now

    def opens(self, now: float, chat: str, *, group: bool = False, bulk: bool = False) -> float:
        """When a message to `chat` may go; ask again then, for others pass meanwhile."""
        times = [self._paused_until, self._all.opens(now), self._chats.get(chat, self._new_chat).opens(now)]
        if group:
            times.append(self._groups.get(chat, self._new_group).opens(now))
        if bulk:
            times.append(self._bulk.opens(now))
        return max(times)

    def passes(self, now: float, chat: str, *, group: bool = False, bulk: bool = False) -> None:
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
    """The wait after a failed try: doubling from `first` to `most`; half of it is jitter.

    `jitter` is a number from 0 to 1; it keeps many parcels from coming back in the same second.
    """
    whole: timedelta = min(first * 2 ** min(max(tries - 1, 0), 20), most)
    return whole / 2 + whole / 2 * jitter
