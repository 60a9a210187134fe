"""When somebody likes to be called, who asked for them, and what goes with a request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from bot.domain.messages import Option
from bot.words import _


class Prefer(StrEnum):
    """The part of the day at which somebody likes best to be called."""

    MORNING = "morning"
    NOON = "noon"
    AFTERNOON = "afternoon"
    EVENING = "evening"


PARTS: Mapping[Prefer, tuple[time, time]] = {
    Prefer.MORNING: (time(6), time(11)),
    Prefer.NOON: (time(11), time(13, 30)),
    Prefer.AFTERNOON: (time(13, 30), time(17, 30)),
    Prefer.EVENING: (time(17, 30), time(21)),
}
PREFERENCES = (
    Option(Prefer.MORNING, _("In the morning")),
    Option(Prefer.NOON, _("At noon")),
    Option(Prefer.AFTERNOON, _("In the afternoon")),
    Option(Prefer.EVENING, _("In the evening")),
)


class Written(StrEnum):
    """Where somebody was for whom staff wrote a request: the source of such a request."""

    COUNTER = "counter"
    DOOR = "door"
    HOTLINE = "hotline"


PLACES = (
    Option(Written.COUNTER, _("At the counter")),
    Option(Written.DOOR, _("At their door")),
    Option(Written.HOTLINE, _("On the hotline")),
)
BY_STAFF = "staff"
"""The channel of a request that staff wrote."""


@dataclass(frozen=True)
class Extra:
    """What goes with a request: its purpose, and the very words that the citizen was shown."""

    purpose: str
    words: str
