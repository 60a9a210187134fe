"""Asking, and asking once more: what is said while a dialogue stays open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from bot.domain.commands import Command
from bot.domain.messages import Option, Say
from bot.talk import actions
from bot.talk.answering import Reply, suggestions
from bot.talk.conversation import Conversation
from bot.talk.play import Asked, Finished, play
from bot.talk.question import Misread
from bot.talk.scene import Scene
from bot.words import _, paragraphs


@dataclass(frozen=True)
class Turn:
    """What one Incoming leads to: `says`, then what the service answers to `do`, then `after`.

    hide    what was just said is an answer that nobody keeps, not even a record of the talk
    """

    conversation: Conversation
    says: tuple[Say, ...] = ()
    do: Command | None = None
    after: tuple[Say, ...] = ()
    hide: bool = False


def open_dialogue(conversation: Conversation, scene: Scene) -> Asked | Finished | None:
    """Where the open dialogue stands; None when there is none, or a release has taken it away."""
    if conversation.flow not in scene.flows:
        return None
    return play(partial(scene.flows[conversation.flow], scene, conversation.arg), conversation.answers)


def ask(conversation: Conversation, asked: Asked) -> Turn:
    """Asks the open question; what was answered on another way through the dialogue is dropped."""
    kept = {key: conversation.answers[key] for key in asked.path}
    words = paragraphs(asked.reason, asked.question.ask) if asked.reason else asked.question.ask
    say = Say(words, _tokens(conversation, asked, asked.question.options), asked.question.wants_contact)
    return Turn(replace(conversation, answers=kept), (say,))


def _tokens(conversation: Conversation, asked: Asked, options: tuple[Option, ...]) -> tuple[Option, ...]:
    run = f"{conversation.flow}|{asked.question.key}|{conversation.nonce}|"
    return tuple(Option(run + option.token, option.label) for option in options)


def hint(conversation: Conversation, asked: Asked, misread: Misread) -> Turn:
    """Says what would be understood."""
    options = misread.options or asked.question.options
    return Turn(conversation, (Say(misread.hint, _tokens(conversation, asked, options), asked.question.wants_contact),))


def digress(conversation: Conversation, found: Reply, scene: Scene) -> Turn:
    """Answers a question that has nothing to do with the open one, then asks that again."""
    turn = again(conversation, scene, Say(found.words))
    return replace(turn, conversation=replace(turn.conversation, last_answer=found.shown or conversation.last_answer))


def suggest_in_form(conversation: Conversation, found: Reply, asked: Asked) -> Turn:
    """Offers answers that may be meant, beside the open question."""
    options = (*suggestions(found), *_tokens(conversation, asked, asked.question.options))
    return Turn(
        conversation,
        (
            Say(
                paragraphs(found.words, _("Or let us go on:"), asked.question.ask),
                options,
                asked.question.wants_contact,
            ),
        ),
    )


def again(conversation: Conversation, scene: Scene, *says: Say, menu: bool = False) -> Turn:
    """Says something and asks the open question once more, if there is one."""
    outcome = open_dialogue(conversation, scene)
    if isinstance(outcome, Asked):
        turn = ask(conversation, outcome)
        return replace(turn, says=(*says, *turn.says))
    if menu and says:
        return Turn(conversation, (*says[:-1], with_menu(says[-1])))
    return Turn(conversation, says or (with_menu(Say(_("What would you like to do?"))),))


def with_menu(say: Say) -> Say:
    """The same, with the way back to the menu."""
    return replace(say, options=(*say.options, actions.MENU.option()))
