"""One answer of a page changes; the page around it stays letter by letter."""

from __future__ import annotations

import pytest

from bot.library.answers.markdown import split
from bot.library.editing.pages import section_of, with_section, with_title, without_section
from bot.library.reading.mistakes import Findings
from tests.content import CONTENT

PAGES = sorted((CONTENT / "topics").glob("*/*.md"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(CONTENT)))
def test_each_answer_is_written_back_as_it_was_and_goes_alone(path: object) -> None:
    page = path.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    sections = split(page, Findings("")).sections
    for one in sections:
        assert with_section(page, one.id, one.title, one.short, one.detail) == page
        less = without_section(page, one.id)
        assert [each.id for each in split(less, Findings("")).sections] == [
            each.id for each in sections if each.id != one.id
        ]
        assert set(less.splitlines()) <= set(page.splitlines())


def test_an_answer_is_added_at_the_end_and_the_topic_renamed() -> None:
    page = "# Cũ\n\n## Một? {#mot}\nDạ.\n"
    fuller = with_title(with_section(page, "hai", "Hai?", "Dạ, hai.\n", "Thêm.\n\n"), "Mới")
    assert fuller == "# Mới\n\n## Một? {#mot}\nDạ.\n\n## Hai? {#hai}\nDạ, hai.\n---\nThêm.\n"
    found = section_of(fuller, "hai")
    assert found is not None
    assert (found.title, found.short, found.detail.strip()) == ("Hai?", "Dạ, hai.", "Thêm.")
    assert section_of(fuller, "ba") is None
