"""How good the search is: questions with known answers, what they get, scores by stratum."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import TypeAlias

from bot.search.finder import Finder, Found

SHOWN = ("answer", "suggest")
Confusion: TypeAlias = tuple[str, str]


@dataclass(frozen=True)
class JudgedCase:
    """A question with the ids of its right answers; none where `decision` is right instead."""

    id: str
    text: str
    expect: frozenset[str]
    decision: str
    stratum: str


@dataclass(frozen=True)
class Judgement:
    """A question and what was found for it."""

    case: JudgedCase
    found: Found

    @property
    def best(self) -> str:
        return self.found.hits[0].id if self.found.hits else ""

    @property
    def right(self) -> bool:
        """Whether the best answer is right; for a question that is not ours, whether none is shown."""
        return self.best in self.case.expect if self.case.expect else self.found.decision not in SHOWN

    @property
    def outcome(self) -> tuple[str, str]:
        """What the reader gets, for comparing two runs."""
        return (self.best if self.found.decision in SHOWN else "", self.found.decision)


@dataclass(frozen=True)
class Score:
    """Counts over some questions.

    strange              not ours to answer; the others are ours
    first, among_three   ours, and the right answer is first, among the first three
    answered, wrong      answered straight, and of these wrongly
    withheld                 ours, and yet nothing was shown
    refused, exact       not ours, and nothing was shown; and for the right reason
    """

    asked: int = 0
    strange: int = 0
    first: int = 0
    among_three: int = 0
    answered: int = 0
    wrong: int = 0
    withheld: int = 0
    refused: int = 0
    exact: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(self)))

    @property
    def ours(self) -> int:
        """How many have an answer; the others count in `refused` and `exact` only."""
        return self.asked - self.strange

    def plain(self) -> Mapping[str, int]:
        return asdict(self)


def cases(parsed: object) -> tuple[JudgedCase, ...]:
    """The questions of a parsed file. Raises ValueError that says which entry is not one."""
    if not isinstance(parsed, list):
        raise ValueError("cần một danh sách câu hỏi")
    return tuple(_case(number, entry) for number, entry in enumerate(parsed, start=1))


def judge(finder: Finder, asked: Iterable[JudgedCase]) -> tuple[Judgement, ...]:
    return tuple(Judgement(case, finder.ask(case.text)) for case in asked)


def score(judged: Judgement) -> Score:
    """The score of a single question."""
    case, found = judged.case, judged.found
    shown, ours = found.decision in SHOWN, bool(case.expect)
    three = {hit.id for hit in found.hits[:3]}
    return Score(
        asked=1,
        strange=int(not ours),
        first=int(ours and judged.best in case.expect),
        among_three=int(ours and bool(three & case.expect)),
        answered=int(found.decision == "answer"),
        wrong=int(found.decision == "answer" and judged.best not in case.expect),
        withheld=int(ours and not shown),
        refused=int(not ours and not shown),
        exact=int(not ours and found.decision == case.decision),
    )


def scores(judged: Iterable[Judgement]) -> Mapping[str, Score]:
    """By stratum, in the order in which they come."""
    total: dict[str, Score] = {}
    for each in judged:
        total[each.case.stratum] = total.get(each.case.stratum, Score()) + score(each)
    return total


def confusions(judged: Iterable[Judgement]) -> Sequence[tuple[Confusion, int]]:
    """Pairs of wanted and got, the most frequent first."""
    pairs = (("/".join(sorted(each.case.expect)) or each.case.decision, each.best) for each in judged if not each.right)
    return Counter(pairs).most_common()


def _case(number: int, entry: object) -> JudgedCase:
    if not isinstance(entry, Mapping) or not isinstance(entry.get("text"), str):
        raise ValueError(f"câu thứ {number}: cần có text")
    expect = entry.get("expect") or []
    decision = str(entry.get("decision") or "")
    if not isinstance(expect, list) or bool(expect) == bool(decision):
        raise ValueError(f"câu thứ {number}: cần có expect (danh sách mã câu trả lời) hoặc decision")
    name = str(entry.get("id") or number)
    return JudgedCase(name, entry["text"], frozenset(map(str, expect)), decision, str(entry.get("stratum") or ""))
