"""A reply to one message says whom it is for: that question, whichever else is open.

Where nobody can tell, nothing is sent, and the officer is asked.
"""

from __future__ import annotations

from dataclasses import replace

from bot.domain.messages import Incoming, Say
from bot.services.cases import handover
from bot.services.cases.cards import talk_to
from bot.services.cases.handover import OF_READY, Heard
from bot.services.context import Context
from bot.store.cases import messages as case_messages
from bot.store.cases import queries as cases
from bot.store.people.visitors import Visitor
from bot.talk.action import named, parse
from bot.talk.actions import SEND_TO
from bot.talk.conversation import Conversation
from bot.talk.understanding.numbers import read_number
from bot.talk.understanding.options import match
from bot.talk.understanding.phrases import command, doubtful
from bot.words import _


def hear(conversation: Conversation, incoming: Incoming, visitor: Visitor, context: Context) -> Heard:
    """Passes on what belongs to a live question; the rest is for Loa."""
    if visitor.staff is not None:
        kept, conversation = conversation.unsent, replace(conversation, unsent="")
        if kept and (number := _chosen(incoming)):
            words = replace(incoming, kind="text", text=kept, token="")
            return _aside(number, conversation, words, visitor, context)
        if incoming.replies_to:
            return _reply(conversation, incoming, visitor.staff.id, visitor, context)
    return handover.hear(conversation, incoming, visitor, context) if conversation.case else Heard(conversation)


def back(before: Conversation, heard: Conversation, after: Conversation) -> Conversation:
    """After a command in a reply: what is typed next belongs where it did before."""
    aside = heard.case not in (0, before.case)
    return replace(after, case=before.case) if before.case and aside and after.case in (0, heard.case) else after


def _reply(conversation: Conversation, incoming: Incoming, who: int, visitor: Visitor, context: Context) -> Heard:
    if number := case_messages.question_at(context.tx, incoming.address, incoming.replies_to):
        return _aside(number, conversation, incoming, visitor, context)
    if _for_loa(conversation, incoming) or not (own := cases.of_staff(context.tx, who)):
        return handover.hear(conversation, incoming, visitor, context) if conversation.case else Heard(conversation)
    if incoming.kind == "text":
        words = _("Nothing has been sent: I cannot tell which question you are answering. Who is it for?")
        options = tuple(SEND_TO.option(case.number) for case in own)
        return Heard(replace(conversation, unsent=incoming.text), (Say(words, options),))
    words = _("Nothing has been sent: I cannot tell which question that is for. Please choose, and send it again.")
    return Heard(conversation, (Say(words, tuple(talk_to(case) for case in own)),))


def _aside(number: int, conversation: Conversation, incoming: Incoming, visitor: Visitor, context: Context) -> Heard:
    """Says it in that question; a form, and the question that is open, stay as they are."""
    there = replace(conversation.idle(), case=number, offered=())
    heard = handover.hear(there, incoming, visitor, context)
    if heard.says is None:
        return heard
    says = heard.says
    if conversation.case not in (0, number) and _theirs(number, visitor, context):
        still = _("What you type without a reply goes on to {number}.", number=str(conversation.case))
        says = (*says, Say(still))
    return Heard(conversation, says)


def _theirs(number: int, visitor: Visitor, context: Context) -> bool:
    case = cases.get(context.tx, number)
    return case is not None and case.open and visitor.staff is not None and case.taken_by == visitor.staff.id


def _for_loa(conversation: Conversation, incoming: Incoming) -> bool:
    """Whether it is a command, or an answer to what Loa asked last."""
    if incoming.kind in {"tap", "contact"} or conversation.flow:
        return True
    if incoming.kind != "text":
        return False
    ready = any(token.startswith(OF_READY) for token, _label in conversation.offered)
    said = command(incoming.text, staff=True) if not doubtful(incoming.text) else None
    return said is not None or (ready and match(incoming.text, conversation.offered, shortest=99) is not None)


def _chosen(incoming: Incoming) -> int:
    """The question for which the words are that were kept; 0 where something else was said."""
    if incoming.kind == "tap" and named(incoming.token) == SEND_TO.name:
        return read_number((parse(incoming.token) or ("", ""))[1])
    said = command(incoming.text, staff=True) if incoming.kind == "text" else None
    return read_number(said[1]) if said is not None and said[0] == SEND_TO.name else 0
