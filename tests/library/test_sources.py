"""The table of sources says what the content says, names every document once, and what rests on each."""

from __future__ import annotations

from bot.library import load
from bot.library.legal_sources import FILE, sources_page
from tests.library.conftest import CONTENT, Folder


def test_the_table_of_sources_is_up_to_date() -> None:
    written = (CONTENT / FILE).read_text(encoding="utf-8")
    assert written == sources_page(load(CONTENT)), "content has changed: python -m bot check --sources"


def test_the_summary_names_few_answers_and_counts_many(folder: Folder) -> None:
    rows = [row for row in sources_page(load(folder.content)).splitlines() if row.startswith("| [")]
    decree = next(row for row in rows if "351/2025" in row)
    assert decree == (
        "| [Nghị định 351/2025/NĐ-CP](#nghị-định-3512025nđ-cp) | – | 1 | 1 | [thap-nhat](topics/paying/vi.md) |"
    )
    assert next(row for row in rows if "Quyết định 59/2015" in row).endswith("| – |"), "ended before the answer holds"
    assert any(", xem từng điều |" in row for row in sources_page(load(CONTENT)).splitlines())


def test_an_answer_stands_at_every_article_of_its_basis(folder: Folder) -> None:
    basis = '["Nghị định 159/2025/NĐ-CP, Điều 6 đến Điều 8 và Điều 10", "Luật BHXH 41/2024/QH15, Điều 36 khoản 2"]'
    folder.change("topics/paying/topic.yaml", '["Nghị định 159/2025/NĐ-CP, Điều 6"]', basis)
    page = sources_page(load(folder.content))
    decree, _title, others = page.partition("## Nghị định 159/2025/NĐ-CP")[2].partition("\n## ")
    at = {line.split("|")[1].strip(): line for line in decree.splitlines() if line.startswith("| ")}
    for article in ("6", "7", "8", "10"):
        assert "[dong-truoc](topics/paying/vi.md)" in at[article]
    assert "dong-truoc" not in at["5"]
    assert "Điều 6" not in others


def test_a_document_is_one_however_it_is_named(folder: Folder) -> None:
    basis = "Nghị định 159/2025/NĐ-CP, Điều 6"
    folder.change(
        "topics/paying/topic.yaml", basis, "Nghị định 159/2025/NĐ-CP ngày 25/6/2025 về BHXH tự nguyện, Điều 6"
    )
    page = sources_page(load(folder.content))
    assert page.count("## Nghị định 159/2025/NĐ-CP") == 1


def test_what_a_figure_changes_can_be_seen(folder: Folder) -> None:
    page = sources_page(load(folder.content))
    assert "| `rural_poverty_line` | [thap-nhat](topics/paying/vi.md) |" in page
