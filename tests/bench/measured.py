"""What was measured of a bot in one round, and the best of several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Measured:
    """What one bot did: seconds to start, MiB, turns a second and a core-second, p50 and p99 in ms at RATE.

    ack     until the webhook answered: with Loa the message is on disk then, with the others it has been replied to
    reply   until the reply arrived at the Bot API
    """

    start: float
    memory: float
    per_second: float
    per_core: float
    ack: tuple[float, float]
    reply: tuple[float, float]


def best(rounds: Sequence[Measured]) -> Measured:
    """The best of each column, of memory the worst."""
    return Measured(
        min(one.start for one in rounds),
        max(one.memory for one in rounds),
        max(one.per_second for one in rounds),
        max(one.per_core for one in rounds),
        min((one.ack for one in rounds), key=lambda spread: spread[1]),
        min((one.reply for one in rounds), key=lambda spread: spread[1]),
    )
