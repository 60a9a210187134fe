"""Who has the floor: what is said in a live question goes to the other side, past Loa.

Commands win, so that officers can do their work in the midst of a talk, and citizens can end it or forget it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.domain.cases import Case, CaseState
from bot.domain.commands import CaseCommand
from bot.domain.commands.cases import AskOfficer, EndCase, Leave, OpenCase, PassCase, RateCase, SendReady, ShowReady
from bot.domain.messages import Incoming, Say
from bot.domain.text import fold
from bot.services.cases import actions, close
from bot.services.cases.cards import END
from bot.services.cases.relay import relay_to_citizen, relay_to_staff, wait_with
from bot.services.codes import spot
from bot.services.context import Context
from bot.store.cases import queries as cases
from bot.store.people.visitors import Visitor
from bot.talk.action import named
from bot.talk.actions import (
    CORRECT,
    END_CASE,
    FORGET,
    IN_LIVE_TALK,
    LANGUAGE,
    MENU,
    MY_DATA,
    READY,
    READY_FIND,
    SEND,
    START,
)
from bot.talk.conversation import Conversation
from bot.talk.understanding.options import match
from bot.talk.understanding.phrases import command, doubtful
from bot.words import _

CITIZEN_COMMANDS = {FORGET.name, MY_DATA.name, LANGUAGE.name}
CITIZEN_FLOWS = {FORGET.name, CORRECT.name, LANGUAGE.name}
OF_READY = (SEND.prefix, READY_FIND.prefix)


@dataclass(frozen=True)
class Heard:
    """What was said has been dealt with; `says` None: the talk goes on with this conversation."""

    conversation: Conversation
    says: tuple[Say, ...] | None = None


def hear(conversation: Conversation, incoming: Incoming, visitor: Visitor, context: Context) -> Heard:
    """Passes on what belongs to the live question of this conversation; the rest is for Loa."""
    case = cases.get(context.tx, conversation.case, lock=True)
    if visitor.staff is not None:
        return _officer(conversation, incoming, case, visitor.staff.id, visitor, context)
    if case is None or case.citizen != visitor.citizen.id:
        return Heard(replace(conversation, case=0))
    if case.state is CaseState.LIVE:
        return _citizen(conversation, incoming, case, visitor, context)
    if case.state is CaseState.WAITING:
        return _waiting(conversation, incoming, case, context)
    return _after(replace(conversation, case=0), incoming, case, visitor, context)


def moved(done: CaseCommand, conversation: Conversation, visitor: Visitor, context: Context) -> Conversation:
    """The conversation after a command: which live question its words belong to now."""
    match done:
        case AskOfficer():
            case = cases.open_at(context.tx, visitor.address_id)
            return replace(conversation, case=case.number if case is not None else 0)
        case OpenCase(number) | SendReady(number):
            case = cases.get(context.tx, number)
            hers = visitor.staff is not None and case is not None and case.open and case.taken_by == visitor.staff.id
            return replace(conversation, case=number) if hers else conversation
        case EndCase(number) if visitor.staff is None:
            # Where an officer has talked with her, a typed "có" still says whether it helped.
            case = cases.get(context.tx, number) if number else None
            return replace(conversation, case=number if case is not None and case.taken_by is not None else 0)
        case Leave():
            return replace(conversation, case=0)
        case EndCase(number) | PassCase(number) | RateCase(number) if number == conversation.case:
            return replace(conversation, case=0)
    return conversation


def _citizen(conversation: Conversation, incoming: Incoming, case: Case, visitor: Visitor, context: Context) -> Heard:
    """An officer has the floor: the citizen's words are for them, but for a few commands."""
    flows = conversation.flow in CITIZEN_FLOWS
    if incoming.kind == "tap":
        if flows or named(incoming.token) in IN_LIVE_TALK:
            return Heard(conversation)
        return Heard(conversation, (_silent(case),))
    if incoming.kind == "contact":
        kept = _("I pass no phone numbers on, so that nobody's number gets about. Please type what you want to say.")
        return Heard(conversation, (Say(kept),))
    said = command(incoming.text, staff=False) if incoming.kind == "text" and not doubtful(incoming.text) else None
    if said is not None and said[0] in {END_CASE.name, "stop"}:
        return Heard(conversation.idle(), close.end(EndCase(case.number), visitor, context))
    if said is not None and said[0] in {MENU.name, START.name}:
        return Heard(conversation, (_silent(case),))
    if flows or (said is not None and said[0] in CITIZEN_COMMANDS):
        return Heard(conversation)
    return Heard(replace(conversation.idle(), offered=()), relay_to_staff(incoming, case, context))


def _silent(case: Case) -> Say:
    words = _(
        "Officer {staff} is answering, so Loa keeps silent. To ask Loa again, end the talk first.",
        staff=case.taken_name,
    )
    return Say(words, (END,))


def _waiting(conversation: Conversation, incoming: Incoming, case: Case, context: Context) -> Heard:
    """Nobody has the floor yet: Loa answers what it can and adds the rest for the officer."""
    if conversation.flow or incoming.kind not in {"text", "unreadable"}:
        return Heard(conversation)
    text = incoming.text
    if incoming.kind == "text":
        chosen = match(text, conversation.offered) is not None
        code, _rest = spot(text, context)
        if not text.strip() or chosen or code or command(text, staff=False) is not None:
            return Heard(conversation)
        found = context.knowledge.finder.ask(text)
        if found.decision not in {"suggest", "out_of_scope"} or (found.decision == "out_of_scope" and found.guard):
            return Heard(conversation)
    return Heard(replace(conversation, offered=()), wait_with(incoming, case, context))


def _after(conversation: Conversation, incoming: Incoming, case: Case, visitor: Visitor, context: Context) -> Heard:
    """The talk has ended: a plain yes or no says whether it helped."""
    book, said = context.knowledge.phrasebook, fold(incoming.text).strip(" .!,")
    helped = said in {"1", "co giup"} or book.says("yes", incoming.text)
    did_not = said in {"2", "chua giup"} or book.says("no", incoming.text)
    if incoming.kind != "text" or case.rated or not (helped or did_not):
        return Heard(conversation)
    return Heard(conversation, close.rate(RateCase(case.number, helped), visitor, context))


def _officer(
    conversation: Conversation, incoming: Incoming, case: Case | None, who: int, visitor: Visitor, context: Context
) -> Heard:
    """The officer's words go to the open question, but for commands, taps and forms."""
    left = replace(conversation, case=0)
    if case is None:
        return Heard(left)
    hers = case.taken_by == who and case.open
    if incoming.kind in {"tap", "contact"} or conversation.flow:
        return Heard(conversation if hers else left)
    text = incoming.text
    if incoming.kind == "text":
        said = command(text, staff=True) if not doubtful(text) else None
        ready = [pair for pair in conversation.offered if pair[0].startswith(OF_READY)]
        if said is not None or (ready and match(text, conversation.offered, shortest=99) is not None):
            return Heard(conversation if hers else left)
        asks = text.startswith("?") and text.strip("? ")
        if hers and (asks or fold(text).strip(" .") in READY.said):
            text = text.strip("? ") if asks else ""
            return Heard(conversation, actions.act(ShowReady(case.number, text), visitor, context))
    if not hers:
        unsent = _("Question {number} is not yours any more, so this was not sent to anybody.", number=str(case.number))
        return Heard(left, (Say(unsent),))
    return Heard(replace(conversation, offered=()), relay_to_citizen(incoming, case, context))
