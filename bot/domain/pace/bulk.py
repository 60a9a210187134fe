"""What a channel lets go to many people.

How fast, for how long after they wrote, at what price, how many a month.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

from bot.domain.calendar import daytime, for_many
from bot.domain.pace.rate_limits import BULK_SHARE

Stage: TypeAlias = Literal["free", "billed", "shut"]
PLAN_SHARE = 2
"""Of a month's plan the last half is for talk: what goes to many never touches it."""


@dataclass(frozen=True)
class Bulk:
    """What one channel lets go to many.

    per_second  messages over all, before the share that talk keeps for itself
    free        for so long after somebody wrote it costs nothing; None: always
    open        for so long after somebody wrote it may go at all; None: always
    price       đồng for one that is not free
    plan        messages that the account may send in a calendar month; None: as many as it likes
    """

    per_second: float = 25.0
    free: timedelta | None = None
    open: timedelta | None = None
    price: int = 0
    plan: int | None = None

    def stage(self, wrote: datetime, now: datetime) -> Stage:
        """How a message would go now to somebody who wrote last then."""
        if self.open is not None and now >= wrote + self.open:
            return "shut"
        return "free" if self.free is None or now < wrote + self.free else "billed"

    def room(self, used: int) -> int | None:
        """How many may still go to many this month, where so many were sent; None: any number."""
        return None if self.plan is None else max(0, self.plan // PLAN_SHARE - used)

    def last_at(self, start: datetime, count: int) -> datetime:
        """When the last of so many has it, if the first goes at `start`."""
        left, at = timedelta(seconds=count / (self.per_second * BULK_SHARE)), for_many(start)
        while (day := daytime(at) - at) < left:
            left, at = left - day, for_many(daytime(at))
        return at + left
