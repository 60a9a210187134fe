"""The editors' guide names whatever editors can write, and nothing that is not there."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from bot.domain.calculators import CALCULATORS
from bot.law.figures.derived import DERIVED, SupportGroup
from bot.law.figures.figures import UNITS
from bot.library import load
from bot.library.answers.formatting import FUNCTIONS
from bot.library.campaigns import BUTTONS
from bot.library.files.campaigns import LONGEST as LONGEST_NEWS
from bot.library.files.topics import ANSWER_FIELDS, FEWEST_ASKS, LONGEST, MOST_RELATED
from bot.library.vocabulary import FILES, LISTS, GuardKind
from tests.library.conftest import CONTENT

GUIDE = (CONTENT / "README.md").read_text(encoding="utf-8")
WORDS = {*CALCULATORS, *UNITS, *SupportGroup, *LISTS, *get_args(GuardKind), *ANSWER_FIELDS}


@pytest.mark.parametrize("word", sorted(WORDS))
def test_the_guide_names_what_can_be_written(word: str) -> None:
    assert re.search(rf"`{re.escape(word)}\b|^\s+{re.escape(word)}:", GUIDE, re.MULTILINE)


def test_the_guide_names_every_function_and_no_other() -> None:
    table = GUIDE.partition("| Viết | Ra |")[2].partition("\n\n")[0]
    shown = {
        name for row in table.splitlines() for name in re.findall(r"`(\w+)\(", row.rpartition(" |")[0].split(" | ")[0])
    }
    assert shown == FUNCTIONS.keys()


def test_the_guide_names_every_folder_and_every_file_of_the_search() -> None:
    for folder in (path.name for path in CONTENT.iterdir() if path.is_dir()):
        assert f"| `{folder}/` |" in GUIDE
    for name in FILES:
        assert f"`{name}.yaml`" in GUIDE


def test_the_limits_in_the_guide_are_those_that_are_checked() -> None:
    assert f"nhiều nhất {LONGEST} ký tự" in GUIDE
    assert f"ít nhất {FEWEST_ASKS} cách hỏi" in GUIDE
    assert f"nhiều nhất {MOST_RELATED} câu liên quan" in GUIDE
    assert f"nhiều nhất {LONGEST_NEWS} ký tự, để kênh ngắn nhất" in GUIDE
    assert all(f"`{kind}" in GUIDE for kind in BUTTONS)


def test_every_figure_that_the_guide_shows_is_there() -> None:
    known = {*load(CONTENT).figures.by_name, *DERIVED}
    shown = re.findall(r"(?:dong|percent|age|announced|since)\(\"?([a-z_]+)[\s\")*]", GUIDE)
    assert shown
    assert set(shown) <= known
