"""A meeting as a file for calendars (.ics); there is no name of a guest in it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from bot.domain.meetings import Meeting, MeetingState

BEFORE = timedelta(hours=2)


def calendar_file(meeting: Meeting, where: str, now: datetime) -> bytes:
    """The same meeting is always the same entry: one that has moved replaces what was there."""
    plan, event = meeting.plan, Event()
    event.add("uid", f"meeting-{meeting.number}-{plan.commune}@loa")
    event.add("sequence", meeting.moved)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", plan.starts.astimezone(UTC))
    event.add("dtend", plan.ends.astimezone(UTC))
    event.add("summary", plan.title)
    event.add("location", where)
    event.add("status", "CANCELLED" if meeting.state is MeetingState.CANCELLED else "CONFIRMED")
    alarm = Alarm()
    for name, value in (("action", "DISPLAY"), ("description", plan.title), ("trigger", -BEFORE)):
        alarm.add(name, value)
    event.add_component(alarm)
    calendar = Calendar()
    calendar.add("prodid", "-//Loa//Loa//VI")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    made: bytes = calendar.to_ical()
    return made
