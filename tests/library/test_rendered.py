"""What bot and editors say, word by word: a change of figures, texts or code shows here before anybody reads it."""

from __future__ import annotations

from datetime import date
from difflib import unified_diff

import pytest

from bot.library import Library, load
from tests.library.rendered import CONTENT, DAYS, FILES, rendered

LONGEST = 350


@pytest.fixture(scope="module")
def library() -> Library:
    return load(CONTENT)


def test_the_library_says_what_was_reviewed(library: Library) -> None:
    said = rendered(library)
    assert {path.name for path in FILES.iterdir()} == said.keys()
    for name, text in said.items():
        reviewed = (FILES / name).read_text(encoding="utf-8")
        changes = unified_diff(reviewed.split("\n"), text.split("\n"), "reviewed", "said", n=0, lineterm="")
        told = "\n".join(changes)
        assert text == reviewed, f"{name}\n{told}\n\nIf that is right: python -m tests.library.rendered"


@pytest.mark.parametrize("day", DAYS[1:], ids=str)
def test_short_answers_are_short_on_any_day(library: Library, day: date) -> None:
    for answer in library.answers.values():
        for language in answer.bodies:
            assert len(answer.show(language, day, library.figures).text) <= LONGEST, (answer.id, language)


def test_before_an_answer_holds_it_says_from_when(library: Library) -> None:
    for answer in library.answers.values():
        early = answer.show("vi", date(2025, 6, 30), library.figures)
        assert early.text.startswith(f"Quy định này áp dụng từ ngày {answer.since:%d/%m/%Y}.\n\n")
