"""How a meeting is told: a line of a list, all of it, when and where."""

from __future__ import annotations

from urllib.parse import quote

from bot.domain.calendar import WEEK, local
from bot.domain.meetings import Guest, Meeting, taken
from bot.domain.messages import Option
from bot.domain.places import MAP
from bot.services.context import Context
from bot.store.meetings import calendar_links
from bot.talk import actions
from bot.words import Words, _, in_language, lines, verbatim

PHOTOS = _("Photos may be taken here; if you do not want to be seen on one, please tell the officer.")
TO_CALENDAR = _("Put it in my calendar")


def when(meeting: Meeting) -> Words:
    """The weekday, the day, and from when to when."""
    starts, ends = local(meeting.plan.starts), local(meeting.plan.ends)
    return _(
        "{weekday}, {day}, from {starts} to {ends}",
        weekday=WEEK[starts.weekday()],
        day=starts.date(),
        starts=f"{starts:%H:%M}",
        ends=f"{ends:%H:%M}",
    )


def where(meeting: Meeting, context: Context) -> Words:
    """The place, as people find it."""
    plan = meeting.plan
    parts = (plan.place, plan.hamlet, context.commune_name(plan.commune))
    return verbatim(", ".join(part for part in parts if part))


def line(meeting: Meeting, guests: list[Guest], context: Context) -> Words:
    """A line of a list."""
    return lines(
        _("Meeting {number}: {title}", number=str(meeting.number), title=meeting.plan.title),
        when(meeting),
        where(meeting, context),
        seats(meeting, guests),
    )


def whole(meeting: Meeting, guests: list[Guest], context: Context, language: str) -> Words:
    """All that a citizen may want to know of it."""
    plan = meeting.plan
    kind = context.knowledge.library.meetings.get(plan.kind)
    return lines(
        verbatim(plan.title),
        when(meeting),
        _("Where: {place}", place=where(meeting, context)),
        _("Held by: {who}", who=", ".join(filter(None, (plan.organiser, plan.partners)))) if plan.organiser else None,
        _("Speaker: {who}", who=plan.speaker) if plan.speaker else None,
        _("For: {whom}", whom=plan.target) if plan.target else None,
        _("Bring along: {things}", things=in_language(language, kind.bring)) if kind else None,
        seats(meeting, guests),
        _("Questions: {contact}", contact=plan.contact) if plan.contact else None,
    )


def seats(meeting: Meeting, guests: list[Guest]) -> Words | None:
    """How many are left, where they are counted."""
    if meeting.plan.seats is None:
        return None
    left = meeting.plan.seats - taken(guests)
    return _("Seats left: {count}", count=left) if left > 0 else _("No seat is left; you may join the waiting list.")


def options(meeting: Meeting, mine: Guest | None, context: Context) -> tuple[Option, ...]:
    """What a citizen may do about it."""
    way = Option(meeting.plan.map or MAP + quote(_place_on_map(meeting, context)), _("Map"))
    does = actions.COME if mine is None else actions.NOT_COMING
    ask = actions.ASK_THERE.option(meeting.number)
    return does.option(meeting.number), ask, *in_calendar(meeting, context), way, *actions.TO_MENU


def in_calendar(meeting: Meeting, context: Context, label: Words = TO_CALENDAR) -> tuple[Option, ...]:
    """The button that puts it in their calendar; none where Loa has no address of its own."""
    if not context.board.startswith("https://"):
        return ()
    token = calendar_links.token_of(context.tx, meeting)
    return (Option(f"{context.board}/calendar/{token}.ics", label),)


def _place_on_map(meeting: Meeting, context: Context) -> str:
    commune = context.commune(meeting.plan.commune)
    return ", ".join(
        filter(None, (meeting.plan.place, commune.name if commune else "", commune.province if commune else ""))
    )
