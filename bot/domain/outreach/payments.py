"""When somebody is reminded to pay: their own rhythm, and the last day by the law. Pure.

No insurance number and no debt: only how they pay, and the last month that is paid.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.calendar import VIET_NAM, local, next_working_day, working_day
from bot.words import YearMonth


class Method(StrEnum):
    """How somebody pays; kept in the database."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    AHEAD = "ahead"
    MISSING = "missing"


class WhyStopped(StrEnum):
    """Why somebody does not pay any more; kept in the ledger."""

    MONEY = "money"
    COMPULSORY = "compulsory"
    OTHER = "other"


class CallOutcome(StrEnum):
    """What came of a call to somebody who did not answer the reminders."""

    KEPT = "kept"
    BACK = "back"
    LATER = "later"
    MONEY = "money"
    COMPULSORY = "compulsory"
    OTHER = "other"
    NO_ANSWER = "no_answer"
    WRONG_NUMBER = "wrong_number"


STOPPED: Mapping[CallOutcome, WhyStopped] = {
    CallOutcome.MONEY: WhyStopped.MONEY,
    CallOutcome.COMPULSORY: WhyStopped.COMPULSORY,
    CallOutcome.OTHER: WhyStopped.OTHER,
}
"""The outcomes that end the reminders, and why they do not pay any more."""
COVERS: Mapping[Method, int] = {Method.MONTH: 1, Method.QUARTER: 3, Method.HALF: 6, Method.YEAR: 12}
"""How many months one payment is for; years ahead and missing years each say it themselves."""
AT = time(8, 0)
LATER = timedelta(days=3)
ROUNDS = (timedelta(days=-15), timedelta(days=-3), timedelta(days=7))
"""From the last day to pay: twice before it, once after it."""
ONCE_MORE, CALL, LEFT_LYING = len(ROUNDS), len(ROUNDS) + 1, len(ROUNDS) + 2
"""What may follow the rounds: once more as they asked, a call, and that nobody has called."""
UNANSWERED, LIES = 3, 2
"""After so many days without an answer they are called; after so many more nobody has called."""
MOST_TRIES = 3


@dataclass(frozen=True)
class PaymentReminder:
    """Somebody's own rhythm; `until` is the last month that is paid.

    commune   whose collector may call them; "" where they left no number for that
    called    whether they have been called since they last said something
    """

    id: int
    address_id: int
    method: Method
    until: YearMonth
    commune: str = ""
    called: bool = False


def on(month: YearMonth, months: int) -> YearMonth:
    """So many months later."""
    ordinal = month.year * 12 + month.month - 1 + months
    return YearMonth(ordinal // 12, ordinal % 12 + 1)


def last_day(month: YearMonth) -> date:
    return date(month.year, month.month, monthrange(month.year, month.month)[1])


def deadline(method: Method, until: YearMonth, months: Mapping[Method, int]) -> date:
    """The last day on which the next payment may be made.

    months   by method, within how many months from the first one it is for: the library knows. One who pays years at
             once does so when they register, so before what is paid is over.
    """
    return last_day(on(until, months[method])) if method in months else last_day(until)


def reminded_at(last: date, level: int) -> datetime:
    """When that round is: on a working day, so that somebody is there to take the money."""
    day = last + ROUNDS[level]
    if day > last:
        day = day if working_day(day) else next_working_day(day)
    while not working_day(day):
        day -= timedelta(days=1)
    return datetime.combine(day, AT, VIET_NAM)


def next_round(last: date, now: datetime) -> tuple[int, datetime] | None:
    """The first round that is still to come, and when; None where all are over."""
    rounds = ((level, reminded_at(last, level)) for level in range(len(ROUNDS)))
    return next((one for one in rounds if one[1] > now), None)


def working_days_on(now: datetime, days: int) -> datetime:
    """In the morning, so many working days later."""
    day = local(now).date()
    for _each in range(days):
        day = next_working_day(day)
    return datetime.combine(day, AT, VIET_NAM)


def later(now: datetime) -> datetime:
    """When somebody is reminded who asked for later."""
    return datetime.combine(local(now + LATER).date(), AT, VIET_NAM)
