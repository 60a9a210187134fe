"""What people asked to be told: news, new meetings near them, when a payment is due. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.messages import Address


class Purpose(StrEnum):
    """What somebody may ask to be told, each by a consent of its own; kept in the database."""

    NEWS = "news"
    MEETINGS = "meetings"
    PAYMENT = "payment"


IN_BULK = (Purpose.NEWS, Purpose.MEETINGS)
"""What goes to many at once: one word ends both."""
ASKED_EVERY = timedelta(days=30)
"""Nobody is asked more often whether they would like to be told something."""
A_MONTH, MOST_A_MONTH = timedelta(days=30), 2
"""So many messages in bulk go to one person in that time, whatever they are about."""


@dataclass(frozen=True)
class Subscription:
    """What one person is told at one address.

    commune     whose meetings, whose news; "" where none was named
    wrote       when they wrote to us last from there
    had         how many messages in bulk they had within a month
    """

    id: int
    purpose: Purpose
    citizen: int
    address_id: int
    address: Address
    commune: str
    language: str
    wrote: datetime
    had: int = 0
