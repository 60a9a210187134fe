"""What guests want to ask: kept, shown to staff, released for everybody at the meeting."""

from __future__ import annotations

from bot.domain.commands.meetings import AskAtMeeting
from bot.domain.consents import GUEST_QUESTION, GUEST_QUESTION_TEXT
from bot.domain.meetings import GuestQuestion, Meeting
from bot.domain.messages import Option, Say
from bot.domain.people import Staff
from bot.domain.rights import may_change, may_hold
from bot.services.context import Context
from bot.services.meetings.agreeing import agree
from bot.store.meetings import guests, queries, questions
from bot.store.people.visitors import Visitor
from bot.store.staff import audit
from bot.store.staff.audited import Audited
from bot.talk import actions
from bot.words import Words, _, lines, paragraphs, verbatim

MOST = 5


def ask(command: AskAtMeeting, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Keeps what they want to ask there."""
    found = queries.get(context.tx, command.number)
    if found is None or not found.open or found.plan.ends <= context.now:
        return (Say(_("That meeting is over, or there is none of that number."), (actions.MEETINGS.option(),)),)
    guest = guests.known(context.tx, found.number, visitor.citizen.id, visitor.address_id, context.now)
    if questions.asked(context.tx, guest) >= MOST:
        return (Say(_("You have asked {most} questions there already; please ask the others aloud.", most=MOST)),)
    agree(command.consent, GUEST_QUESTION, GUEST_QUESTION_TEXT, visitor, context)
    questions.add(context.tx, guest, found.number, command.text, command.name, context.now)
    said = _("Thank you. The officers have your question. “dữ liệu của tôi” shows it; there you can take it back.")
    return (Say(said, (actions.ASK_THERE.option(found.number, _("Ask another")), *actions.TO_MENU)),)


def take_back(number: int, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Deletes a question of theirs, from the screen too."""
    hers = {one.id for one in questions.of_citizen(context.tx, visitor.citizen.id)}
    if number in hers:
        questions.delete(context.tx, number)
    said = _("Your question is deleted.") if number in hers else _("There is no such question of yours.")
    return (Say(said, (actions.MY_DATA.option(), *actions.TO_MENU)),)


def told(question: GuestQuestion) -> Words:
    """A question with the name of who asks, where they gave one."""
    if question.name:
        return _("{name} asks: {question}", name=question.name, question=question.text)
    return verbatim(question.text)


def show(number: int, member: Staff, context: Context) -> tuple[Say, ...]:
    """All that is to be asked at that meeting, and which of it is on the screen."""
    found = queries.get(context.tx, number)
    if found is None or not may_hold(member, found.plan.commune):
        audit.looked(context.tx, member.id, Audited.MEETING, [], context.now, refused=True)
        return (Say(_("There is no such meeting among yours."), (actions.OURS.option(), *actions.TO_WORK)),)
    audit.looked(context.tx, member.id, Audited.MEETING, [], context.now)
    asked = questions.of_meeting(context.tx, number)
    back = actions.OUR.option(number), *actions.TO_WORK
    if not asked:
        return (Say(_("Nobody has asked anything for meeting {number} yet.", number=str(number)), back),)
    mine = may_change(member, found)
    rows = (row for one in asked if mine for row in _may(one, found, context))
    said = paragraphs(_("Questions for meeting {number}:", number=str(number)), *map(_line, asked))
    return (Say(said, (*rows, *back)),)


def _may(one: GuestQuestion, meeting: Meeting, context: Context) -> tuple[Option, ...]:
    """While there is a screen it is shown on it or not; from the beginning on it is answered."""
    shown = actions.HIDE.option(one.id) if one.released else actions.RELEASE.option(one.id)
    return (
        *((shown,) if meeting.open else ()),
        *((actions.ANSWER_ASKED.option(one.id),) if meeting.plan.starts <= context.now else ()),
    )


def _line(question: GuestQuestion) -> Words:
    shown = _("(on the screen)") if question.released else None
    answer = _("Answer: {answer}", answer=question.answer) if question.answer else None
    return lines(_("Question {number}:", number=str(question.id)), told(question), shown, answer)


def release(number: int, member: Staff, context: Context, *, shown: bool) -> tuple[Say, ...]:
    """From now on everybody at the meeting may read it, or nobody any more."""
    question = questions.get(context.tx, number)
    found = queries.get(context.tx, question.meeting) if question else None
    if question is None or found is None or not may_change(member, found):
        audit.looked(context.tx, member.id, Audited.MEETING, [], context.now, refused=True)
        return (Say(_("There is no such question at your meetings."), (actions.OURS.option(), *actions.TO_WORK)),)
    questions.release(context.tx, number, context.now if shown else None)
    return show(found.number, member, context)
