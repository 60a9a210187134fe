"""What is answered from the heart: grief, danger, worry, anger, joy."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.search.finder import Finder
from bot.search.ranking.measures import NAMES
from bot.search.text.letters import fold, readable
from bot.search.text.redact import without_numbers
from bot.search.values.feelings import CRISIS, LIKE, NEVER
from bot.talk.library_answers import MENU, PERSON, Reply, answer, guard
from bot.talk.scene import DISTRESS, Scene
from bot.talk.understanding import told_actions
from bot.words import _, paragraphs

CONDOLENCE = "chia-buon"
# So much like a way of asking for something else that only plain words of a feeling count, or not even they. Measured
# on the open dialogues, where what is felt is seldom above 0.7, and on the editors' ways of asking, a word apart.
_ASKED, _ASKED_JUST_SO = 0.8, 1.0
# That messages are to end, or hurt: "đừng nhắn nữa", "mất rồi mà còn nhắc đóng tiền".
_ENOUGH = re.compile(
    r"\b(?:dung|khoi|ngung|thoi|xoa|huy|con|van|sao) (?:\w+ ){0,2}(?:nhan|goi|lien he|tin|nhac|doi|so)\b"
    r"|\b(?:stop|do not|don.?t|no more) (?:\w+ ){0,2}(?:writ|call|contact|messag|remind)"
)


def felt_unless_asked(text: str, scene: Scene, finder: Finder, least: float) -> Reply | None:
    """What is felt, where editors did not write the text as a way of asking; danger counts."""
    felt = felt_in(text, scene, least)
    if felt is None or (asked := _asked(text, scene, finder, surely=least >= LIKE)) < _ASKED:
        return felt
    plain = felt_in(text, scene, NEVER)
    return None if plain and plain.shown and asked >= _ASKED_JUST_SO else plain


def _asked(text: str, scene: Scene, finder: Finder, *, surely: bool) -> float:
    """How much it is like a way of asking for an answer that is not about a feeling, in [0, 1].

    surely  whether that counts only where the search is sure of the answer
    """
    found, about_feelings = finder.ask(text), {each.answer for each in scene.library.vocabulary.feelings}
    best = found.hits[:1]
    if not best or best[0].id in about_feelings or (surely and found.decision != "answer"):
        return 0.0
    likeness = finder.weighed(without_numbers(readable(text))).measures[NAMES.index("likeness")]
    return _ASKED_JUST_SO if best[0].score >= 1 else likeness


def felt_in(text: str, scene: Scene, least: float = LIKE) -> Reply | None:
    """The answer to what weighs on somebody, without a search; None where nothing does.

    What the guard of the feeling's name says comes first, or alone where the feeling has no answer.

    least   how much the text must be like the editors' examples where it has none of their phrases
    """
    if (feeling := scene.knowledge.phrasebook.feeling(text, least)) is None:
        return None
    if feeling.id == CRISIS:
        words = guard(DISTRESS, scene)
        return Reply("smalltalk", words, (PERSON, MENU), felt=True) if words else None
    said = guard(feeling.id, scene)
    if feeling.answer not in scene.library.answers:
        return Reply("smalltalk", said, (MENU,), felt=True) if said else None
    found = replace(answer(feeling.answer, scene, basis=False), felt=True)
    found = replace(found, words=paragraphs(said, found.words)) if said else found
    return _with_one_step(text, found) if feeling.answer == CONDOLENCE else found


def _with_one_step(text: str, found: Reply) -> Reply:
    """A condolence and the one thing to do next: nobody in grief is made to choose."""
    if _ENOUGH.search(fold(text)):
        step = _(
            "If nobody is to call or write here any more, tap the button below. What was asked for from another phone, "
            "an officer ends for you."
        )
        return replace(found, words=paragraphs(found.words, step), options=(told_actions.LEAVE_ALONE.option(),))
    step = _(
        "There is only one thing to do, when you are ready: tap “Have somebody call me”. An officer of your commune "
        "calls, says which papers to bring, and does it with you."
    )
    return replace(found, words=paragraphs(found.words, step), options=(PERSON,))
