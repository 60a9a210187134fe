"""What is told of next year's sums, where a question is of next year."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.domain.text import fold
from bot.search.finder import Found
from bot.talk import actions
from bot.talk.library_answers import MENU, PERSON, RELATED, TOLD_AHEAD, Reply, answer, offered, title
from bot.talk.noticed import what_comes
from bot.talk.scene import Scene
from bot.words import paragraphs

# Of these the announced sums are told beside an answer.
BESIDE = frozenset({"methods", "compare", "worry"})
# What is paid, and whether that rises; the most that may be paid; what somebody receives.
_PAYING = re.compile(
    r"\b(?:dong (?:tien|bao nhieu|nhieu|co|may|them)|tien dong|muc dong|(?:len|tang|giam) gia|gia (?:ca|co)"
    r"|(?:mac|re) hon)\b"
)
_MOST = re.compile(r"\b(?:cao nhat|toi da|lon nhat|nhieu nhat|highest|maximum|at most)\b")
_RECEIVED = re.compile(
    r"\b(?:thai san|sinh con|luong huu|mai tang|tuat|tu tuat|tien gia|huu tri xa hoi|nguoi gia|cao tuoi|rut|bhyt"
    r"|bao hiem y te|the y te|maternity|funeral|pension)\b"
)


def of_next_year(text: str, found: Found, scene: Scene) -> Reply | None:
    """What is known of next year's sums; None where another subject is asked about."""
    best = found.hits[0].id if found.hits else ""
    topic = scene.library.answers[best].topic if best else ""
    comes, plain, ours = what_comes(scene), fold(text), topic in TOLD_AHEAD
    if comes is None:
        return None
    named = bool(best) and scene.knowledge.phrasebook.mentions("next-year", title(best, scene))
    beside = topic in BESIDE or (ours and _MOST.search(plain) is not None)
    if named or (found.decision == "answer" and beside):
        tells = answer(best, scene)
        return replace(tells, words=paragraphs(tells.words, comes))
    if best and not ours and _RECEIVED.search(plain):
        return answer(best, scene) if found.decision == "suggest" else None
    if found.decision == "answer" and not ours and not _PAYING.search(plain):
        return None
    options = (*offered([hit.id for hit in found.hits[:RELATED]], scene), actions.ESTIMATE.option(), PERSON, MENU)
    return Reply("answer", comes, options)
