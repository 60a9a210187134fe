"""What somebody who writes Khmer is told: what is released, and that an officer can call."""

from __future__ import annotations

from bot.domain.messages import Option
from bot.library.translations import GREETING, MENU
from bot.talk import actions
from bot.talk.library_answers import MENU as TO_MENU
from bot.talk.library_answers import Reply, basis_of
from bot.talk.noticed import KHMER, in_khmer
from bot.talk.scene import Scene
from bot.words import FIRST, Words, paragraphs, verbatim

CALL = actions.CONSULTATION.option(KHMER)
LIVE = actions.LIVE.option()


def said(id_: str, scene: Scene) -> Words | None:
    """A released text with the day's figures; None where there is none or one is in doubt."""
    known = scene.library.khmer.get(id_)
    words = known.say(scene.today, scene.library.figures) if known else None
    return verbatim(words) if words else None


def to_khmer(scene: Scene) -> Reply:
    """The released first words, what can be read in Khmer, and in any case a call by staff."""
    answers = _offered(scene)
    greeting, menu = said(GREETING, scene), said(MENU, scene) if answers else None
    words = paragraphs(greeting, menu, in_khmer(some=bool(answers)))
    return Reply("answer", words, (CALL, LIVE, *answers, TO_MENU), felt=True, speaks=KHMER)


def answer_in_khmer(id_: str, scene: Scene) -> Reply:
    """One answer in Khmer with its legal basis; else, where it is withdrawn, the first words."""
    words = _held(id_, scene)
    if words is None:
        return to_khmer(scene)
    known = scene.library.answers[id_]
    basis = basis_of(known.show(FIRST, scene.today, scene.library.figures))
    whole = paragraphs(verbatim(scene.library.khmer[id_].title), words, basis)
    return Reply("answer", whole, (CALL, *_offered(scene, but=id_), TO_MENU), shown=id_, speaks=KHMER)


def _offered(scene: Scene, but: str = "") -> tuple[Option, ...]:
    """The answers that can be read in Khmer today."""
    return tuple(
        actions.IN_KHMER.option(id_, verbatim(one.title))
        for id_, one in scene.library.khmer.items()
        if id_ != but and _held(id_, scene)
    )


def _held(id_: str, scene: Scene) -> Words | None:
    """A released answer that holds today; None for what is no answer, or does not hold yet."""
    known = scene.library.answers.get(id_)
    return said(id_, scene) if known and known.id == id_ and scene.today >= known.since else None
