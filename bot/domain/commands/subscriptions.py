"""What a finished dialogue wants done about what somebody is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from bot.domain.outreach.subscriptions import Purpose


@dataclass(frozen=True)
class Subscribe:
    """From now on tell them that, for that commune.

    `consent` is the version of the text `shown`, which was agreed to.
    """

    purpose: Purpose
    commune: str
    consent: str
    shown: str


@dataclass(frozen=True)
class Unsubscribe:
    """Tell them none of these any more."""

    purposes: tuple[Purpose, ...]


@dataclass(frozen=True)
class NewsOf:
    """What they are told is that of another commune from now on."""

    commune: str


SubscriptionCommand: TypeAlias = Subscribe | Unsubscribe | NewsOf
