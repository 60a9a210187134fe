"""Absences of staff: what would fall due meanwhile goes back to the colleagues at once."""

from __future__ import annotations

from datetime import date

from bot.domain.calendar import local
from bot.domain.events.leads import EventKind
from bot.domain.leads import Lead, LeadState, Move
from bot.domain.messages import Say
from bot.domain.people import Staff
from bot.services.context import Context
from bot.services.copies import withdraw_unsent
from bot.services.leads.announcements import tell
from bot.services.leads.cards import waiting_for
from bot.services.leads.transitions import advance
from bot.services.notify import notify
from bot.store.leads import queries as leads
from bot.store.leads.queries import By
from bot.store.staff import members as staff
from bot.talk.actions import TO_WORK
from bot.words import Words, _, lines


def go_away(member: Staff, until: date, context: Context, since: date | None = None) -> Words:
    """Notes one's own absence and says what follows; citizens of what is given back are told."""
    given = note(member, until, context, member, since)
    return lines(
        _("Have a good rest, {name}. From {first} to {day} new requests go to others.", name=member.name, first=since,
          day=until) if since is not None else
        _("Have a good rest, {name}. Until {day} new requests go to others.", name=member.name, day=until),
        _given(given),
        _("Back earlier? Type “đi làm lại”."),
    )  # fmt: skip


def note(member: Staff, until: date, context: Context, by: Staff, since: date | None = None) -> list[Lead]:
    """Notes an absence from `since` on (None: from now on); returns what goes back at once.

    Of an absence to come nothing is given back yet: what falls due in it goes back when its time comes.
    """
    staff.away(context.tx, member.id, until, since)
    if since is not None and since > local(context.now).date():
        return []
    given = [lead for lead in leads.of_staff(context.tx, member.id) if _falls_due(lead, until, context)]
    for lead in given:
        withdraw_unsent(member, lead.subject, context)
        event = advance(lead, Move.RELEASE, context, By(by.id), kind=EventKind.HOLDER_AWAY, who=member.name)
        if event is not None:
            tell(event, context)
    return given


def note_for(member: Staff, until: date, context: Context, by: Staff, since: date | None = None) -> list[Lead]:
    """Notes an absence for a colleague, who is told."""
    given = note(member, until, context, by, since)
    words = lines(
        _("{staff} has noted that you are away until {day}. New requests go to others.", staff=by.name, day=until),
        _given(given),
        _("Back earlier? Type “đi làm lại”."),
    )
    notify(context, member, Say(words, TO_WORK), "absence")
    return given


def call_back(member: Staff, context: Context, by: Staff) -> None:
    """Notes that a colleague is there again, and tells them."""
    staff.away(context.tx, member.id, None)
    said = Say(_("{staff} has noted that you are back. New requests come to you again.", staff=by.name))
    notify(context, member, said, "absence")


def come_back(member: Staff, context: Context) -> Words:
    """Ends one's own absence, and says how many requests wait."""
    staff.away(context.tx, member.id, None)
    waiting = len(waiting_for(member, context))
    return _("Welcome back, {name}. {waiting} requests wait for somebody.", name=member.name, waiting=waiting)


def _falls_due(lead: Lead, until: date, context: Context) -> bool:
    if lead.state is LeadState.TAKEN:
        return True
    return local(context.duty(lead.commune).begins(lead)).date() <= until


def _given(given: list[Lead]) -> Words | None:
    if not given:
        return None
    numbers = ", ".join(str(lead.number) for lead in given)
    return _("Given to your colleagues, for they fall due meanwhile: {numbers}.", numbers=numbers)
