"""One message and what follows: who has the floor, then the talk, then the command that it ends in."""

from __future__ import annotations

from bot.domain.commands.leads import SpeakLanguage
from bot.domain.messages import Incoming, Say
from bot.flows.catalogue import FOR_ALL, FOR_STAFF
from bot.services.cases import handover as floor
from bot.services.citizens.arrivals import by_poster
from bot.services.context import Context
from bot.services.dispatch import carry_out
from bot.store.messages import chat_lines as chatlines
from bot.store.people.visitors import Visitor
from bot.talk.conversation import Conversation
from bot.talk.scene import Scene
from bot.talk.turn import take_turn


def converse(
    conversation: Conversation, incoming: Incoming, visitor: Visitor, context: Context
) -> tuple[Conversation, tuple[Say, ...], str]:
    """The conversation afterwards, what is said, and the code of the language in which it is said."""
    code = visitor.citizen.language
    if conversation.case:
        heard = floor.hear(conversation, incoming, visitor, context)
        conversation = heard.conversation
        if heard.says is not None:
            return conversation, heard.says, code
    turn = take_turn(conversation, by_poster(incoming, visitor, context), _scene(conversation, visitor, context))
    if turn.hide:
        chatlines.delete(context.tx, incoming.address.chat, incoming.id)
    did = carry_out(turn.do, visitor, context) if turn.do is not None else ()
    code = turn.do.code if isinstance(turn.do, SpeakLanguage) else code
    return floor.moved(turn.do, turn.conversation, visitor, context), (*turn.says, *did, *turn.after), code


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
