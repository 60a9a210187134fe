"""The figures that the project ships."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.law.figures.figures import Figures
from bot.library.files.figures import read_figures
from bot.library.reading.mistakes import Findings
from bot.library.reading.yaml_reader import compose

CONTENT = Path(__file__).parents[2] / "content"


@pytest.fixture(scope="session")
def figures() -> Figures:
    taken: dict[str, str] = {}
    read = {}
    for path in sorted((CONTENT / "figures").glob("*.yaml")):
        findings = Findings(path.name)
        root = compose(path.read_text(encoding="utf-8"), findings)
        assert root is not None, findings.found
        read |= read_figures(root, taken)
        assert not findings.found
    return Figures(read)
