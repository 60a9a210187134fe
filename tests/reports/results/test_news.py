"""Campaigns, unanswered questions and remarks: the same in Word and Excel, as counted one by one; of the province."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO

from docx import Document
from openpyxl import load_workbook

from bot.domain.outreach.campaigns import Audience
from bot.domain.outreach.facts import Fact, Step
from bot.reports.results.gathering import Gathered
from bot.reports.results.news import OF_CAMPAIGN
from bot.reports.results.word import TEMPLATE, document
from bot.reports.results.workbook import workbook
from bot.store.engine.database import Database, Transaction
from bot.store.outreach import campaigns
from bot.store.reports import remarks
from bot.store.reports.remarks import Remark
from bot.store.statistics import facts, unanswered
from bot.store.tables import campaign
from tests.reports.results.test_documents import LIBRARY, gather, happen
from tests.store.samples import hired

OCTOBER = datetime(2026, 10, 12, 2, 0, tzinfo=UTC)
CODES = {"nha-nuoc-ho-tro": "XHK22", "hoi-nghi-thang-nay": "XHK32"}
COUNTED = (
    (Step.CAMPAIGN_SENT, 1200, date(2026, 10, 12)), (Step.CAMPAIGN_FAILED, 30, date(2026, 10, 12)),
    (Step.CAMPAIGN_TAPPED, 210, date(2026, 10, 13)), (Step.CAMPAIGN_TAPPED, 15, date(2026, 11, 2)),
    (Step.CAMPAIGN_STOPPED, 2, date(2026, 10, 14)),
)  # fmt: skip
WANTED = ((Step.ASKED, 40), (Step.REQUEST, 9), (Step.JOINED, 4))
QUESTION = "Có được mua thuốc ở xã khác không?"


def told(tx: Transaction) -> None:
    happen(tx)
    minh = hired(tx)
    for content, code in CODES.items():
        made = campaigns.add(tx, content, Audience(), OCTOBER, "hash", minh.id, code, OCTOBER)
        tx.connection.execute(campaign.update().where(campaign.c.number == made.number).values(started_at=OCTOBER))
    for step, times, day in COUNTED:
        facts.count(tx, day, Fact(step, "", "zalo_oa", CODES["nha-nuoc-ho-tro"]), by=times)
    for step, times in WANTED:
        facts.count(tx, date(2026, 10, 15), Fact(step, "29419", "zalo_oa", CODES["nha-nuoc-ho-tro"]), by=times)
    for _time in range(4):
        unanswered.keep(tx, QUESTION, "missed", "", OCTOBER)
    unanswered.keep(tx, "=1+1", "missed", "", OCTOBER)
    remarks.add(tx, "2026-10", Remark("difficulty", "29419", "Đường xa."), minh.id, OCTOBER)
    remarks.add(tx, "2026-10", Remark("proposal", "29242", "=Thêm tờ rơi."), minh.id, OCTOBER)
    remarks.add(tx, "2026-10", Remark("nothing", "28789", ""), minh.id, OCTOBER)


async def test_each_campaign_with_what_came_of_it_in_the_period(db: Database) -> None:
    await db.run(told)
    report = (await db.read(gather)).report
    (one,) = report.news
    assert (one.name, one.day) == ("Nhà nước góp cùng bà con", date(2026, 10, 12)), "of the other nothing is known"
    numbers = [one.cells[name].number for name in OF_CAMPAIGN]
    assert numbers == [1200, 30, 210, 40, 9, 4, None]
    assert one.cells["campaign_stopped"].sign == "<3"
    assert [cell.number for text, cell in report.questions if text == QUESTION] == [4]
    assert len(report.questions) == 1, "what one person asked goes into no document"
    november = (await db.read(lambda tx: gather(tx, period="2026-11"))).report
    assert [row.cells["campaign_tapped"].number for row in november.news] == [15]
    commune = (await db.read(lambda tx: gather(tx, "29419"))).report
    assert (commune.news, commune.questions) == ([], ())
    assert (commune.difficulties, commune.proposals) == (("Xã Mỹ Long: Đường xa.",), ())


async def test_what_is_hidden_as_a_source_is_hidden_as_a_campaign(db: Database) -> None:
    """Else the one who joined by another code could be worked out."""

    def happen_too(tx: Transaction) -> None:
        told(tx)
        facts.count(tx, date(2026, 10, 16), Fact(Step.JOINED, "29419", "zalo_oa", "XMY8"), by=1)
        facts.count(
            tx, date(2026, 10, 14), Fact(Step.CAMPAIGN_STOPPED, "", "zalo_oa", CODES["hoi-nghi-thang-nay"]), by=9
        )

    await db.run(happen_too)
    report = (await db.read(gather)).report
    first, second = report.news
    assert first.cells["joined"] == report.found.sources["XHK22"]["joined"]
    signs = [one.cells["campaign_stopped"].sign for one in (first, second)]
    assert signs == ["<3", "*"], "all of them together are known"


async def test_word_and_excel_say_the_same(db: Database) -> None:
    await db.run(told)
    report = (await db.read(gather)).report
    made = Document(BytesIO(document(report, LIBRARY.documents[TEMPLATE])))
    rows = [[cell.text for cell in row.cells] for table in made.tables for row in table.rows]
    assert ["Nhà nước góp cùng bà con (12/10/2026)", "1.200", "210", "40", "9", "4"] in rows
    assert [QUESTION, "4"] in rows
    heads = [one.text for one in made.paragraphs if one.text.isupper()]
    assert [head for head in heads if head[:1] in "IVX" and ". " in head] == [
        "I. KẾT QUẢ",
        "II. KẾT QUẢ CÁC XÃ, PHƯỜNG",
        "III. CÁC ĐỢT TIN",
        "IV. CÂU HỎI CHƯA CÓ CÂU TRẢ LỜI",
        "V. KHÓ KHĂN, VƯỚNG MẮC",
        "VI. ĐỀ XUẤT, KIẾN NGHỊ",
    ]
    assert {"- Xã Mỹ Long: Đường xa.", "- Phường Trà Vinh: =Thêm tờ rơi."} <= {one.text for one in made.paragraphs}
    book = load_workbook(BytesIO(workbook(report)))
    (news,) = book["Đợt tin"].iter_rows(min_row=2, values_only=True)
    assert news == ("Nhà nước góp cùng bà con (12/10/2026)", 1200, 30, 210, 40, 9, 4, "<3")
    assert [*book["Chưa có câu trả lời"].iter_rows(min_row=2, values_only=True)] == [(QUESTION, 4)]
    noted = [*book["Khó khăn, đề xuất"].iter_rows(min_row=2)]
    assert [row[1].value for row in noted] == ["Xã Mỹ Long: Đường xa.", "Phường Trà Vinh: =Thêm tờ rơi."]
    assert {row[1].data_type for row in noted} == {"s"}, "nothing that somebody typed is a formula"


async def test_a_campaign_is_part_of_what_is_frozen(db: Database) -> None:
    await db.run(told)
    before: Gathered = await db.read(gather)
    await db.run(lambda tx: facts.count(tx, date(2026, 10, 20), Fact(Step.REQUEST, "29419", "zalo_oa", "XHK22"), by=3))
    after = await db.read(gather)
    assert after.report.hash != before.report.hash
    assert after.report.numbers["Nhà nước góp cùng bà con, Yêu cầu"] == "12"
