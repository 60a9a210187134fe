"""Commands that tell the editors how good the answers are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class KeepQuestion:
    """Keep a question without a good answer; see store.statistics.unanswered for the fields."""

    text: str
    kind: str
    answer: str = ""


@dataclass(frozen=True)
class RateAnswer:
    """Count that this answer was useful, or not for the question `text` ("" if unknown)."""

    answer: str
    useful: bool
    text: str = ""


ContentCommand: TypeAlias = KeepQuestion | RateAnswer
