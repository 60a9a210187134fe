"""Shows citizens the meetings near them, one meeting, and their own."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.meetings import Meeting
from bot.domain.messages import Option, Say
from bot.services.context import Context
from bot.services.meetings.wording import TO_CALENDAR, in_calendar, line, options, whole
from bot.store.meetings import guests, queries
from bot.store.people.visitors import Visitor
from bot.talk import actions
from bot.words import _, paragraphs

AHEAD = timedelta(days=60)
SHOWN, MOST = 5, 50


def show_near(commune: str, context: Context) -> tuple[Say, ...]:
    """The next ones of the commune and of those beside it, the own commune's first."""
    shown = near(commune, context)[:SHOWN]
    name = context.commune_name(commune)
    if not shown:
        said = _("There is no meeting planned near {commune} yet. An officer can call you instead.", commune=name)
        return (Say(said, (actions.CONSULTATION.option(), *actions.TO_MENU)),)
    told = (line(one, guests.expected(context.tx, one.number), context) for one in shown)
    each = tuple(actions.MEETING.option(one.number) for one in shown)
    return (Say(paragraphs(_("Meetings near {commune}:", commune=name), *told), (*each, *actions.TO_MENU)),)


def near(commune: str, context: Context) -> list[Meeting]:
    """The next ones of the commune, then those of its neighbours."""
    here = context.commune(commune)
    places = (commune, *(here.neighbours if here else ()))
    found = queries.between(context.tx, context.now, context.now + AHEAD, MOST, communes=places)
    return sorted(found, key=lambda one: (one.plan.commune != commune, one.plan.starts))


def show(number: int, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """All of one meeting, and what this citizen may do about it."""
    found = queries.get(context.tx, number)
    if found is None or not found.open or found.plan.ends <= context.now:
        return (Say(_("That meeting is over, or there is none of that number."), _others()),)
    there = guests.expected(context.tx, number)
    mine = next((one for one in there if one.citizen == visitor.citizen.id), None)
    language = visitor.citizen.language
    return (Say(whole(found, there, context, language), options(found, mine, context)),)


def show_mine(visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Where the citizen has said that they will come."""
    mine = guests.of_citizen(context.tx, visitor.citizen.id, context.now)
    found = [one for guest in mine if (one := queries.get(context.tx, guest.meeting)) is not None]
    if not found:
        return (Say(_("You have not registered for any meeting."), _others()),)
    told = (line(one, guests.expected(context.tx, one.number), context) for one in found)
    each = tuple(option for one in found for option in _about(one, found, context))
    return (Say(paragraphs(_("You have said that you will come to:"), *told), (*each, *actions.TO_MENU)),)


def _about(one: Meeting, found: list[Meeting], context: Context) -> tuple[Option, ...]:
    """The buttons to the meeting and to their calendar."""
    label = _("Meeting {number}: in my calendar", number=str(one.number)) if len(found) > 1 else TO_CALENDAR
    return actions.MEETING.option(one.number), *in_calendar(one, context, label)


def _others() -> tuple[Option, ...]:
    return actions.MEETINGS.option(), *actions.TO_MENU
