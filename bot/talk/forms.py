"""What is said while a form is open: an answer, a change, a pause, a question.

Read in this order: leaving, waiting, "why do you ask", a correction; then the open question; then the search.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from bot.domain.messages import Say
from bot.domain.text import fold
from bot.search.text.questions import looks_like_question
from bot.search.values.feelings import NEVER
from bot.search.values.phones import phones
from bot.search.values.phrasebook import MEANT, SURELY_MEANT
from bot.search.values.sentence import Sentence
from bot.talk.answering import SYMPATHY, reply
from bot.talk.asking import Turn, accept, again, digress, go_on, hint, stop, suggest_in_form
from bot.talk.contact_questions import ChooseCommune, PersonName, ReadBack
from bot.talk.conversation import Conversation
from bot.talk.library_answers import Reply
from bot.talk.play import Asked
from bot.talk.question import Misread, Question
from bot.talk.questions import Agree, Confirm
from bot.talk.scene import Scene
from bot.talk.understanding.heart import felt_in
from bot.talk.understanding.options import match
from bot.talk.understanding.prefill import answers_said
from bot.talk.understanding.told import paid_said
from bot.words import _, paragraphs

LONGEST_ASIDE = 12
# Fewer words are rather an answer; what they say else is written down.
FEWEST_TOLD = 3
# What answers one of these answers none of the others: a sum is one sum, a time one time.
ALIKE = (
    frozenset({"income", "pays", "average", "second"}),
    frozenset({"compulsory", "voluntary", "months", "period"}),
)
# Who has forgotten "mấy năm", or "ai mà biết bao lâu", asks nothing.
FORGOT = re.compile(
    r"\b(?:quen|nho|ai ma biet|dau (?:co )?biet|khong ro|khong biet bao (?:lau|nhieu)|forg[eo]t|remember)\b"
)
# Questions of which one sentence may answer both.
PAID = frozenset({"compulsory", "voluntary"})
PLACES = ("xa", "phuong", "thi tran", "ap", "huyen", "thi xa", "khom", "commune", "ward")


def option_meant(asked: Asked, offered: Sequence[tuple[str, str]], text: str) -> str | None:
    """The token of the option that a text means, where the question does not take any text."""
    return None if asked.question.takes_any_text else match(text, offered, shortest=2)


def tapped(conversation: Conversation, asked: Asked, value: str, scene: Scene) -> Turn:
    """A button of the open question."""
    question = asked.question
    if isinstance(question, ReadBack) and (key := question.edited(value)):
        return _asked_anew(conversation, key, question.key, scene)
    try:
        question.read(value)
    except Misread as misread:
        return hint(conversation, asked, misread)
    return accept(conversation, asked, value, scene)


def changed_by_tap(conversation: Conversation, asked: Asked, key: str, value: str, scene: Scene) -> Turn | None:
    """A button of an earlier question of the same form: that answer is changed."""
    question = next((before for before in asked.passed if before.key == key), None)
    if question is None or conversation.answers.get(key) == value:
        return None
    try:
        question.read(value)
    except Misread:
        return None
    return _changed(conversation, question, value, "", scene)


def answered(conversation: Conversation, asked: Asked, text: str, scene: Scene) -> Turn:
    """What is typed while `asked` is open."""
    question, book = asked.question, scene.knowledge.phrasebook
    hears = scene.staff is None and not question.takes_questions
    felt = felt_in(text, scene, NEVER) if hears else None
    sighs = felt is not None and felt.shown == SYMPATHY
    chosen = isinstance(question, Agree) and question.named(text, book) is not None
    if (
        (felt is None or sighs)
        and not chosen
        and (aside := _aside(conversation, asked, text, scene, MEANT if sighs else SURELY_MEANT))
    ):
        return aside
    if felt:
        return _heard_out(conversation, felt)
    asks = looks_like_question(text) and not (FORGOT.search(fold(text)) and book.mentions("unknown", text))
    if question.takes_any_text and not question.takes_questions and asks:
        found = reply(text, scene, in_form=True)
        if found.decision == "answer":
            return digress(conversation, found, scene)
    if question.key in PAID and (paid := paid_said(text, scene)):
        return go_on(replace(conversation, answers={**conversation.answers, **paid}), scene)
    try:
        written = question.write(question.understand(text, book))
    except Misread as misread:
        if isinstance(question, ReadBack) and (changed := _put_right(conversation, asked, text, scene)):
            return changed
        return _not_understood(conversation, asked, text, misread, scene)
    more = _beside_the_name(question, text) if question.takes_any_text else answers_said(conversation.flow, text, scene)
    alike = next((keys for keys in ALIKE if question.key in keys), {question.key})
    kept = {key: said for key, said in more.items() if key not in conversation.answers and key not in alike}
    return accept(replace(conversation, answers={**conversation.answers, **kept}), asked, written, scene)


def _beside_the_name(question: Question[Any], text: str) -> dict[str, str]:
    """The one phone number that somebody gives with their name."""
    found = phones(Sentence.of(text)) if isinstance(question, PersonName) else ()
    return {"phone": str(found[0].value)} if len(found) == 1 else {}


def _heard_out(conversation: Conversation, found: Reply) -> Turn:
    """Answers somebody in grief or distress, with what helps; the form waits and asks nothing."""
    waits = _("Take your time. What you have told me so far is kept; go on whenever you like.")
    return Turn(conversation, (Say(paragraphs(found.words, waits), found.options),))


def _not_understood(conversation: Conversation, asked: Asked, text: str, misread: Misread, scene: Scene) -> Turn:
    tried = asked.question.is_tried(text) and not looks_like_question(text)
    if misread.options or misread.plain or tried:
        return hint(conversation, asked, misread)
    if aside := _aside(conversation, asked, text, scene, MEANT):
        return aside
    found = reply(text, scene, in_form=True)
    asks = looks_like_question(text)
    if found.felt and scene.staff is None:
        return _heard_out(conversation, found)
    if (found.decision == "answer" and not found.felt) or (asks and found.decision not in {"suggest", "smalltalk"}):
        return digress(conversation, found, scene)
    if asks and found.decision == "suggest":
        return suggest_in_form(conversation, found, asked, scene)
    return hint(conversation, asked, misread)


def _aside(conversation: Conversation, asked: Asked, text: str, scene: Scene, least: float) -> Turn | None:
    """Leaving, waiting, asking why, or changing an earlier answer; None for an answer.

    least   how much a text of several words must be like the editors' ways of saying so
    """
    book, question = scene.knowledge.phrasebook, asked.question
    says = partial(book.means, least=least) if len(text.split()) >= FEWEST_TOLD else book.says
    if len(text.split()) > LONGEST_ASIDE or question.takes_questions:
        return None
    if says("leave", text) and not (isinstance(question, Confirm) and book.says("no", text)):
        return stop(conversation)
    if says("pause", text):
        waiting = Say(_("Take your time. What you have told me so far is kept; go on whenever you like."))
        return again(conversation, scene, waiting)
    if says("why", text):
        why = question.why or _(
            "I need it to go on with this form, and use it for nothing else. You may type “thôi” to leave."
        )
        return again(conversation, scene, Say(why))
    rest = book.after("correct", text)
    if rest and book.says("leave", rest):
        return stop(conversation)
    return None if rest is None else _corrected(conversation, asked, rest, scene)


def _corrected(conversation: Conversation, asked: Asked, rest: str, scene: Scene) -> Turn | None:
    """Changes the latest earlier answer that `rest` fits; without it the last one is asked anew."""
    if not rest:
        if isinstance(asked.question, Confirm | ReadBack) or not asked.path:
            return None
        return _asked_anew(conversation, asked.path[-1], asked.question.key, scene)
    earlier = [question for question in reversed(asked.passed) if not question.takes_questions]
    names = [question for question in earlier if question.takes_any_text]
    for question in (*(each for each in earlier if not each.takes_any_text), *names):
        written = said_to(question, rest, scene)
        if written is not None:
            return _changed(conversation, question, written, rest, scene)
    written = said_to(asked.question, rest, scene)
    return accept(conversation, asked, written, scene) if written is not None else None


def _put_right(conversation: Conversation, asked: Asked, text: str, scene: Scene) -> Turn | None:
    """Another number or place, typed at the end, takes the place of the one read back."""
    for question in reversed(asked.passed):
        written = None if question.takes_any_text or question.options else said_to(question, text, scene)
        if written is not None:
            return _changed(conversation, question, written, text, scene)
    return None


def said_to(question: Question[Any], text: str, scene: Scene) -> str | None:
    """The written answer that a text is to a question, or None; a commune needs its kind."""
    if isinstance(question, ChooseCommune) and not any(f" {kind} " in f" {fold(text)} " for kind in PLACES):
        return None
    labels = [(option.token, scene.language.say(option.label)) for option in question.options]
    if token := match(text, labels, shortest=99):
        return token
    try:
        return question.write(question.understand(text, scene.knowledge.phrasebook))
    except Misread:
        return None


def _changed(conversation: Conversation, question: Question[Any], written: str, typed: str, scene: Scene) -> Turn:
    """The form with another answer, which says what was changed."""
    turn = go_on(replace(conversation, answers={**conversation.answers, question.key: written}), scene)
    if not turn.says or not turn.conversation.flow:
        return turn
    said = question.echo(question.read(written), typed)
    told = _("All right, I have changed that: {said}", said=said) if said else _("All right, I have changed that.")
    return replace(turn, says=(Say(told), *turn.says))


def _asked_anew(conversation: Conversation, key: str, last: str, scene: Scene) -> Turn:
    """Asks one question again and keeps the others."""
    kept = {other: said for other, said in conversation.answers.items() if other not in {key, last}}
    return go_on(replace(conversation, answers=kept), scene)
