"""Asking, asking once more, going on and ending: the steps of a dialogue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

from bot.domain.commands import Command
from bot.domain.messages import Option, Say
from bot.domain.outreach.facts import Happened
from bot.talk import actions
from bot.talk.conversation import Conversation, LastSum
from bot.talk.counted import answer, calculation, question
from bot.talk.library_answers import Reply, suggestions
from bot.talk.play import Asked, Finished, play
from bot.talk.question import Misread, Question
from bot.talk.scene import Scene
from bot.words import _, paragraphs


@dataclass(frozen=True)
class Turn:
    """What one Incoming leads to: `says`, then what the service answers to `do`, then `after`.

    hide    what was just said is an answer that nobody keeps, not even a record of the talk
    happened what the ledger counts of it
    """

    conversation: Conversation
    says: tuple[Say, ...] = ()
    do: Command | None = None
    after: tuple[Say, ...] = ()
    hide: bool = False
    happened: tuple[Happened, ...] = ()


def open_dialogue(conversation: Conversation, scene: Scene) -> Asked | Finished | None:
    """How far the open dialogue has come; None when there is none, or a release has removed it."""
    if conversation.flow not in scene.flows:
        return None
    return play(partial(scene.flows[conversation.flow], scene, conversation.arg), conversation.answers)


def ask(conversation: Conversation, asked: Asked) -> Turn:
    """Asks the open question; answers to later ones may have come before their turn."""
    words = paragraphs(asked.reason, asked.question.ask) if asked.reason else asked.question.ask
    say = Say(words, _tokens(conversation, asked, asked.question.options), asked.question.wants_contact)
    kept = {key: said for key, said in conversation.answers.items() if key != asked.question.key}
    return Turn(replace(conversation, answers=kept), (say,))


def _tokens(conversation: Conversation, asked: Asked, options: tuple[Option, ...]) -> tuple[Option, ...]:
    run = f"{conversation.flow}|{asked.question.key}|{conversation.nonce}|"
    return tuple(Option(run + option.token, option.label) for option in options)


def go_on(conversation: Conversation, scene: Scene) -> Turn:
    """The next question of the open dialogue, or its end."""
    outcome = open_dialogue(conversation, scene)
    if outcome is None:
        return Turn(conversation.idle())
    return ask(conversation, outcome) if isinstance(outcome, Asked) else finish(conversation, outcome, scene)


def accept(conversation: Conversation, asked: Asked, written: str, scene: Scene) -> Turn:
    """Keeps the answer to the open question."""
    return go_on(replace(conversation, answers={**conversation.answers, asked.question.key: written}), scene)


def finish(conversation: Conversation, outcome: Finished, scene: Scene, *, keep: bool = False) -> Turn:
    """The last words of a dialogue; `keep` leaves another one open as it is."""
    done = outcome.done
    last = () if done.say is None else (Say(done.say, done.options, picture=done.picture),)
    says = last if done.then is None else (*(replace(say, options=()) for say in last), Say(done.then, done.options))
    left = conversation if keep else remembering(conversation, outcome.passed, scene.now).idle()
    if done.shown and not keep:
        left = left.noted(("shown", done.shown))
    happened = answer(done.shown, scene)
    if outcome.path and conversation.flow in actions.WORKED_OUT:
        happened = (*happened, *calculation(conversation.flow))
    return Turn(replace(left, last_answer=done.shown or left.last_answer), says, done.do, happened=happened)


def remembering(conversation: Conversation, passed: Sequence[Question[Any]], now: datetime) -> Conversation:
    """With the inputs of the sum that has just been worked out, but for what nobody keeps."""
    if conversation.flow not in actions.KEPT_SUMS:
        return conversation
    private = {question.key for question in passed if question.private}
    kept = {key: said for key, said in conversation.answers.items() if key not in private}
    last = LastSum(conversation.flow, conversation.arg, conversation.nonce, kept, now)
    return replace(conversation, last_sum=last)


def stop(conversation: Conversation) -> Turn:
    """Leaves the form, if one is open."""
    left = _("All right, we stop here. Nothing of the unfinished form is kept.")
    said = left if conversation.flow else _("All right. Write any time.")
    return Turn(conversation.idle(), (with_menu(Say(said)),))


def hint(conversation: Conversation, asked: Asked, misread: Misread) -> Turn:
    """Says what would be understood."""
    options = misread.options or asked.question.options
    return Turn(conversation, (Say(misread.hint, _tokens(conversation, asked, options), asked.question.wants_contact),))


def digress(conversation: Conversation, found: Reply, scene: Scene) -> Turn:
    """Answers a question that has nothing to do with the open one, then asks that again."""
    turn = again(conversation, scene, Say(found.words))
    left = replace(turn.conversation, last_answer=found.shown or conversation.last_answer)
    return replace(turn, conversation=left, happened=question(found, scene))


def suggest_in_form(conversation: Conversation, found: Reply, waits: Asked, scene: Scene) -> Turn:
    """Offers answers that may be meant, beside the open question."""
    options = (*suggestions(found), *_tokens(conversation, waits, waits.question.options))
    return Turn(
        conversation,
        (
            Say(
                paragraphs(found.words, _("Or let us go on:"), waits.question.ask),
                options,
                waits.question.wants_contact,
            ),
        ),
        happened=question(found, scene),
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
