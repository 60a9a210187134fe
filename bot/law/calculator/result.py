"""The result of a calculation by name, and what each receives beside its inputs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from bot.law.figures.figures import Figures
from bot.law.steps import Step

Plain: TypeAlias = "int | float | str | bool"


@dataclass(frozen=True)
class Result:
    """Values by name, and the steps that lead there.

    Money is in whole đồng, months are "2026-11", shares in percent.
    """

    values: Mapping[str, Plain]
    steps: tuple[Step, ...]


@dataclass(frozen=True, eq=False)
class At:
    """The figures, the day on which they hold, and whether announced ones count."""

    figures: Figures
    day: date
    announced: bool
