"""One turn: from what somebody sends to the words, the state kept and the command.

What is said is read in this order: a tap's token; a command word; the open question; and, where that question only
takes a form of its own or the text is plainly a question, the search, after which the open question is asked again.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from bot.domain.commands.cases import AskOfficer
from bot.domain.commands.citizens import ForgetMe, SpeakLanguage
from bot.domain.commands.leads import RequestCall
from bot.domain.messages import Incoming, Say
from bot.search.text.questions import looks_like_question
from bot.talk import actions
from bot.talk.action import Action, is_action, parse
from bot.talk.answering import reply
from bot.talk.asking import Turn, again, ask, finish, go_on, open_dialogue, stop, with_menu
from bot.talk.conversation import LINES_LIVE, Conversation
from bot.talk.counted import ANSWERED, question
from bot.talk.forms import answered, changed_by_tap, option_meant, tapped
from bot.talk.library_answers import PERSON
from bot.talk.play import Asked, Finished, play
from bot.talk.question import Misread
from bot.talk.questions import TextQuestion
from bot.talk.scene import Scene
from bot.talk.shorthand import in_short
from bot.talk.sums_again import changed_sum, retake, what_if
from bot.talk.understanding.at_once import said_at_once
from bot.talk.understanding.meetings import about_meetings
from bot.talk.understanding.offices import about_office
from bot.talk.understanding.options import labelled, match
from bot.talk.understanding.phrases import command, doubtful
from bot.words import _, paragraphs

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
    """What is remembered: the commune named, or nothing where everything is to be forgotten."""
    match turn.do:
        case ForgetMe():
            return replace(turn.conversation.afresh(), at=scene.now)
        case RequestCall(commune=commune) | AskOfficer(commune=commune):
            return replace(turn.conversation, commune=commune, at=scene.now)
    return replace(turn.conversation, at=scene.now)


def _late(conversation: Conversation, incoming: Incoming, scene: Scene) -> Turn:
    """Puts a form away after a week; what was an answer in it is not searched for."""
    idle = replace(conversation.idle(), offered=())
    late = Say(_("It has been more than a week, so I put the unfinished form away. We can start afresh any time."))
    text = incoming.text if incoming.kind == "text" else ""
    asks = looks_like_question(text) or command(text, staff=scene.staff is not None) is not None
    if not asks and not is_action(incoming.token):
        afresh = Action(conversation.flow).option(conversation.arg, _("Start afresh"))
        return Turn(idle, (with_menu(replace(late, options=(afresh,))),))
    turn = _hear(idle, incoming, scene)
    return replace(turn, says=(late, *turn.says))


def _hear(conversation: Conversation, incoming: Incoming, scene: Scene) -> Turn:
    text = incoming.text
    if incoming.kind == "tap":
        return _tapped(conversation, incoming.token, scene)
    if incoming.kind == "unreadable":
        return _shown(conversation, incoming, scene)
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
        return _in_form(conversation, text, scene)
    if changed := what_if(conversation, text, scene):
        return changed
    if token := match(text, conversation.offered):
        return _tapped(conversation, token, scene)
    if scene.staff is not None and (turn := in_short(conversation, text, scene)):
        return turn
    return _searched(conversation, text, scene)


def _shown(conversation: Conversation, incoming: Incoming, scene: Scene) -> Turn:
    """A photo, a voice message …: it is not looked at, but what is written with it is heard."""
    seen = replace(conversation, album=incoming.album)
    if incoming.text.strip():
        turn = _hear(seen, replace(incoming, kind="text", media=None, album=""), scene)
        note = _("I cannot look at pictures or listen to voice, so I go by what you wrote with it.")
        first = [replace(say, words=paragraphs(note, say.words)) for say in turn.says[:1]] or [Say(note)]
        return replace(turn, says=(*first, *turn.says[1:]))
    if incoming.album and incoming.album == conversation.album:
        return Turn(conversation)
    unread = _("I can only read text so far, not pictures or voice. Please type your question.")
    return again(seen, scene, Say(unread))


def _shared(conversation: Conversation, incoming: Incoming, scene: Scene) -> Turn:
    """A contact, which answers a question for a phone number and nothing else."""
    asked = open_dialogue(conversation, scene)
    if not isinstance(asked, Asked) or not asked.question.wants_contact:
        unasked = Say(_("I did not ask for a number just now, so I have not kept it."), (PERSON,))
        return again(conversation, scene, replace(unasked, options=()) if asked else unasked, menu=True)
    if incoming.own:
        return _in_form(conversation, incoming.text, scene)
    theirs = Say(_("That is somebody else's contact. Please share your own number, or type it."))
    return again(conversation, scene, theirs)


def _taken_as_answer(conversation: Conversation, text: str, scene: Scene) -> bool:
    """Whether the open question, unless it takes whatever is typed, understands `text`."""
    asked = open_dialogue(conversation, scene)
    if not isinstance(asked, Asked) or isinstance(asked.question, TextQuestion):
        return False
    try:
        asked.question.understand(text, scene.knowledge.phrasebook)
    except Misread:
        return False
    return True


def _in_form(conversation: Conversation, text: str, scene: Scene) -> Turn:
    """What is said while a form is open; a form that a release has removed is none."""
    asked = open_dialogue(conversation, scene)
    if asked is None:
        return _searched(conversation.idle(), text, scene)
    if isinstance(asked, Finished):
        return finish(conversation, asked, scene)
    if asked.reason is not None:
        return go_on(conversation, scene)
    if token := option_meant(asked, conversation.offered, text):
        return _tapped(conversation, token, scene)
    return answered(conversation, asked, text, scene)


def _tapped(conversation: Conversation, token: str, scene: Scene) -> Turn:
    action = parse(token)
    if action and action[0] == actions.WHAT_IF.name and (retaken := retake(conversation, action[1], scene)):
        return retaken
    if action and action[0] in scene.flows:
        return _begin(conversation, *action, scene)
    flow, _bar, rest = token.partition("|")
    key, _bar, rest = rest.partition("|")
    nonce, _bar, value = rest.partition("|")
    asked = open_dialogue(conversation, scene) if (flow, nonce) == (conversation.flow, conversation.nonce) else None
    if isinstance(asked, Asked) and asked.question.key == key:
        return tapped(conversation, asked, value, scene)
    if isinstance(asked, Asked) and (changed := changed_by_tap(conversation, asked, key, value, scene)):
        return changed
    if changed := changed_sum(conversation, (flow, key, nonce, value), scene):
        return changed
    return again(
        conversation, scene, Say(_("That button belongs to an earlier question, so I left it alone.")), menu=True
    )


def _commanded(conversation: Conversation, name: str, arg: str, scene: Scene) -> Turn:
    if name == "stop":
        return stop(conversation)
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
    return go_on(replace(conversation, answers=kept), scene)


def _begin(conversation: Conversation, name: str, arg: str, scene: Scene) -> Turn:
    """Starts a dialogue.

    One that ends at once leaves an open form as it is and asks its question again; then nothing is offered that would
    leave the form: only what leads to answers.
    """
    outcome = play(partial(scene.flows[name], scene, arg), {})
    if isinstance(outcome, Asked):
        fresh = replace(conversation, flow=name, arg=arg, nonce=scene.nonce, answers={})
        left = _("The form that was open is put away.") if conversation.flow and conversation.answers else None
        return ask(fresh, replace(outcome, reason=left))
    if name in actions.CLOSING_FORMS or not conversation.flow:
        return finish(conversation, outcome, scene)
    done = replace(outcome.done, options=tuple(o for o in outcome.done.options if o.token.startswith(READING)))
    shown = finish(conversation, replace(outcome, done=done), scene, keep=True)
    return replace(shown, after=again(conversation, scene).says)


def _searched(conversation: Conversation, text: str, scene: Scene) -> Turn:
    if (place := about_office(text, conversation.offered, scene.knowledge)) is not None:
        told = _begin(conversation.asking(text, scene.now), actions.OFFICE.name, place, scene)
        return replace(told, happened=(*ANSWERED, *told.happened))
    if (asked := about_meetings(text, conversation.offered, scene.knowledge)) is not None:
        return _begin(conversation.asking(text, scene.now), *asked, scene)
    found = reply(text, scene, misses=conversation.misses, after=conversation.last_answer)
    if found.opens:
        flow, arg, fills = found.opens
        noted = replace(conversation.asking(text, scene.now), misses=0)
        opened = go_on(replace(noted, flow=flow, arg=arg, nonce=scene.nonce, answers=fills), scene)
        first = said_at_once(flow, fills, text, scene) if opened.conversation.flow else None
        if first is not None:
            asks, *more = opened.says
            opened = replace(opened, says=(replace(asks, words=paragraphs(first, asks.words)), *more))
        return replace(opened, happened=(*question(found, scene), *opened.happened))
    misses = conversation.misses + 1 if found.missed else 0
    shown = found.shown or conversation.last_answer
    noted = conversation.asking(text, scene.now).noted(("shown", found.shown) if found.shown else ("missed", ""))
    kept = None if scene.staff is not None else SpeakLanguage(found.speaks) if found.speaks else found.kept
    left = replace(noted, misses=misses, last_answer=shown)
    return Turn(left, (Say(found.words, found.options),), kept, happened=question(found, scene))
