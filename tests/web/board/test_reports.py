"""Reports on the board: last month of one commune in three taps, each number with what it means, in a real browser."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from bot.domain.outreach.facts import Fact, Step
from bot.domain.people import Role
from bot.domain.reports.official import OfficialCount
from bot.domain.reports.periods import read
from bot.domain.reports.targets import Target
from bot.store.engine.database import Transaction
from bot.store.reports import sent, targets
from bot.store.statistics import facts, unanswered
from tests.web.board.site import BEN_TRE, MY_LONG, TRA_VINH, Board, notice_of, open_board_site, press
from tests.web.board.test_browser import opened
from tests.web.browser import browser

__all__ = ["browser"]

PICTURES = Path(__file__).parent / "screenshots"
PATIENCE = 60.0
TODAY = date(2026, 11, 23)
FUNNEL = (
    (Step.ARRIVAL, 60), (Step.ASKED, 40), (Step.ANSWERED, 36), (Step.UNANSWERED, 4), (Step.SUM, 15),
    (Step.REQUEST, 9), (Step.TAKEN, 9), (Step.CALLED, 8), (Step.WILL_JOIN, 4), (Step.JOINED, 4),
)  # fmt: skip


def a_year(tx: Transaction) -> None:
    """Two days of each month since October of last year, in three communes, more from month to month."""
    for back in range(14):
        for place, commune in enumerate((MY_LONG, TRA_VINH, BEN_TRE)):
            for day in (TODAY - timedelta(days=30 * back), TODAY - timedelta(days=30 * back + 4)):
                for step, times in FUNNEL:
                    count = times * (place + 1) - back
                    facts.count(tx, day, Fact(step, commune, "zalo_oa", "XMY7" if place else ""), by=max(count, 0))
                facts.count(tx, day, Fact(Step.SHOWN, commune, "zalo_oa", "", "pension", "how"), by=20)


@pytest.fixture
async def reporting(database_file: str) -> AsyncIterator[Board]:
    async with open_board_site(database_file) as board:
        await board.site.db.run(a_year)
        yield board


async def test_roles_see_their_own_area(reporting: Board) -> None:
    minh = await reporting.hire("Minh", Role.OFFICER, MY_LONG)
    async with reporting.signed_in(minh) as client:
        page = (await client.get("/staff/reports")).text
        assert "Mỹ Long: tháng 11/2026" in page
        assert 'data-testid="commune"' not in page
        other = (await client.get(f"/staff/reports?unit={TRA_VINH}")).text
        assert "Mỹ Long: tháng 11/2026" in other, "another commune is not among hers"
    two = await reporting.hire("Hai", Role.SUPERVISOR, MY_LONG, TRA_VINH)
    async with reporting.signed_in(two) as client:
        page = (await client.get("/staff/reports")).text
        assert "Địa bàn phụ trách: tháng 11/2026" in page
        assert page.count('data-testid="commune"') == 2
    async with reporting.signed_in(await reporting.hire("Sáu", Role.EDITOR), "/staff/content") as client:
        assert (await client.get("/staff/reports")).status_code == 404
        assert (await client.get("/staff/reports/chart.svg?which=funnel")).status_code == 404


async def test_every_number_has_its_definition(reporting: Board) -> None:
    async with reporting.signed_in(await reporting.hire("Tám", Role.SUPERVISOR)) as client:
        page = (await client.get("/staff/reports?period=2026-10")).text
        assert page.count('data-testid="measure"') == page.count("Đơn vị tính: ")
        assert "Câu hỏi đã trả lời ÷ số câu hỏi." in page
        assert page.count('data-testid="commune"') == 3
        assert page.count('data-testid="empty"') == 121
        assert "Kỳ này chưa hết" not in page
        for nonsense in ("period=2026-13", "first=2026-02-31&last=x", "period=9999", "by=name&unit=zz"):
            assert "tháng 11/2026" in (await client.get(f"/staff/reports?{nonsense}")).text
        any_days = (await client.get("/staff/reports?first=2026-11-01&last=2026-11-20")).text
        assert "từ 01/11/2026 đến 20/11/2026" in any_days


async def test_charts_are_pictures_made_elsewhere_and_drawn_once(reporting: Board) -> None:
    async with reporting.signed_in(await reporting.hire("Tám", Role.SUPERVISOR)) as client:
        client.timeout = PATIENCE
        for which in ("funnel", "trend", "communes", "sources"):
            drawn = await client.get(f"/staff/reports/chart.svg?period=2026&which={which}")
            assert drawn.status_code == 200, which
            assert drawn.headers["content-type"] == "image/svg+xml"
            assert b"<script" not in drawn.content
            again = await client.get(f"/staff/reports/chart.svg?period=2026&which={which}")
            assert again.content == drawn.content
        assert (await client.get("/staff/reports/chart.svg?which=cake")).status_code == 404


async def test_targets_stand_with_the_pace_that_they_need(reporting: Board) -> None:
    goal = Target("86", "reached", read("2026"), 20_000, "12/QĐ-UBND", date(2026, 1, 15))
    await reporting.site.db.run(lambda tx: targets.add_targets(tx, [goal], reporting.now))
    async with reporting.signed_in(await reporting.hire("Tám", Role.SUPERVISOR)) as client:
        page = (await client.get("/staff/reports?period=2026-10")).text
        assert page.count('data-testid="target"') == 1
        assert "12/QĐ-UBND (15/01/2026)" in page
        assert "20.000" in page
        assert 'data-testid="target"' not in (await client.get(f"/staff/reports?unit={MY_LONG}")).text


async def test_officers_write_difficulties_for_the_report(reporting: Board) -> None:
    async with reporting.signed_in(await reporting.hire("Minh", Role.OFFICER, MY_LONG)) as client:
        page = await client.get("/staff/reports?period=2026-10")
        noted = await press(client, page, "remark", kind="proposal", text="Xin thêm   tờ rơi tiếng Khmer.")
        assert "báo cáo tháng 10/2026" in notice_of(noted)
        assert "Xã Mỹ Long: Xin thêm tờ rơi tiếng Khmer." in noted.text
        empty = await press(client, noted, "remark", kind="proposal", text=" ")
        assert empty.text.count('data-testid="remark"') == 1
        called = await press(client, empty, "remark", kind="difficulty", text="Gọi 0912 345 678 không gặp.")
        assert "Gọi [số điện thoại] không gặp." in called.text
        gone = await press(client, called, "unremark")
        assert "Đã bỏ" in notice_of(gone)
        assert gone.text.count('data-testid="remark"') == 1
        back = await press(client, gone, "remark", kind="proposal", text="Xin thêm tờ rơi tiếng Khmer.")
        assert 'name="remark"' not in (await client.get("/staff/reports?period=2026")).text
    async with reporting.signed_in(await reporting.hire("Tám", Role.SUPERVISOR)) as client:
        theirs = (await client.get("/staff/reports?period=2026-10")).text
        assert theirs.count('data-testid="remark"') == back.text.count('data-testid="remark"') > 0
        assert 'name="unremark"' not in theirs, "only who wrote it takes it back"
        assert 'data-testid="remark"' in (await client.get("/staff/reports?period=2026-Q4")).text


async def test_the_link_of_the_chat_leads_to_the_page_that_it_names(reporting: Board) -> None:
    tam = await reporting.hire("Tám", Role.SUPERVISOR)
    for to, opened_page in (("reports?unit=86&period=2026-10", "/staff/reports"), ("//evil.example", "/staff/")):
        async with reporting.site.client() as client:
            door = await client.get("/staff/enter", params={"code": await reporting.code(tam), "to": to})
            entered = await press(client, door, "enter")
            assert entered.url.path == opened_page


async def test_documents_are_taken_and_kept_as_they_were_sent(reporting: Board) -> None:
    here = "unit=86&period=2026-10"
    async with reporting.signed_in(await reporting.hire("Tám", Role.SUPERVISOR)) as client:
        client.timeout = PATIENCE
        for form in ("docx", "xlsx"):
            file = await client.get(f"/staff/reports/file/{form}?{here}")
            assert file.headers["content-disposition"].endswith(f'bao-cao-86-2026-10.{form}"')
            assert file.content.startswith(b"PK")
        assert (await client.get(f"/staff/reports/file/exe?{here}")).status_code == 404
        page = await client.get(f"/staff/reports?{here}")
        kept = await press(client, page, "send")
        assert "Bản 1 đã được giữ" in notice_of(kept)
        again = await press(client, kept, "send")
        assert "không có gì khác" in notice_of(again)
        assert kept.text.count('data-testid="version"') == 1
        (version,) = await reporting.site.db.read(lambda tx: sent.versions(tx, "86", "2026-10"))
        assert (await client.get(f"/staff/reports/sent/{version.number}")).content.startswith(b"PK")
        assert 'name="send"' not in (await client.get("/staff/reports?unit=86&period=2026-11")).text
    async with reporting.signed_in(await reporting.hire("Minh", Role.OFFICER, MY_LONG)) as client:
        assert (await client.get(f"/staff/reports/sent/{version.number}")).status_code == 404
        own = await client.get("/staff/reports?period=2026-10")
        assert 'name="send"' not in own.text


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
async def test_last_month_of_one_commune_in_three_taps(browser: Browser, reporting: Board, width: int) -> None:
    tam = await reporting.hire("Trần Văn Tám", Role.SUPERVISOR)
    async with opened(browser, reporting, tam, width) as page:
        await page.get_by_role("link", name="Báo cáo").click()
        await page.get_by_role("link", name="tháng 10/2026").click()
        await expect(page.get_by_role("heading", level=2)).to_have_text("Tỉnh Vĩnh Long: tháng 10/2026")
        for picture in await page.locator(".chart img").all():
            await picture.scroll_into_view_if_needed()
            await expect(picture).to_have_js_property("complete", True, timeout=PATIENCE * 1000)
            assert await picture.evaluate("one => one.naturalWidth") > 300
        await page.screenshot(path=PICTURES / f"reports-{width}.png", full_page=True)
        await page.get_by_test_id("commune").get_by_role("link").first.click()
        await expect(page.get_by_role("heading", level=2)).to_have_text("Phường Bến Tre: tháng 10/2026")
        await page.locator("#requests summary").click()
        await expect(page.locator("#requests details p")).to_contain_text("Không tính")
        await page.screenshot(path=PICTURES / f"reports-commune-{width}.png", full_page=True)
        await page.emulate_media(media="print")
        await expect(page.get_by_role("navigation")).to_be_hidden()


async def test_a_page_is_narrowed_to_one_channel_code_or_topic(reporting: Board) -> None:
    async with reporting.signed_in(await reporting.hire("Tám", Role.SUPERVISOR)) as client:
        whole = (await client.get("/staff/reports?period=2026-10")).text
        assert 'data-testid="narrowed"' not in whole
        assert 'data-testid="source"' in whole
        coded = (await client.get("/staff/reports?period=2026-10&source=XMY7")).text
        assert 'data-testid="narrowed"' in coded
        assert 'data-testid="source"' not in coded
        assert coded.count('data-testid="commune"') == 2, "Mỹ Long has none of that code"
        read = (await client.get("/staff/reports?period=2026-10&topic=pension&by=shown")).text
        assert measure(read, "shown") == "120"
        assert measure(read, "requests") == "–", "never counted together"
        both = (await client.get("/staff/reports?period=2026-10&topic=pension&source=XMY7")).text
        assert "không bao giờ" in both
        for which in ("funnel", "trend", "communes"):
            chart = f"/staff/reports/chart.svg?period=2026-10&topic=pension&which={which}"
            assert (await client.get(chart, timeout=PATIENCE)).status_code in {200, 404}


def measure(page: str, name: str) -> str:
    """What the row of that measure shows of this period."""
    return page.split(f'id="{name}"')[1].split("<b>")[1].split("</b>")[0]


async def test_the_insurers_numbers_stand_beside_those_of_staff(reporting: Board) -> None:
    counts = {(date(2026, 10, 1), one): OfficialCount(800, 9, 2) for one in (MY_LONG, TRA_VINH)}
    await reporting.site.db.run(lambda tx: targets.add_counts(tx, counts, reporting.now))
    async with reporting.signed_in(await reporting.hire("Hai", Role.SUPERVISOR, MY_LONG, TRA_VINH)) as client:
        page = (await client.get("/staff/reports?period=2026-10&by=official_gap")).text
        rows = page.split('data-testid="commune"')[1:]
        assert len(rows) == 2
        # Twice 4 × place − 1 have joined by staff: of 9 by the insurer 3 more in Mỹ Long, 5 fewer in Trà Vinh.
        assert [row.count(">3<") + row.count(">-5<") for row in rows] == [1, 1]
        plain = (await client.get("/staff/reports?period=2026-09&by=official_gap")).text
        assert plain.count('data-testid="commune"') == 2


async def test_what_nobody_could_answer_is_listed_for_the_whole_province_alone(reporting: Board) -> None:
    def asked(tx: Transaction) -> None:
        for number in range(4):
            text = "Có được mua thuốc ở xã khác không?" if number else "co duoc mua thuoc o xa khac khong"
            unanswered.keep(tx, text, "missed", "", reporting.now)
        unanswered.keep(tx, "Bao giờ có gạo?", "missed", "", reporting.now)
        unanswered.keep(tx, "Không đúng", "wrong", "x", reporting.now)

    await reporting.site.db.run(asked)
    async with reporting.signed_in(await reporting.hire("Tám", Role.SUPERVISOR)) as client:
        page = (await client.get("/staff/reports")).text
        assert page.count('data-testid="unanswered"') == 2
        assert "Có được mua thuốc ở xã khác không?" in page
        assert "&lt;3" in page.split("Bao giờ có gạo?")[1]
        assert 'data-testid="unanswered"' not in (await client.get("/staff/reports?period=2026-10")).text
    async with reporting.signed_in(await reporting.hire("Hai", Role.SUPERVISOR, MY_LONG, TRA_VINH)) as client:
        assert "thuốc" not in (await client.get("/staff/reports")).text
