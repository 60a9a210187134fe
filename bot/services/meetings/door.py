"""At the door: the meeting's two codes, who scans, and joining there and then."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.calendar import local
from bot.domain.commands.meetings import Arrive, JoinNow
from bot.domain.consents import AT_DOOR, AT_DOOR_TEXT
from bot.domain.meetings import DOOR_OPENS, Meeting
from bot.domain.messages import Option, Say
from bot.domain.outreach.codes import CodeKind
from bot.domain.outreach.facts import Fact, Step
from bot.domain.outreach.subscriptions import Purpose
from bot.domain.people import Role
from bot.library.library import Poster
from bot.services.context import Context
from bot.services.facts import count
from bot.services.leads.create import request_call
from bot.services.meetings.agreeing import agree
from bot.services.meetings.listing import show
from bot.services.meetings.wording import PHOTOS
from bot.services.notify import notify
from bot.services.subscriptions.telling import offer
from bot.store.leads import queries as leads
from bot.store.meetings import door, guests, queries
from bot.store.outreach import codes
from bot.store.people.visitors import Visitor
from bot.store.staff import members
from bot.talk import actions
from bot.words import _, lines, paragraphs


def code_of(meeting: Meeting, kind: CodeKind, context: Context) -> Poster:
    """Its printed code, or the other one of its door; made when it is first needed."""
    found = codes.of_meeting(context.tx, meeting.number, kind)
    if found is None:
        queries.get(context.tx, meeting.number, lock=True)  # two who ask for it at once get the same one
        found = codes.of_meeting(context.tx, meeting.number, kind)
    if found is not None:
        return found
    plan, library = meeting.plan, context.knowledge.library
    return codes.make(context.tx, library, kind, plan.commune, plan.title, meeting.made_by, context.now, meeting.number)


def by_code(code: Poster, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """What somebody is told who came by a meeting's code."""
    found = queries.get(context.tx, code.meeting)
    if code.kind != CodeKind.DOOR or found is None or not found.open or found.plan.ends <= context.now:
        return show(code.meeting, visitor, context)
    if not found.door_open(context.now):
        opens = local(found.plan.starts - DOOR_OPENS)
        early = _(
            "This code is for the door; it counts from {hour} on, on {day}.", hour=f"{opens:%H:%M}", day=opens.date()
        )
        return (Say(early), *show(code.meeting, visitor, context))
    return _scanned(found, visitor, context)


def in_hall(visitor: Visitor, context: Context) -> Context:
    """The context of who came in by the door's code: many from one hall's Wi-Fi are no flood."""
    code = visitor.citizen.came_from
    if code and door.at(context.tx, code, context.now):
        return replace(context, origin="")
    return context


def _scanned(meeting: Meeting, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    if door.scanned(context.tx, meeting.number, visitor.address_id):
        count(context, Fact(Step.SCANNED, meeting.plan.commune, visitor.address.channel))
    said = lines(
        _("Welcome to {title}! You are counted as present; who you are is not kept.", title=meeting.plan.title),
        PHOTOS,
    )
    return (Say(said, (actions.HERE.option(meeting.number), *_there(meeting))),)


def _there(meeting: Meeting) -> tuple[Option, ...]:
    """What one may want at a meeting."""
    return (
        actions.ASK_THERE.option(meeting.number),
        actions.JOIN_NOW.option(f"{meeting.number}-{meeting.plan.commune}"),
        actions.CONSULTATION.option(label=_("Leave my number")),
        *actions.TO_MENU,
    )


def arrive(command: Arrive, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Keeps that they are there; counted they are when they scan."""
    found = queries.get(context.tx, command.number, lock=True)
    if found is None or not found.door_open(context.now):
        return (Say(_("That meeting is over, or there is none of that number."), (actions.MEETINGS.option(),)),)
    guests.arrive(context.tx, found.number, visitor.citizen.id, visitor.address_id, context.now)
    agree(command.consent, AT_DOOR, AT_DOOR_TEXT, visitor, context)
    said = _("Thank you. Afterwards I send you the answers to what is asked here. Is there anything you need now?")
    ways = *offer(Purpose.NEWS, visitor, context), *_there(found)
    return (Say(said, ways),)


def join_now(command: JoinNow, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """A request like any other; the collectors at the meeting are told that they are there."""
    says = request_call(command.call, visitor, context)
    found = queries.get(context.tx, command.number)
    asked = [one for one in leads.of_citizen(context.tx, visitor.citizen.id) if one.phone == command.call.phone]
    if found is None or not found.door_open(context.now) or not asked:
        return says
    lead = max(asked, key=lambda one: one.number)
    there = _(
        "At meeting {number} somebody wants to join now: request {lead}.",
        number=str(found.number),
        lead=str(lead.number),
    )
    button = actions.LEAD.option(lead.number)
    for member in members.of_commune(context.tx, found.plan.commune):
        collects = member.role is Role.COLLECTOR and lead.shared
        if (collects or member.id == found.made_by) and not member.away(context.today):
            notify(context, member, Say(there, (button,)), f"join-now:{lead.number}", about=lead.subject)
    go = _("The collector here is told. Please go to their table and say: request {number}.", number=str(lead.number))
    first, *others = says
    return (Say(paragraphs(go, first.words), first.options), *others)
