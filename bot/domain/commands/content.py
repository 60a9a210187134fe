"""Commands that tell the editors how good the answers are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class KeepQuestion:
    """Keep for the editors a question that had no good answer; see store.questions for `kind` and `answer`."""

    text: str
    kind: str
    answer: str = ""


@dataclass(frozen=True)
class RateAnswer:
    """Count that this answer was useful, or not; `text` is the question that it was not useful for, "" if unknown."""

    answer: str
    useful: bool
    text: str = ""


ContentCommand: TypeAlias = KeepQuestion | RateAnswer
