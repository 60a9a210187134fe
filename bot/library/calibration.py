"""How measures of a match become probabilities: numbers in content/search/calibration.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

FILE = "calibration.yaml"


@dataclass(frozen=True)
class Calibration:
    """Weights of two logistic regressions by the names of measures, and two thresholds.

    The measure "level" is the constant.

    right       that the best answer is the one asked for
    ours        that the question is one that an answer of ours could be for
    sure        `right` from which the best answer is given straight
    possible    `ours` below which nothing is offered
    questions   SHA-256 of the questions they were fitted on
    """

    right: Mapping[str, float] = field(default_factory=dict)
    ours: Mapping[str, float] = field(default_factory=dict)
    sure: float = 0.7
    possible: float = 0.4
    questions: str = ""


def read_calibration(parsed: object) -> Calibration | None:
    """The parsed file as a Calibration; None for none. Raises ValueError naming file and key."""
    if parsed is None:
        return None
    if not isinstance(parsed, Mapping):
        raise ValueError(f"{FILE}: chạy lại `loa calibrate` để máy ghi tệp này")
    return Calibration(
        right=_weights("right", parsed.get("right")),
        ours=_weights("ours", parsed.get("ours")),
        sure=_share("sure", parsed.get("sure")),
        possible=_share("possible", parsed.get("possible")),
        questions=str(parsed.get("questions", "")),
    )


def written(calibration: Calibration) -> str:
    """The file, as `read_calibration` takes it."""
    lines = [
        "# Máy tự ghi tệp này bằng `loa calibrate`: máy tìm kiếm tin vào một câu trả lời tới đâu. Không sửa tay.",
        f'questions: "{calibration.questions}"',
        f"sure: {calibration.sure:.4f}",
        f"possible: {calibration.possible:.4f}",
    ]
    for name, weights in (("right", calibration.right), ("ours", calibration.ours)):
        lines += [f"{name}:", *(f"  {measure}: {weight:.4f}" for measure, weight in weights.items())]
    return "\n".join(lines) + "\n"


def _weights(key: str, parsed: object) -> Mapping[str, float]:
    if not isinstance(parsed, Mapping):
        raise ValueError(f"{FILE}: {key}: chạy lại `loa calibrate` để máy ghi tệp này")
    return {str(name): _number(f"{key}.{name}", weight) for name, weight in parsed.items()}


def _share(key: str, parsed: object) -> float:
    share = _number(key, parsed)
    if not 0 <= share <= 1:
        raise ValueError(f"{FILE}: {key}: phải từ 0 đến 1")
    return share


def _number(key: str, parsed: object) -> float:
    try:
        return float(str(parsed))
    except ValueError:
        raise ValueError(f"{FILE}: {key}: phải là một số") from None
