"""A run of the judge kept for comparison: the scores by stratum, and what each question got."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.search.evaluation.judging import Judgement, Score, scores


@dataclass(frozen=True)
class Record:
    """`scores` by stratum; `outcomes`, (answer's id, decision), by question, none if sealed."""

    scores: Mapping[str, Score] = field(default_factory=dict)
    outcomes: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, judged: Sequence[Judgement], *, sealed: bool) -> Record:
        """This run; of `sealed` questions only the scores are kept."""
        return cls(scores(judged), {} if sealed else {each.case.id: each.outcome for each in judged})

    @classmethod
    def read(cls, plain: Mapping[str, Mapping[str, object]]) -> Record:
        """From what `plain` gave."""
        known = {name: Score(**counts) for name, counts in plain["scores"].items()}  # type: ignore[arg-type]
        return cls(known, {name: (str(pair[0]), str(pair[1])) for name, pair in plain["outcomes"].items()})  # type: ignore[index]

    def plain(self) -> Mapping[str, Mapping[str, object]]:
        """As JSON takes it."""
        return {
            "scores": {name: score.plain() for name, score in self.scores.items()},
            "outcomes": {name: list(pair) for name, pair in self.outcomes.items()},
        }

    def changed(self, judged: Sequence[Judgement]) -> Sequence[tuple[Judgement, tuple[str, str]]]:
        """The questions that get something else now, with what they got then."""
        return [
            (each, was)
            for each in judged
            if (was := self.outcomes.get(each.case.id)) is not None and was != each.outcome
        ]
