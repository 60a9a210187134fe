"""One turn: what somebody sent, and what follows – the words, the state kept, the command to carry out.

What is said is read in this order: a tap's token; a command word; the open question; and, where that question only
takes a form of its own or the text is plainly a question, the search, after which the open question is asked again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from bot.domain.commands import Command
from bot.domain.messages import Incoming, Option, Say
from bot.search.questions import looks_like_question
from bot.talk.answering import Reply, reply, suggestions
from bot.talk.commands import command
from bot.talk.conversation import Conversation
from bot.talk.matching import match
from bot.talk.play import Asked, Finished, play
from bot.talk.question import Done, Misread
from bot.talk.scene import Scene
from bot.words import _, paragraphs

CLOSES_FORM = frozenset({"menu", "start", "forget"})


@dataclass(frozen=True)
class Turn:
    """What one Incoming leads to: `says`, then what the service answers to `do`, then `after`."""

    conversation: Conversation
    says: tuple[Say, ...] = ()
    do: Command | None = None
    after: tuple[Say, ...] = ()


def take_turn(conversation: Conversation, incoming: Incoming, scene: Scene) -> Turn:
    """Pure: the same conversation, message and scene always give the same turn."""
    expired = conversation.expired(scene.now)
    turn = _hear(conversation.idle() if expired else conversation, incoming, scene)
    if expired:
        late = Say(_("It has been more than a week, so I put the unfinished form away. We can start afresh any time."))
        turn = replace(turn, says=(late, *turn.says))
    return replace(turn, conversation=replace(turn.conversation, at=scene.now))


def _hear(conversation: Conversation, incoming: Incoming, scene: Scene) -> Turn:
    text = incoming.text
    if incoming.kind == "tap":
        return _tapped(conversation, incoming.token, scene)
    if incoming.kind == "unreadable":
        return _again(
            conversation,
            scene,
            Say(_("I can only read text so far, not pictures or voice. Please type your question.")),
        )
    if incoming.kind == "contact" and not incoming.own:
        return _again(
            conversation, scene, Say(_("That is somebody else's contact. Please share your own number, or type it."))
        )
    if not text.strip():
        return _again(conversation, scene)
    said = command(text, staff=scene.staff is not None)
    if said is not None:
        return _commanded(conversation, *said, scene)
    if conversation.flow:
        return _answered(conversation, text, scene)
    if token := match(text, conversation.offered):
        return _tapped(conversation, token, scene)
    return _searched(conversation, text, scene)


def _open(conversation: Conversation, scene: Scene) -> Asked | Finished | None:
    """Where the open dialogue stands; None when there is none, or a release has taken it away."""
    if conversation.flow not in scene.flows:
        return None
    return play(partial(scene.flows[conversation.flow], scene, conversation.arg), conversation.answers)


def _tapped(conversation: Conversation, token: str, scene: Scene) -> Turn:
    if token.startswith(">"):
        name, _colon, arg = token[1:].partition(":")
        if name in scene.flows:
            return _begin(conversation, name, arg, scene)
    flow, _bar, rest = token.partition("|")
    key, _bar, rest = rest.partition("|")
    nonce, _bar, value = rest.partition("|")
    asked = _open(conversation, scene) if (flow, nonce) == (conversation.flow, conversation.nonce) else None
    if isinstance(asked, Asked) and asked.question.key == key:
        try:
            asked.question.read(value)
        except Misread as misread:
            return _hint(conversation, asked, misread)
        return _accept(conversation, asked, value, scene)
    return _again(
        conversation, scene, Say(_("That button belongs to an earlier question, so I left it alone.")), menu=True
    )


def _commanded(conversation: Conversation, name: str, arg: str, scene: Scene) -> Turn:
    if name == "stop":
        stopped = (
            Say(_("All right, we stop here. Nothing of the unfinished form is kept."))
            if conversation.flow
            else Say(_("All right. Write any time."))
        )
        return Turn(conversation.idle(), (_with_menu(stopped),))
    if name == "back":
        return _back(conversation, scene)
    if name in scene.flows:
        return _begin(conversation, name, arg, scene)
    return _searched(conversation, name, scene)


def _back(conversation: Conversation, scene: Scene) -> Turn:
    asked = _open(conversation, scene)
    if asked is None:
        return _begin(conversation, "menu", "", scene)
    if not asked.path:
        return _again(conversation, scene, Say(_("This is the first question. Type “dừng” to leave the form.")))
    kept = {key: conversation.answers[key] for key in asked.path[:-1]}
    return _go_on(replace(conversation, answers=kept), scene)


def _begin(conversation: Conversation, name: str, arg: str, scene: Scene) -> Turn:
    """Starts a dialogue; one that ends at once leaves an open form as it is and asks its question again."""
    outcome = play(partial(scene.flows[name], scene, arg), {})
    if isinstance(outcome, Asked):
        fresh = replace(conversation, flow=name, arg=arg, nonce=scene.nonce, answers={})
        return _ask(fresh, outcome)
    if name in CLOSES_FORM or not conversation.flow:
        return _finish(conversation, outcome.done)
    done = replace(outcome.done, options=())
    shown = _finish(conversation, done, keep=True)
    return replace(shown, after=_again(conversation, scene).says)


def _answered(conversation: Conversation, text: str, scene: Scene) -> Turn:
    asked = _open(conversation, scene)
    if asked is None:
        return _searched(conversation.idle(), text, scene)
    if isinstance(asked, Finished):
        return _finish(conversation, asked.done)
    if asked.reason is not None:
        return _go_on(conversation, scene)
    question = asked.question
    if not question.takes_any_text and (token := match(text, conversation.offered, shortest=2)):
        return _tapped(conversation, token, scene)
    if question.takes_any_text and looks_like_question(text):
        found = reply(text, scene)
        if found.decision == "answer":
            return _digress(conversation, found, scene)
    try:
        written = question.write(question.read(text))
    except Misread as misread:
        found = reply(text, scene)
        asks = looks_like_question(text)
        if found.decision == "answer" or (asks and found.decision not in {"suggest", "smalltalk"}):
            return _digress(conversation, found, scene)
        if asks and found.decision == "suggest" and not misread.options:
            return _suggest_in_form(conversation, found, asked)
        return _hint(conversation, asked, misread)
    return _accept(conversation, asked, written, scene)


def _accept(conversation: Conversation, asked: Asked, written: str, scene: Scene) -> Turn:
    kept = {key: conversation.answers[key] for key in asked.path} | {asked.question.key: written}
    return _go_on(replace(conversation, answers=kept), scene)


def _go_on(conversation: Conversation, scene: Scene) -> Turn:
    outcome = _open(conversation, scene)
    if outcome is None:
        return Turn(conversation.idle())
    return _ask(conversation, outcome) if isinstance(outcome, Asked) else _finish(conversation, outcome.done)


def _ask(conversation: Conversation, asked: Asked) -> Turn:
    kept = {key: conversation.answers[key] for key in asked.path}
    words = paragraphs(asked.reason, asked.question.ask) if asked.reason else asked.question.ask
    say = Say(words, _tokens(conversation, asked, asked.question.options), asked.question.wants_contact)
    return Turn(replace(conversation, answers=kept), (say,))


def _tokens(conversation: Conversation, asked: Asked, options: tuple[Option, ...]) -> tuple[Option, ...]:
    run = f"{conversation.flow}|{asked.question.key}|{conversation.nonce}|"
    return tuple(Option(run + option.token, option.label) for option in options)


def _hint(conversation: Conversation, asked: Asked, misread: Misread) -> Turn:
    options = misread.options or asked.question.options
    return Turn(conversation, (Say(misread.hint, _tokens(conversation, asked, options), asked.question.wants_contact),))


def _digress(conversation: Conversation, found: Reply, scene: Scene) -> Turn:
    turn = _again(conversation, scene, Say(found.words))
    return replace(turn, conversation=replace(turn.conversation, last_answer=found.shown or conversation.last_answer))


def _suggest_in_form(conversation: Conversation, found: Reply, asked: Asked) -> Turn:
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


def _again(conversation: Conversation, scene: Scene, *says: Say, menu: bool = False) -> Turn:
    """Says something and asks the open question once more, if there is one."""
    outcome = _open(conversation, scene)
    if isinstance(outcome, Asked):
        turn = _ask(conversation, outcome)
        return replace(turn, says=(*says, *turn.says))
    if menu and says:
        return Turn(conversation, (*says[:-1], _with_menu(says[-1])))
    return Turn(conversation, says or (_with_menu(Say(_("What would you like to do?"))),))


def _with_menu(say: Say) -> Say:
    return replace(say, options=(*say.options, Option(">menu", _("Menu"))))


def _finish(conversation: Conversation, done: Done, *, keep: bool = False) -> Turn:
    says = (Say(done.say, done.options),) if done.say is not None else ()
    left = conversation if keep else conversation.idle()
    return Turn(replace(left, last_answer=done.shown or left.last_answer), says, done.do)


def _searched(conversation: Conversation, text: str, scene: Scene) -> Turn:
    found = reply(text, scene, misses=conversation.misses)
    misses = conversation.misses + 1 if found.missed else 0
    shown = found.shown or conversation.last_answer
    return Turn(replace(conversation, misses=misses, last_answer=shown), (Say(found.words, found.options),))
