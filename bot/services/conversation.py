"""One message and what follows: who has the floor, the talk, the command that it ends in."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.commands import CaseCommand
from bot.domain.commands.citizens import SpeakLanguage
from bot.domain.messages import Incoming, Say, link_of
from bot.flows.catalogue import FOR_ALL, FOR_STAFF
from bot.services.cases import handover
from bot.services.citizens.arrivals import by_poster
from bot.services.context import Context
from bot.services.dispatch import dispatch
from bot.services.notify import notify
from bot.store.messages import chat_lines
from bot.store.people.visitors import Visitor
from bot.talk.conversation import Conversation
from bot.talk.scene import Scene
from bot.talk.turn import take_turn


def converse(
    conversation: Conversation, incoming: Incoming, visitor: Visitor, context: Context
) -> tuple[Conversation, tuple[Say, ...], Visitor]:
    """Hears the message; returns the conversation afterwards, what is said, and to whom.

    The visitor comes back with the language that they read from now on.
    """
    if conversation.case:
        heard = handover.hear(conversation, incoming, visitor, context)
        conversation = heard.conversation
        if heard.says is not None:
            return conversation, heard.says, visitor
    turn = take_turn(conversation, by_poster(incoming, visitor, context), _scene(conversation, visitor, context))
    if turn.hide:
        chat_lines.delete(context.tx, incoming.address.chat, incoming.id)
    did = dispatch(turn.do, visitor, context) if turn.do is not None else ()
    conversation = turn.conversation
    if isinstance(turn.do, CaseCommand):
        conversation = handover.moved(turn.do, conversation, visitor, context)
    if isinstance(turn.do, SpeakLanguage):
        visitor = replace(visitor, citizen=replace(visitor.citizen, language=turn.do.code))
    return conversation, (*turn.says, *did, *turn.after), visitor


def reply(says: tuple[Say, ...], conversation: Conversation, visitor: Visitor, context: Context) -> Conversation:
    """Posts the replies, and keeps what the last one offers, so that it can be typed."""
    last = max((number for number, say in enumerate(says) if say.options), default=-1)
    for number, say in enumerate(says):
        notify(context, visitor, say, str(number), about=say.about, answer=number == last)
    options = [option for option in says[last].options if not link_of(option.token)] if last >= 0 else []
    language = context.language(visitor.citizen.language)
    offered = tuple((option.token, language.say(option.label)) for option in options)
    return replace(conversation, offered=offered if says else conversation.offered)


def _scene(conversation: Conversation, visitor: Visitor, context: Context) -> Scene:
    return Scene(
        knowledge=context.knowledge,
        language=context.language(visitor.citizen.language),
        now=context.now,
        today=context.today,
        nonce=context.turn.removeprefix("in"),
        flows=FOR_STAFF if visitor.staff else FOR_ALL,
        staff=visitor.staff,
        case=conversation.case,
        commune=conversation.commune,
        recent=conversation.recent,
        within=context.limits.answer_within,
    )
