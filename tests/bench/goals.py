"""What Loa is to reach, beside what a run has shown: ✔ or ✖ a row."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rich.table import Table

from tests.bench.measured import Measured

COMMAND = "key"
PEER, ROUTE, LITE, SHARED = "bare aiogram", "bare Starlette route (limit)", "Loa, SQLite", "Loa, PostgreSQL"


@dataclass(frozen=True)
class Goal:
    """A figure of a run: at least `goal`, or at most where `less` is better."""

    what: str
    goal: float
    figure: Callable[[Mapping[str, Measured]], float]
    less: bool = True

    def line(self, rows: Mapping[str, Measured]) -> tuple[str, str, str, str]:
        got = self.figure(rows)
        met = got <= self.goal if self.less else got >= self.goal
        return self.what, f"{got:.2f}", f"{'≤' if self.less else '≥'} {self.goal:g}", "✔" if met else "✖"


def command_seconds() -> float:
    """CPU seconds of a command that needs no content, the second time."""
    for _ in range(2):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "bot", COMMAND], check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


GOALS = (
    Goal("turns a core-second, SQLite : aiogram", 1.1, lambda rows: rows[LITE].per_core / rows[PEER].per_core, False),
    Goal(
        "turns a core-second, PostgreSQL : aiogram",
        0.75,
        lambda rows: rows[SHARED].per_core / rows[PEER].per_core,
        less=False,
    ),
    Goal("webhook answered p99 : bare route", 1.3, lambda rows: rows[LITE].ack[1] / rows[ROUTE].ack[1]),
    Goal("start until the port answers, s", 1.2, lambda rows: rows[LITE].start),
    Goal("memory of a running process, MiB", 130, lambda rows: rows[LITE].memory),
    Goal(f"`loa {COMMAND}`, CPU s", 0.35, lambda _rows: command_seconds()),
)


def verdicts(rows: Mapping[str, Measured]) -> Table:
    """All goals with what was reached; counts are held by tests/stories/test_counts.py."""
    table = Table("", "reached", "goal", "", title="goals")
    for goal in GOALS:
        table.add_row(*goal.line(rows))
    return table
