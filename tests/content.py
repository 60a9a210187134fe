"""The province's content as the program holds it, read and indexed once per test process and day."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from bot.runtime.content import Knowing

ROOT = Path(__file__).parents[1]
CONTENT = ROOT / "content"


COMPILED = ROOT / ".pytest_cache" / "compiled"
"""Where all tests, and the processes that they start, keep what content is made into."""


@cache
def knowing(content: Path, today: date, keeps: int = 0, kept: Path = COMPILED) -> Knowing:
    """Stands in for Knowing itself where a test starts all of Loa, often several times: reading takes seconds."""
    return Knowing(content, today, keeps, kept)
