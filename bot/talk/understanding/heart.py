"""What is answered from the heart: grief, danger, worry, anger, joy."""

from __future__ import annotations

from dataclasses import replace

from bot.search.values.feelings import CRISIS, LIKE
from bot.talk.library_answers import MENU, PERSON, Reply, answer, guard
from bot.talk.scene import DISTRESS, Scene
from bot.talk.understanding import told_actions
from bot.words import paragraphs

CONDOLENCE = "chia-buon"


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
    if feeling.answer != CONDOLENCE:
        return found
    return replace(found, options=(*found.options[:-2], told_actions.LEAVE_ALONE.option(), *found.options[-2:]))
