"""One message and what follows: who has the floor, the talk, the command that it ends in."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.commands import CaseCommand
from bot.domain.commands.citizens import ComeFrom, SpeakLanguage
from bot.domain.commands.staff import JoinStaff
from bot.domain.messages import Incoming, Say, link_of
from bot.domain.text import nfc
from bot.flows.catalogue import FOR_ALL, FOR_STAFF
from bot.services.cases import handover, swipe_replies
from bot.services.cases.edits import relay_edit
from bot.services.citizens.arrivals import by_poster
from bot.services.citizens.my_data import can_read_aloud, in_english, speaking
from bot.services.context import Context
from bot.services.dispatch import dispatch
from bot.services.facts import count_arrival, count_talk
from bot.services.leads.actions import refused_form
from bot.services.leads.replies import told
from bot.services.meetings.door import in_hall
from bot.services.meetings.hall import heads, photos
from bot.services.notify import notify
from bot.services.reports import remarks
from bot.store.meetings import queries as meetings
from bot.store.messages import chat_lines
from bot.store.people.visitors import Visitor
from bot.talk.actions import AGAIN, HAND, NOTE, OUTCOME, REOPEN
from bot.talk.asking import Turn
from bot.talk.conversation import Conversation
from bot.talk.scene import ENGLISH, Scene
from bot.talk.turn import take_turn
from bot.talk.understanding.numbers import read_number
from bot.talk.understanding.phrases import command
from bot.words import FIRST

ABOUT_A_REQUEST = frozenset({OUTCOME.name, AGAIN.name, HAND.name, NOTE.name, REOPEN.name})


def converse(
    conversation: Conversation, incoming: Incoming, visitor: Visitor, context: Context
) -> tuple[Conversation, tuple[Say, ...], Visitor]:
    """Hears the message; returns the conversation afterwards, what is said, and to whom.

    The visitor comes back with the language that they read from now on.
    """
    if incoming.kind == "edited":
        relay_edit(incoming, visitor, context)
        return conversation, (), visitor
    if free := _says_freely(incoming, visitor):
        conversation, incoming = remarks.heard(conversation, incoming, visitor, context) or (conversation, incoming)
    before = aside = conversation
    if conversation.case or conversation.unsent or incoming.replies_to:
        heard = swipe_replies.hear(conversation, incoming, visitor, context)
        conversation = aside = heard.conversation
        if heard.says is not None:
            return conversation, heard.says, visitor
    if free and (kept := _from_the_hall(conversation, incoming, visitor, context)) is not None:
        return conversation, (kept, *_asked_again(conversation, incoming, visitor, context)), visitor
    english = _writes_english(incoming, conversation, visitor, context)
    incoming, visitor = by_poster(incoming, visitor, context)
    context = in_hall(visitor, context) if context.origin else context
    visitor = speaking(ENGLISH, visitor, context) if english else visitor
    turn = take_turn(conversation, incoming, _scene(conversation, visitor, context))
    if (refused := _refused_form(conversation, turn.conversation, visitor, context)) is not None:
        return conversation, refused, visitor
    if turn.hide:
        chat_lines.delete(context.tx, incoming.address.chat, incoming.id)
    did = dispatch(turn.do, visitor, context) if turn.do is not None else ()
    _count(turn, visitor, context)
    conversation = turn.conversation
    if isinstance(turn.do, CaseCommand):
        conversation = handover.moved(turn.do, conversation, visitor, context)
    if incoming.replies_to:
        conversation = swipe_replies.back(before, aside, conversation)
    if isinstance(turn.do, SpeakLanguage):
        visitor = replace(visitor, citizen=replace(visitor.citizen, language=turn.do.code))
    says = (*turn.says, *did, *turn.after)
    return conversation, in_english(says) if english else says, visitor


def _count(turn: Turn, visitor: Visitor, context: Context) -> None:
    if visitor.new and visitor.staff is None and not isinstance(turn.do, ComeFrom | JoinStaff):
        count_arrival(visitor, context)
    count_talk(turn.happened, turn.conversation.commune, visitor, context)


def _says_freely(incoming: Incoming, visitor: Visitor) -> bool:
    """Whether an officer sends something that is none of the commands."""
    wordless = incoming.kind != "text"
    return visitor.staff is not None and (wordless or command(nfc(incoming.text), staff=True) is None)


def _from_the_hall(conversation: Conversation, incoming: Incoming, visitor: Visitor, context: Context) -> Say | None:
    """The answer to what an officer sends of a meeting unasked: a photo, or how many are there."""
    keep = heads.keep if incoming.kind == "text" else photos.keep
    return keep(conversation, incoming, visitor, context)


def _asked_again(conversation: Conversation, incoming: Incoming, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """The open question once more, if there is one."""
    nothing = replace(incoming, kind="text", text="", media=None)
    return take_turn(conversation, nothing, _scene(conversation, visitor, context)).says if conversation.flow else ()


def _writes_english(incoming: Incoming, conversation: Conversation, visitor: Visitor, context: Context) -> bool:
    """Whether a citizen spoken to in Vietnamese plainly writes English, and not to an officer."""
    if incoming.kind != "text" or visitor.staff or conversation.case or visitor.citizen.language != FIRST:
        return False
    return context.knowledge.english.is_plainly_written(incoming.text)


def _refused_form(
    before: Conversation, after: Conversation, visitor: Visitor, context: Context
) -> tuple[Say, ...] | None:
    """What an officer hears instead of a form that could only end in a refusal."""
    if visitor.staff is None or after.flow not in ABOUT_A_REQUEST or after.nonce == before.nonce:
        return None
    number = read_number(after.arg)
    outcome = refused_form(after.flow, number, visitor.staff, context)
    return told(outcome, number, visitor.staff, context) if outcome is not None else None


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
        asked=tuple(text for _at, text in conversation.asked_at(context.now)),
        last_sum=conversation.sum_at(context.now),
        meeting=lambda number: meetings.get(context.tx, number),
        speaks=can_read_aloud(visitor, context),
    )
