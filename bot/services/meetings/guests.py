"""Citizens register and leave; those who wait move up and are told.

A change is told to everybody.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain.commands.meetings import LeaveMeeting, RegisterGuest
from bot.domain.consents import MEETING, MEETING_TEXT
from bot.domain.meetings import Guest, GuestState, Meeting
from bot.domain.messages import Option, Say, Subject
from bot.domain.outreach.facts import Fact, Step
from bot.domain.outreach.subscriptions import Purpose
from bot.services.context import Context
from bot.services.facts import count
from bot.services.meetings.agreeing import agree
from bot.services.meetings.wording import in_calendar, when, where
from bot.services.notify import notify
from bot.services.subscriptions.telling import offer
from bot.store.meetings import guests, queries
from bot.store.people import addresses
from bot.store.people.visitors import Visitor
from bot.talk import actions
from bot.words import Words, _, lines, paragraphs

UNREACHED = _(
    "Here my messages may not reach you: please note day and hour. To be sure, leave a number, and an officer calls "
    "you instead."
)


def register(command: RegisterGuest, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Keeps seats, or a place on the waiting list."""
    citizen = visitor.citizen
    made = guests.register(context.tx, command.number, citizen.id, visitor.address_id, command.companions, context.now)
    if made is None:
        return (Say(_("That meeting is over, or there is none of that number."), (actions.MEETINGS.option(),)),)
    agree(command.consent, MEETING, MEETING_TEXT, visitor, context)
    move_up(command.number, context)
    meeting, guest = made
    if guest.since == context.now:
        count(context, Fact(Step.GUEST, meeting.plan.commune, visitor.address.channel))
    rows = actions.ASK_THERE, actions.NOT_COMING
    offered = offer(Purpose.MEETINGS, visitor, context)
    reached = context.abilities_at(visitor.address).reaches
    call = () if reached else (actions.CALL_ABOUT.option(meeting.number),)
    buttons = (
        *call,
        *(row.option(meeting.number) for row in rows),
        *in_calendar(meeting, context),
        *offered,
        *actions.TO_MENU,
    )
    return (Say(paragraphs(_registered(meeting, guest, context), None if reached else UNREACHED), buttons),)


def _registered(meeting: Meeting, guest: Guest, context: Context) -> Words:
    there = lines(when(meeting), where(meeting, context))
    if guest.state is GuestState.WAITING:
        waits = _("There is no seat left just now. You are on the waiting list; I write to you as soon as one is free.")
        return paragraphs(waits, there)
    kept = _("Seats kept for you: {count}. I remind you the evening before. See you there:", count=guest.party)
    return paragraphs(kept, there)


def leave(command: LeaveMeeting, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Gives their seats to those who wait."""
    left = guests.leave(context.tx, command.number, visitor.citizen.id)
    found = queries.get(context.tx, command.number)
    if left and found is not None:
        count(context, Fact(Step.GUEST_LEFT, found.plan.commune, visitor.address.channel))
    move_up(command.number, context)
    said = (
        _("Thank you for telling me; somebody else gets the seat. You are welcome another time.")
        if left
        else _("You were not registered for that meeting.")
    )
    return (Say(said, (actions.MEETINGS.option(), *actions.TO_MENU)),)


def still_coming(number: int, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """They come although it has moved: the seat is theirs already."""
    found = queries.get(context.tx, number)
    mine = next((one for one in guests.expected(context.tx, number) if one.citizen == visitor.citizen.id), None)
    if found is None or not found.open or mine is None:
        said = _("You were not registered for that meeting.")
        return (Say(said, (actions.MEETINGS.option(), *actions.TO_MENU)),)
    options = (actions.NOT_COMING.option(number), *in_calendar(found, context), *actions.TO_MENU)
    return (Say(_registered(found, mine, context), options),)


def move_up(number: int, context: Context) -> None:
    """Tells those who have a seat now that one is free."""
    up = guests.move_up(context.tx, number)
    found = queries.get(context.tx, number)
    if up and found is not None:
        said = paragraphs(_("A seat is free now, and it is yours:"), lines(when(found), where(found, context)))
        buttons = (actions.NOT_COMING.option(number), *in_calendar(found, context))
        tell(up, said, "moved-up", context, buttons)


def tell(to: Iterable[Guest], said: Words, event: str, context: Context, buttons: tuple[Option, ...] = ()) -> list[int]:
    """Tells each guest where they registered; returns the ids of those whom that may not reach."""
    told, missed = list(to), []
    places = addresses.places(context.tx, (guest.address for guest in told)) if told else {}
    for guest in told:
        place = places.get(guest.address)
        if place is not None:
            about = Subject("guest", guest.id)
            notify(context, place, Say(said, buttons), f"{event}:{guest.meeting}", about=about, bulk=True)
        if place is None or not context.abilities_at(place.address).reaches:
            missed.append(guest.id)
    return missed
