"""Until when a citizen may be written to on a Zalo Official Account.

Free for two days after they wrote, then billed; after seven days nothing is taken any more. We count from the turn that
their last message led to, a little late, so the ends lie a little earlier here than at Zalo.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.pace.bulk import Bulk, Stage

FREE = timedelta(hours=48)
LONGEST = timedelta(days=7)
MARGIN = timedelta(minutes=5)


def stage(last: datetime | None, now: datetime) -> Stage:
    """How a message would go `now` to somebody who wrote last at `last` (None: never)."""
    if last is None or now >= ends(last):
        return "shut"
    return "free" if now < free_until(last) else "billed"


def free_until(last: datetime) -> datetime:
    """Until when messages cost nothing."""
    return last + FREE - MARGIN


def for_many(per_second: float, price: int, *, news: bool, billed: bool) -> Bulk:
    """What may go to many there, by what the operator decides.

    news    whether news may go as a consultation at all: nobody has confirmed it
    """
    most = LONGEST if billed else FREE
    return Bulk(per_second, FREE - MARGIN, most - MARGIN if news else timedelta(0), price)


def ends(last: datetime) -> datetime:
    """Until when messages are taken at all."""
    return last + LONGEST - MARGIN
