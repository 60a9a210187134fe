"""The form of a meeting: what it says or what is wrong, and what it is filled in with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from hashlib import sha256

from bot.domain.calendar import VIET_NAM, read_day
from bot.domain.meetings import LONGEST_PLACE, LONGEST_TITLE, MOST_SEATS, MeetingKind, Plan
from bot.talk.understanding.numbers import read_number
from bot.web.board.layout import CHOOSE
from bot.words import Words, _

MORE = ("hamlet", "organiser", "partners", "speaker", "target", "contact")
EMPTY = dict.fromkeys(("kind", "title", "commune", "place", "day", "starts", "ends", "seats", *MORE, "seen"), "")


def read_plan(fields: Mapping[str, str], kinds: Mapping[str, MeetingKind], now: datetime) -> Plan | Words:
    """What the form says, or what is wrong."""
    kind = kinds.get(fields.get("kind", ""))
    title, place = _line(fields, "title", LONGEST_TITLE), _line(fields, "place", LONGEST_PLACE)
    if kind is None or not title or not place:
        return CHOOSE
    starts, ends = _moment(fields, "starts"), _moment(fields, "ends")
    if starts is None:
        return _("Please give a day and an hour.")
    if starts <= now:
        return _("That hour is past already. Please type a later one.")
    last = datetime.combine(starts.date(), time(23, 59), VIET_NAM)
    ends = ends or min(starts + kind.lasts, last)
    if ends <= starts:
        return _("It must end after it has begun, on the same day.")
    typed = fields.get("seats", "").strip()
    seats = read_number(typed)
    if typed and not 1 <= seats <= MOST_SEATS:
        return _("Seats are a number from 1 to {most}; empty: as many as come.", most=MOST_SEATS)
    more = {name: _line(fields, name, LONGEST_PLACE) for name in MORE}
    return Plan(kind.id, title, fields["commune"], place, starts, ends, seats or None, **more)


def filled_in(plan: Plan, *, with_day: bool) -> dict[str, str]:
    """What its fields are filled in with, by name; for another day, that is left open."""
    starts, ends = plan.starts.astimezone(VIET_NAM), plan.ends.astimezone(VIET_NAM)
    words = {name: getattr(plan, name) for name in ("kind", "title", "commune", "place", *MORE)}
    day = starts.date().isoformat() if with_day else ""
    hours = {"starts": f"{starts:%H:%M}", "ends": f"{ends:%H:%M}"}
    return {**words, "day": day, **hours, "seats": str(plan.seats or "")}


def version(plan: Plan) -> str:
    """Which plan a form was filled in from: who saves an older one is told instead."""
    return sha256(repr(plan).encode()).hexdigest()[:16]


def _line(fields: Mapping[str, str], name: str, most: int) -> str:
    return " ".join(fields.get(name, "").split())[:most]


def _moment(fields: Mapping[str, str], name: str) -> datetime | None:
    """The day of the form at that hour."""
    try:
        day, hour = read_day(fields.get("day", "")), time.fromisoformat(fields.get(name, ""))
    except ValueError:
        return None
    return None if day is None else datetime.combine(day, hour.replace(tzinfo=None), VIET_NAM)
