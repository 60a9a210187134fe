"""One turn: what somebody sent, and what follows – the words, the state kept, the command to carry out.

What is said is read in this order: a tap's token; a command word; the open question; and, where that question only
takes a form of its own or the text is plainly a question, the search, after which the open question is asked again.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from bot.domain.commands.cases import AskOfficer
from bot.domain.commands.citizens import ForgetMe
from bot.domain.commands.leads import RequestCall
from bot.domain.messages import Incoming, Say
from bot.search.text.questions import looks_like_question
from bot.talk import actions
from bot.talk.answering import PERSON, reply
from bot.talk.asking import Turn, again, ask, digress, hint, open_dialogue, suggest_in_form, with_menu
from bot.talk.conversation import LINES_LIVE, Conversation
from bot.talk.play import Asked, Finished, play
from bot.talk.question import Done, Misread
from bot.talk.questions import Text
from bot.talk.scene import Scene
from bot.talk.understanding.options import labelled, match
from bot.talk.understanding.phrases import command, doubtful
from bot.words import _

CLOSES_FORM = frozenset(
    {actions.MENU.name, actions.START.name, actions.FORGET.name, actions.CASE.name, actions.END_CASE.name}
)
READING = (actions.TOPIC.prefix, actions.ANSWER.prefix, actions.MORE.prefix)


def take_turn(conversation: Conversation, incoming: Incoming, scene: Scene) -> Turn:
    """Pure: the same conversation, message and scene always give the same turn."""
    if conversation.at is not None and scene.now - conversation.at > LINES_LIVE and not conversation.flow:
        conversation = replace(conversation, recent=())
    turn = (_late if conversation.expired(scene.now) else _hear)(conversation, incoming, scene)
    asked = open_dialogue(conversation, scene)
    hide = isinstance(asked, Asked) and asked.question.private
    return replace(turn, conversation=_left(turn, scene), hide=hide)


def _left(turn: Turn, scene: Scene) -> Conversation:
    """What is remembered: the commune that she named, and nothing at all where everything is to be forgotten."""
    match turn.do:
        case ForgetMe():
            return replace(turn.conversation.afresh(), at=scene.now)
        case RequestCall(commune=commune) | AskOfficer(commune=commune):
            return replace(turn.conversation, commune=commune, at=scene.now)
    return replace(turn.conversation, at=scene.now)


def _late(conversation: Conversation, incoming: Incoming, scene: Scene) -> Turn:
    """After a week the form is put away; what was to be an answer in it is nothing to search for."""
    idle = replace(conversation.idle(), offered=())
    late = Say(_("It has been more than a week, so I put the unfinished form away. We can start afresh any time."))
    text = incoming.text if incoming.kind == "text" else ""
    asks = looks_like_question(text) or command(text, staff=scene.staff is not None) is not None
    if not asks and not actions.is_action(incoming.token):
        afresh = actions.Action(conversation.flow).option(conversation.arg, _("Start afresh"))
        return Turn(idle, (with_menu(replace(late, options=(afresh,))),))
    turn = _hear(idle, incoming, scene)
    return replace(turn, says=(late, *turn.says))


def _hear(conversation: Conversation, incoming: Incoming, scene: Scene) -> Turn:
    text = incoming.text
    if incoming.kind == "tap":
        return _tapped(conversation, incoming.token, scene)
    if incoming.kind == "unreadable" and incoming.album and incoming.album == conversation.album:
        return Turn(conversation)
    if incoming.kind == "unreadable":
        return again(
            replace(conversation, album=incoming.album),
            scene,
            Say(_("I can only read text so far, not pictures or voice. Please type your question.")),
        )
    if incoming.kind == "contact":
        return _shared(conversation, incoming, scene)
    if not text.strip():
        return again(conversation, scene)
    if token := labelled(text, conversation.offered):
        return _tapped(conversation, token, scene)
    said = command(text, staff=scene.staff is not None)
    if said is not None and not (doubtful(text) and _taken_as_answer(conversation, text, scene)):
        return _commanded(conversation, *said, scene)
    if conversation.flow:
        return _answered(conversation, text, scene)
    if token := match(text, conversation.offered):
        return _tapped(conversation, token, scene)
    return _searched(conversation, text, scene)


def _shared(conversation: Conversation, incoming: Incoming, scene: Scene) -> Turn:
    """A contact, which answers a question for a phone number and nothing else."""
    asked = open_dialogue(conversation, scene)
    if not isinstance(asked, Asked) or not asked.question.wants_contact:
        unasked = Say(_("I did not ask for a number just now, so I have not kept it."), (PERSON,))
        return again(conversation, scene, replace(unasked, options=()) if asked else unasked, menu=True)
    if incoming.own:
        return _answered(conversation, incoming.text, scene)
    theirs = Say(_("That is somebody else's contact. Please share your own number, or type it."))
    return again(conversation, scene, theirs)


def _taken_as_answer(conversation: Conversation, text: str, scene: Scene) -> bool:
    """Whether the open question, unless it takes whatever is typed, understands `text`."""
    asked = open_dialogue(conversation, scene)
    if not isinstance(asked, Asked) or isinstance(asked.question, Text):
        return False
    try:
        asked.question.read(text)
    except Misread:
        return False
    return True


def _tapped(conversation: Conversation, token: str, scene: Scene) -> Turn:
    if (action := actions.parse(token)) and action[0] in scene.flows:
        return _begin(conversation, *action, scene)
    flow, _bar, rest = token.partition("|")
    key, _bar, rest = rest.partition("|")
    nonce, _bar, value = rest.partition("|")
    asked = open_dialogue(conversation, scene) if (flow, nonce) == (conversation.flow, conversation.nonce) else None
    if isinstance(asked, Asked) and asked.question.key == key:
        try:
            asked.question.read(value)
        except Misread as misread:
            return hint(conversation, asked, misread)
        return _accept(conversation, asked, value, scene)
    return again(
        conversation, scene, Say(_("That button belongs to an earlier question, so I left it alone.")), menu=True
    )


def _commanded(conversation: Conversation, name: str, arg: str, scene: Scene) -> Turn:
    if name == "stop":
        stopped = (
            Say(_("All right, we stop here. Nothing of the unfinished form is kept."))
            if conversation.flow
            else Say(_("All right. Write any time."))
        )
        return Turn(conversation.idle(), (with_menu(stopped),))
    if name == "back":
        return _back(conversation, scene)
    if name in scene.flows:
        return _begin(conversation, name, arg, scene)
    return _searched(conversation, name, scene)


def _back(conversation: Conversation, scene: Scene) -> Turn:
    asked = open_dialogue(conversation, scene)
    if asked is None:
        return _begin(conversation, actions.MENU.name, "", scene)
    if not asked.path:
        return again(conversation, scene, Say(_("This is the first question. Type “dừng” to leave the form.")))
    kept = {key: conversation.answers[key] for key in asked.path[:-1]}
    return _go_on(replace(conversation, answers=kept), scene)


def _begin(conversation: Conversation, name: str, arg: str, scene: Scene) -> Turn:
    """Starts a dialogue; one that ends at once leaves an open form as it is and asks its question again.

    Then nothing is offered that would leave the form: only what leads to answers.
    """
    outcome = play(partial(scene.flows[name], scene, arg), {})
    if isinstance(outcome, Asked):
        fresh = replace(conversation, flow=name, arg=arg, nonce=scene.nonce, answers={})
        left = _("The form that was open is put away.") if conversation.flow and conversation.answers else None
        return ask(fresh, replace(outcome, reason=left))
    if name in CLOSES_FORM or not conversation.flow:
        return _finish(conversation, outcome.done)
    done = replace(outcome.done, options=tuple(o for o in outcome.done.options if o.token.startswith(READING)))
    shown = _finish(conversation, done, keep=True)
    return replace(shown, after=again(conversation, scene).says)


def _answered(conversation: Conversation, text: str, scene: Scene) -> Turn:
    asked = open_dialogue(conversation, scene)
    if asked is None:
        return _searched(conversation.idle(), text, scene)
    if isinstance(asked, Finished):
        return _finish(conversation, asked.done)
    if asked.reason is not None:
        return _go_on(conversation, scene)
    question = asked.question
    if not question.takes_any_text and (token := match(text, conversation.offered, shortest=2)):
        return _tapped(conversation, token, scene)
    if question.takes_any_text and not question.takes_questions and looks_like_question(text):
        found = reply(text, scene)
        if found.decision == "answer":
            return digress(conversation, found, scene)
    try:
        written = question.write(question.read(text))
    except Misread as misread:
        found = reply(text, scene)
        asks = looks_like_question(text)
        if found.decision == "answer" or (asks and found.decision not in {"suggest", "smalltalk"}):
            return digress(conversation, found, scene)
        if asks and found.decision == "suggest" and not misread.options:
            return suggest_in_form(conversation, found, asked)
        return hint(conversation, asked, misread)
    return _accept(conversation, asked, written, scene)


def _accept(conversation: Conversation, asked: Asked, written: str, scene: Scene) -> Turn:
    kept = {key: conversation.answers[key] for key in asked.path} | {asked.question.key: written}
    return _go_on(replace(conversation, answers=kept), scene)


def _go_on(conversation: Conversation, scene: Scene) -> Turn:
    outcome = open_dialogue(conversation, scene)
    if outcome is None:
        return Turn(conversation.idle())
    return ask(conversation, outcome) if isinstance(outcome, Asked) else _finish(conversation, outcome.done)


def _finish(conversation: Conversation, done: Done, *, keep: bool = False) -> Turn:
    last = () if done.say is None else (Say(done.say, done.options, picture=done.picture),)
    says = last if done.then is None else (*(replace(say, options=()) for say in last), Say(done.then, done.options))
    left = conversation if keep else conversation.idle()
    if done.shown and not keep:
        left = left.noted(("shown", done.shown))
    return Turn(replace(left, last_answer=done.shown or left.last_answer), says, done.do)


def _searched(conversation: Conversation, text: str, scene: Scene) -> Turn:
    found = reply(text, scene, misses=conversation.misses, after=conversation.last_answer, reckons=True)
    if found.fills:
        noted = conversation.noted(("asked", text))
        return _go_on(
            replace(noted, flow=actions.ESTIMATE.name, arg="", nonce=scene.nonce, answers=found.fills, misses=0), scene
        )
    misses = conversation.misses + 1 if found.missed else 0
    shown = found.shown or conversation.last_answer
    noted = conversation.noted(("asked", text), ("shown", found.shown) if found.shown else ("missed", ""))
    kept = None if scene.staff is not None else found.kept
    return Turn(replace(noted, misses=misses, last_answer=shown), (Say(found.words, found.options),), kept)
