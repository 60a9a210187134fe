"""What is answered from the heart: grief, danger, worry, anger, joy."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.search.text.letters import fold
from bot.search.values.feelings import CRISIS, LIKE
from bot.talk.library_answers import MENU, PERSON, Reply, answer, guard
from bot.talk.scene import DISTRESS, Scene
from bot.talk.understanding import told_actions
from bot.words import _, paragraphs

CONDOLENCE = "chia-buon"
# That messages are to end, or hurt: "đừng nhắn nữa", "mất rồi mà còn nhắc đóng tiền".
_ENOUGH = re.compile(
    r"\b(?:dung|khoi|ngung|thoi|xoa|huy|con|van|sao) (?:\w+ ){0,2}(?:nhan|goi|lien he|tin|nhac|doi|so)\b"
    r"|\b(?:stop|do not|don.?t|no more) (?:\w+ ){0,2}(?:writ|call|contact|messag|remind)"
)


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
