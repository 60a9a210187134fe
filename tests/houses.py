"""A copy of the program, in which a test may change what it likes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def copied(place: Path) -> Path:
    """Copies the program with its tests, texts and content there."""
    for name in ("bot", "tests", "locales", "content"):
        shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__", "screenshots"))
    shutil.copy(ROOT / "pyproject.toml", place)
    return place


def run(house: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Runs Python on that copy."""
    return subprocess.run([sys.executable, *command], cwd=house, capture_output=True, text=True, check=False)
