"""What the ledger counts of a turn of talk: questions, answers shown, things worked out."""

from __future__ import annotations

from bot.domain.outreach.facts import Happened, Step
from bot.talk.library_answers import Reply
from bot.talk.scene import Scene

ANSWERED = (Happened(Step.ASKED), Happened(Step.ANSWERED))
UNANSWERED = (Happened(Step.ASKED), Happened(Step.UNANSWERED))


def question(found: Reply, scene: Scene) -> tuple[Happened, ...]:
    """A question and its reply; nothing of small talk and of what weighs on somebody."""
    if found.felt or found.decision == "smalltalk":
        return ()
    good = found.decision == "answer" and not found.missed
    return (*(ANSWERED if good else UNANSWERED), *answer(found.shown, scene))


def answer(shown: str, scene: Scene) -> tuple[Happened, ...]:
    """That an answer of the library was shown, if one was."""
    known = scene.library.answers.get(shown)
    return (Happened(Step.SHOWN, known.topic, shown),) if known else ()


def calculation(name: str) -> tuple[Happened, ...]:
    """That something was worked out."""
    return Happened(Step.SUM), Happened(Step.RECKONED, name)
