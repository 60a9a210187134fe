"""A report as Word, Excel and PDF: every figure in each agrees, and the layout is that of the office."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from docx import Document
from openpyxl import load_workbook

from bot.domain.errors import Trouble
from bot.domain.outreach.facts import Fact, Step
from bot.domain.reports.measures import GROUPS, MEASURES
from bot.domain.reports.periods import read
from bot.reports.documents.order import as_pdf
from bot.reports.results.charts import charts
from bot.reports.results.gathering import Gathered, gathered, unit_named
from bot.reports.results.report import Report
from bot.reports.results.word import TEMPLATE, document, template_of
from bot.reports.results.wording import change, said
from bot.reports.results.workbook import workbook
from bot.store.engine.database import Database, Transaction
from bot.store.statistics import facts
from bot.words import languages
from tests.content import CONTENT, ROOT, knowing

TODAY, NOW = date(2026, 11, 3), datetime(2026, 11, 3, tzinfo=UTC)
LIBRARY = knowing(CONTENT, TODAY).knowledge.library
VIETNAMESE = languages(ROOT / "locales")["vi"]
FUNNEL = ((Step.ARRIVAL, 1600), (Step.ASKED, 900), (Step.ANSWERED, 800), (Step.UNANSWERED, 100), (Step.REQUEST, 70))
PLACES = ("29419", "29242", "28789")


def happen(tx: Transaction) -> None:
    for place, commune in enumerate(PLACES):
        for day in (date(2026, 10, 2), date(2026, 10, 20), date(2026, 9, 5), date(2025, 10, 9)):
            for step, times in FUNNEL:
                facts.count(tx, day, Fact(step, commune, "zalo_oa", "XMY7"), by=times // (place + 1))
        facts.count(tx, date(2026, 10, 5), Fact(Step.JOINED, commune, "zalo_oa"), by=1 + 5 * place)


def gather(tx: Transaction, unit: str = "", period: str = "2026-10") -> Gathered:
    found = unit_named(tx, LIBRARY, unit)
    assert found is not None
    return gathered(tx, LIBRARY, found, read(period), VIETNAMESE, TODAY)


@pytest.fixture
async def report(db: Database) -> Report:
    await db.run(happen)
    return (await db.read(gather)).report


def said_in(made: bytes) -> list[str]:
    read_back = Document(BytesIO(made))
    cells = [cell for table in read_back.tables for row in table.rows for cell in row.cells]
    return [one.text for part in (read_back, *cells) for one in part.paragraphs if one.text.strip()]


async def test_the_word_document_has_every_number_and_the_layout(report: Report) -> None:
    made = document(report, LIBRARY.documents[TEMPLATE])
    lines = said_in(made)
    for line in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "BƯU ĐIỆN TỈNH VĨNH LONG",
        "Vĩnh Long, ngày 03 tháng 11 năm 2026",
        "BÁO CÁO",
        "Kết quả vận động tham gia BHXH tự nguyện tháng 10/2026 – Tỉnh Vĩnh Long",
        "- UBND tỉnh Vĩnh Long (để báo cáo);",
        "III. KHÓ KHĂN, VƯỚNG MẮC",
    ):
        assert line in lines, line
    rows = [[cell.text for cell in row.cells] for table in Document(BytesIO(made)).tables for row in table.rows]
    found = report.found
    for names in GROUPS.values():
        for name in names:
            now, before = found.now[name], found.before[name]
            row = [VIETNAMESE.say(words) for words in (MEASURES[name].title, said(name, now), said(name, before))]
            if now.number:
                assert [*row, VIETNAMESE.say(change(name, now, before))] in [one[:4] for one in rows], name
    assert ["Xã Mỹ Long", "3.200", "1.800", "140", "0", "<3"] in rows
    assert ["Phường Trà Vinh", "1.600", "900", "70", "0", "*"] in rows
    assert len(Document(BytesIO(made)).inline_shapes) == 3


async def test_the_excel_file_has_the_same_numbers_and_charts_of_its_own(report: Report) -> None:
    book = load_workbook(BytesIO(workbook(report)))
    assert book.sheetnames == ["Kết quả", "Diễn biến", "Xã, phường", "Nguồn", "Cách tính"]
    numbers = {row[0]: row[1:4] for row in book["Kết quả"].iter_rows(min_row=3, max_col=4, values_only=True)}
    found = report.found
    for name, one in MEASURES.items():
        for place, cells in enumerate((found.now, found.before, found.year_before)):
            cell, written = cells[name], numbers[VIETNAMESE.say(one.title)][place]
            assert written == (pytest.approx(float(cell.number)) if cell.number is not None else cell.sign), name
    charts = {name: len(book[name]._charts) for name in book.sheetnames}
    assert charts == {"Kết quả": 1, "Diễn biến": 1, "Xã, phường": 1, "Nguồn": 1, "Cách tính": 0}
    communes = [row[0] for row in book["Xã, phường"].iter_rows(min_row=2, max_row=4, values_only=True)]
    assert communes == ["Xã Mỹ Long", "Phường Trà Vinh", "Phường Bến Tre"]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice here")
async def test_libreoffice_opens_it(report: Report) -> None:
    made = as_pdf(document(report, LIBRARY.documents[TEMPLATE]))
    assert made.startswith(b"%PDF-")
    assert 2 <= made.count(b"/Type/Page") <= 8


async def test_a_commune_and_a_month_of_nothing(db: Database) -> None:
    await db.run(happen)
    quiet = (await db.read(lambda tx: gather(tx, "29419", "2026-08"))).report
    lines = said_in(document(quiet, LIBRARY.documents[TEMPLATE]))
    assert "Kết quả vận động tham gia BHXH tự nguyện tháng 8/2026 – Xã Mỹ Long" in lines
    assert workbook(quiet)
    assert await db.read(lambda tx: unit_named(tx, LIBRARY, "99999")) is None


async def test_a_chart_of_hidden_counts_alone_is_left_out(db: Database) -> None:
    def few(tx: Transaction) -> None:
        for commune in PLACES:
            facts.count(tx, date(2026, 10, 5), Fact(Step.JOINED, commune, "zalo_oa"), by=1)
            facts.count(tx, date(2026, 10, 5), Fact(Step.ARRIVAL, commune, "zalo_oa"), by=70)

    await db.run(few)
    report = (await db.read(gather)).report
    assert "communes" not in charts(report.found, "joined", report.spoken)
    assert "communes" in charts(report.found, "arrivals", report.spoken)


def test_without_a_template_it_is_said_which_file_is_missing() -> None:
    with pytest.raises(Trouble, match=r"content/reports/bao-cao\.docx"):
        template_of({})
