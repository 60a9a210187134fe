"""When an office answers: Monday to Friday, mornings and afternoons, but on public holidays."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from bot.domain.calendar import VIET_NAM, next_working_day, working_day

SPANS = ((time(7), time(11)), (time(13), time(17)))


def is_open(moment: datetime) -> bool:
    """Whether somebody answers at that moment."""
    return opening(moment) <= moment


def opening(moment: datetime) -> datetime:
    """That moment itself where the office is open, else when it opens next, in Vietnamese time."""
    here = moment.astimezone(VIET_NAM)
    return next(max(begin, here) for begin, end in _spans(here.date()) if here < end)


def later(moment: datetime, worked: timedelta) -> datetime:
    """When the office has worked that long since the moment, in Vietnamese time."""
    here = moment.astimezone(VIET_NAM)
    for begin, end in _spans(here.date()):
        if here >= end:
            continue
        begin = max(begin, here)
        if worked <= end - begin:
            return begin + worked
        worked -= end - begin
    raise AssertionError("there is always another working day")


def _spans(day: date) -> list[tuple[datetime, datetime]]:
    """The spans of that day and of the next working days, more than any limit needs."""
    days = [day] if working_day(day) else []
    for _number in range(10):
        day = next_working_day(day)
        days.append(day)
    return [
        (datetime.combine(each, begin, VIET_NAM), datetime.combine(each, end, VIET_NAM))
        for each in days
        for begin, end in SPANS
    ]
