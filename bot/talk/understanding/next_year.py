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
_MOST = re.compile(r"\b(?:cao nhat|toi da|lon nhat|nhieu nhat|muc tran|kich tran|highest|maximum|at most)\b")
_RECEIVED = re.compile(
    r"\b(?:thai san|sinh con|luong huu|mai tang|tuat|tu tuat|tien gia|huu tri xa hoi|nguoi gia|cao tuoi|rut|bhyt"
    r"|bao hiem y te|the y te|maternity|funeral|pension)\b"
)
# Whether what somebody receives rises, and what was paid ahead is reckoned again.
_RISING = re.compile(r"\b(?:tang|len|giam|doi|con|bao nhieu|bao nhiu|nhieu|nhiu|may|rise|more|change|how much)\b")
_TOLD_OF: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\b(?:thai san|sinh con|maternity)\b"), "thai-san-muc"),
    (re.compile(r"\b(?:mai tang|funeral)\b"), "tuat-mai-tang"),
    (re.compile(r"\bhuu tri xa hoi\b"), "tro-cap-huu-tri-xa-hoi"),
)
_PAID_AHEAD = "chuan-ngheo-thay-doi"
_AGAIN = re.compile(r"\b(?:bu|tinh lai|(?:nop|dong|thu|tra) them|truy thu|pay more|reckoned again)\b")
_AHEAD = re.compile(
    r"\b(?:dong|nop|tra) truoc\b|\b(?:dong|nop|lo)(?: (?:dong|nop|luon|du|san|het))*"
    r" (?:\d+|mot|hai|ba|bon|nam|sau|ca|nguyen|tron) (?:thang|nam)\b|\bahead\b"
)


def _of_something_else(plain: str) -> str:
    """The answer to what is received next year, or was paid ahead of it; "" for none."""
    if _AGAIN.search(plain) and _AHEAD.search(plain):
        return _PAID_AHEAD
    if not _RISING.search(plain) or _PAYING.search(plain):
        return ""
    return next((id_ for named, id_ in _TOLD_OF if named.search(plain)), "")


def of_next_year(text: str, found: Found, scene: Scene) -> Reply | None:
    """What is known of next year's sums; None where another subject is asked about."""
    best = found.hits[0].id if found.hits else ""
    topic = scene.library.answers[best].topic if best else ""
    comes, plain, ours = what_comes(scene), fold(text), topic in TOLD_AHEAD
    if comes is None:
        return None
    named = bool(best) and scene.knowledge.phrasebook.mentions("next-year", title(best, scene))
    if (other := _of_something_else(plain)) in scene.library.answers:
        return answer(other, scene)
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
