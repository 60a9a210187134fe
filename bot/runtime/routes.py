"""The accounts that are written to: pace, trust in them, and what is on its way there."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Collection
from dataclasses import dataclass, field

from bot.channels.interface import Channel
from bot.domain.pace.rate_limits import BULK_SHARE, Lane
from bot.runtime.attempts import Tried, longer
from bot.runtime.circuit_breaker import CircuitBreaker
from bot.store.messages.outbox import Parcel


@dataclass
class Route:
    """One account of a channel with its lane and the parcels on their way there."""

    channel: Channel
    lane: Lane
    breaker: CircuitBreaker = field(default_factory=CircuitBreaker)
    on_the_way: dict[asyncio.Task[None], Parcel] = field(default_factory=dict)

    @property
    def name(self) -> tuple[str, str]:
        """As in addresses."""
        return self.channel.name, self.channel.account

    def hear(self, parcel: Parcel, tried: Tried, now: float, jitter: float) -> None:
        """Learns from a try what it tells of all of the account."""
        pause = tried.pause.total_seconds()
        if tried.crowded:
            self.lane.crowded(now, parcel.address.chat, pause)
        # What was on its way when the account began to rest tells nothing new.
        if (tried.sign == "answered" or self.lane.paused_until(now) is None) and self.breaker.opens(tried.sign):
            self.lane.pause(now + max(pause, longer(self.breaker.failures, jitter).total_seconds()))

    def rests(self, now: float) -> bool:
        """Whether nothing may go there now."""
        return self.lane.paused_until(now) is not None


@dataclass(frozen=True)
class Room:
    """What may be claimed at once: from which lanes, how many, and how many bulk ones."""

    lanes: list[tuple[str, str]]
    free: int
    bulk: int


def room(routes: Collection[Route], slots: int, now: float) -> Room:
    """One claim serves all lanes that carry something.

    So the fullest sets the number; one that is nearly full is left out until it is not.
    """
    open_to = [route for route in routes if not route.breaker.probing and not route.rests(now)]
    free = {route.name: slots - len(route.on_the_way) for route in open_to}
    wide = [route for route in open_to if free[route.name] >= max(1, slots // 4)]
    most = math.ceil(slots * BULK_SHARE)
    bulk = min((most - sum(one.bulk for one in route.on_the_way.values()) for route in wide), default=0)
    return Room([route.name for route in wide], min((free[route.name] for route in wide), default=0), max(0, bulk))


def probing(routes: Collection[Route], now: float) -> list[Route]:
    """The accounts of which it is time to try whether they carry something again."""
    return [route for route in routes if route.breaker.probing and not route.on_the_way and not route.rests(now)]
