"""What if: the last sum with one input changed, while it lives."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from bot.domain.text import fold
from bot.search.text.clauses import follow_up
from bot.search.text.questions import looks_like_question
from bot.search.values.facts import Facts, facts
from bot.search.values.phrasebook import Phrasebook
from bot.talk import actions
from bot.talk.asking import Turn, go_on
from bot.talk.conversation import Conversation, LastSum
from bot.talk.durations import DurationQuestion, written
from bot.talk.noticed import asks_may
from bot.talk.play import play
from bot.talk.question import Misread
from bot.talk.scene import Scene
from bot.talk.understanding.prefill import SAID, answers_said
from bot.talk.understanding.told import lowest_income
from bot.words import verbatim

#: An answer that puts another one out of force.
INSTEAD = {"income": {"pays", "wants"}, "pays": {"income", "wants"}, "wants": {"income", "pays"}}
SECOND = frozenset({"second"})
PERSONAL = frozenset({"sex", "birth", "compulsory", "voluntary", "average"})
SAME_AGE = ("cung tuoi", "bang tuoi", "same age")
FEW_WORDS, FEW_MORE = 4, 8
LONGEST = 14
# What leans on the sum before it, without a word at the beginning that says so.
_LEANS = re.compile(
    r"\b(?:thi (?:sao|bao nhieu|nhieu|nhiu|duoc)|nhu (?:vay|the)|so voi|(?:tui|toi) noi|y (?:toi|em|tui)|neu|gia su"
    r"|xuong|len|doi (?:qua|sang|thanh)|them|thoi|(?:mot|1) lan|(?:ca|nguyen|tron) nam|(?:mot|1) nam het"
    r"|what (?:if|about)|how about|and"
    r"|instead|compared?)\b"
)
_COMPARES = re.compile(r"\b(?:so voi|so sanh|compared?)\b")
# "Lương hưu được bao nhiêu", "đóng 20 năm lãnh nhiêu", but not how it is reckoned, or for whom.
_PENSION_OF_IT = re.compile(
    r"\b(?:luong huu|huu|pension)\b.*\b(?:bao nhieu|bao nhiu|nhieu|nhiu|may|sao|how much)\b"
    r"|\b(?:how much|what)\b.*\bpension\b|\b(?:lanh|linh) (?:duoc )?(?:bao nhieu|nhieu|nhiu|may)\b"
)
_DRAWN = re.compile(
    r"\b(?:luong huu|huu|pension|lanh|linh|huong)\b|\b(?:duoc|dc) (?:bao nhieu|bao nhiu|nhieu|nhiu|may)\b|\bdo i get\b"
)
_RULES = re.compile(
    r"\b(?:thap nhat|cao nhat|cach tinh|cong thuc|khi nao|bao gio|tuoi|rut|tuat|mai tang|thai san|sinh)\b"
)
# An income that is told by the one before it.
_TIMES = re.compile(r"\b(?:gap (?P<times>doi|ba|2|3)|(?P<half>(?:mot|1|phan) nua)|(?P<double>double)|twice)\b")
_LOWEST = re.compile(r"\b(?:thap nhat|toi thieu|re nhat|beo nhat|nho nhat|it nhat|lowest|minimum|cheapest)\b")
NO_MORE: Mapping[str, str] = {}
_MORE = re.compile(r"\b(?:them|nua|more|another)\b")


def retake(conversation: Conversation, what: str, scene: Scene) -> Turn | None:
    """A button under a sum: one input is asked anew; None where the sum is forgotten."""
    last = conversation.sum_at(scene.now)
    if last is None:
        return None
    kept = {key: said for key, said in last.answers.items() if key not in {what, *INSTEAD.get(what, ()), *SECOND}}
    return _again(conversation, last, kept, scene, arg=f"{SAID}:{what}")


def changed_sum(conversation: Conversation, tapped: tuple[str, str, str, str], scene: Scene) -> Turn | None:
    """A button of a question of the last sum: that answer is changed."""
    flow, key, nonce, value = tapped
    last = conversation.sum_at(scene.now)
    if conversation.flow or last is None or (flow, nonce) != (last.flow, last.nonce) or flow not in scene.flows:
        return None
    passed = play(partial(scene.flows[flow], scene, SAID), last.answers).passed
    question = next((each for each in passed if each.key == key), None)
    if question is None:
        return None
    try:
        question.read(value)
    except Misread:
        return None
    return _again(conversation, last, {**last.answers, key: value}, scene)


def what_if(conversation: Conversation, text: str, scene: Scene) -> Turn | None:
    """A follow-up that changes an input of the last sum ("còn nếu 2 triệu thì sao")."""
    last, book = conversation.sum_at(scene.now), scene.knowledge.phrasebook
    if last is None or last.flow not in scene.flows:
        return None
    if drawn := _drawn(conversation, last, text, scene):
        return drawn
    if not (rest := _leaning(text, book)):
        return None
    if last.flow == actions.ESTIMATE.name and len(rest.split()) <= FEW_WORDS and book.mentions("next-year", text):
        return _again(conversation, last, last.answers, scene)
    said = facts(rest, book, scene.today)
    new = _other_income(last, rest, said, scene)
    if not (said or new):
        return None
    new = new or _changed(last, rest, said, scene)
    if last.flow == actions.MISSING.name and said.planned and not said.paid and _MORE.search(fold(rest)):
        before = DurationQuestion("voluntary", verbatim("")).read(last.answers.get("voluntary", written(0)))
        new = {**new, "voluntary": written(before + said.planned)}
    if last.flow != actions.PENSION_OF.name and said.planned and not new:
        return _as_pension(conversation, last, said, scene)
    if not new:
        return None
    gone = SECOND.union(*(INSTEAD.get(key, ()) for key in new))
    same = any(words in fold(rest) for words in SAME_AGE)
    if said.somebody and "sex" in new and last.flow != actions.PENSION_OF.name and not same:
        gone |= PERSONAL
    kept = {key: value for key, value in last.answers.items() if key not in gone}
    return _again(conversation, last, {**kept, **new}, scene)


def _drawn(conversation: Conversation, last: LastSum, text: str, scene: Scene) -> Turn | None:
    """What the income of the last sum gives later, where only a pension is asked for."""
    plain, said = fold(text), facts(text, scene.knowledge.phrasebook, scene.today)
    if last.flow not in {actions.ESTIMATE.name, actions.PENSION_OF.name} or said.sums or said.birth or said.paid:
        return None
    much = _DRAWN.search(plain) if said.planned else _PENSION_OF_IT.search(plain)
    if much is None or len(plain.split()) > LONGEST or _RULES.search(plain):
        return None
    sex = {"sex": said.sex} if said.sex else {}
    if said.planned:
        return _as_pension(conversation, last, said, scene, sex)
    kept = {key: last.answers[key] for key in ("income", "pays", "months", "sex") if key in last.answers}
    return _again(conversation, replace(last, flow=actions.PENSION_OF.name), {**kept, **sex}, scene)


def _leaning(text: str, book: Phrasebook) -> str:
    """What a follow-up says beyond the sum before it; "" for a question of its own."""
    words, plain = len(text.split()), fold(text)
    if words > LONGEST or asks_may(text, book):
        return ""
    told = words <= FEW_MORE and not looks_like_question(text)
    leans = words <= FEW_WORDS or told or _LEANS.search(plain) is not None or _TIMES.search(plain) is not None
    return book.after("correct", text) or follow_up(text) or (text if leans else "")


def _other_income(last: LastSum, rest: str, said: Facts, scene: Scene) -> Mapping[str, str]:
    """An income said by the one before ("gấp đôi", "một nửa"), or the lowest one."""
    plain = fold(rest)
    if said.sums or last.flow not in {*actions.KEPT_SUMS}:
        return NO_MORE
    if _LOWEST.search(plain) and (floor := lowest_income(scene)):
        return {**answers_said(last.flow, rest, scene), "income": str(floor)}
    found = _TIMES.search(plain)
    before = int(last.answers.get("income") or lowest_income(scene))
    if found is None or not before:
        return NO_MORE
    if found["half"]:
        return {"income": str(before // 2)}
    return {"income": str(before * (3 if found["times"] in {"ba", "3"} else 2))}


def _changed(last: LastSum, rest: str, said: Facts, scene: Scene) -> Mapping[str, str]:
    """The inputs that a follow-up says; years may come on top, an income may be to compare."""
    new = answers_said(last.flow, rest, scene)
    plain = fold(rest)
    for wished in ("wants", "pays"):
        if wished in last.answers and "income" in new and said.sum and said.sum.role in {"", "drawn"}:
            return {**{key: value for key, value in new.items() if key != "income"}, wished: new["income"]}
    if last.flow == actions.MISSING.name and said.planned and not (said.paid or _MORE.search(plain)):
        alone = [key for key in ("compulsory", "voluntary") if last.answers.get(key, written(0)) != written(0)]
        return {**new, alone[0] if len(alone) == 1 else "voluntary": written(said.planned)}
    if _COMPARES.search(plain) and "income" in new:
        return {"second": new["income"]}
    if last.flow == actions.PENSION_OF.name and _MORE.search(plain) and said.planned and "months" in last.answers:
        before = DurationQuestion("months", verbatim("")).read(last.answers["months"])
        return {**new, "months": written(before + said.planned)}
    return new


def _as_pension(
    conversation: Conversation, last: LastSum, said: Facts, scene: Scene, more: Mapping[str, str] = NO_MORE
) -> Turn:
    """Years after a sum without any: the pension that so many would give on that income."""
    kept = {key: last.answers[key] for key in ("income", "pays", "sex") if key in last.answers}
    other = replace(last, flow=actions.PENSION_OF.name)
    return _again(conversation, other, {**kept, **more, "months": written(said.planned or 0)}, scene)


def _again(
    conversation: Conversation, last: LastSum, answers: Mapping[str, str], scene: Scene, *, arg: str = SAID
) -> Turn:
    begun = replace(conversation, flow=last.flow, arg=arg, nonce=scene.nonce, answers=dict(answers), misses=0)
    return go_on(begun, scene)
