"""The staff board in a real browser, on a phone of 390 and a desk of 1280 pixels: with the script, and without it.

Pictures of every page are written to tests/web/screenshots, to be looked at.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from bot.domain.people import Role, Staff
from bot.store.leads import queries as leads
from tests.web.board.site import MY_LONG, TRA_VINH, Board, open_board_site

pytestmark = pytest.mark.browser

PICTURES = Path(__file__).parent / "screenshots"
SIZES = {390: 844, 1280: 900}
FINGER = 44
NAMES = ("Nguyễn Thị Lan", "Trần Văn Hùng", "Thạch Sa Rây", "Đặng Hoàng Phương Nam", "Kim Thị Sơn")


@pytest.fixture
async def site_board(database_file: str) -> AsyncIterator[Board]:
    """A morning's work: sixty requests, some of them late, some taken."""
    async with open_board_site(database_file) as board:
        for number in range(60):
            commune = (MY_LONG, TRA_VINH)[number % 2]
            await board.asks(NAMES[number % 5], f"09123000{number:02d}", commune, ago=timedelta(hours=5 * number))
        yield board


@asynccontextmanager
async def opened(browser: Browser, board: Board, member: Staff, width: int, script: bool = True) -> AsyncIterator[Page]:
    context = await browser.new_context(
        viewport={"width": width, "height": SIZES[width]}, locale="vi-VN", java_script_enabled=script
    )
    page = await context.new_page()
    mistakes: list[str] = []
    page.on("pageerror", lambda error: mistakes.append(str(error)))
    await page.goto(f"{board.site.url}/staff/enter?code={await board.code(member)}")
    await page.get_by_role("button", name="Vào bảng việc").click()
    await expect(page.get_by_role("link", name="Việc của tôi")).to_be_visible()
    yield page
    await context.close()
    assert not mistakes, mistakes


@pytest.mark.parametrize("script", [True, False], ids=["with the script", "without it"])
@pytest.mark.parametrize("width", SIZES)
async def test_a_morning(browser: Browser, site_board: Board, width: int, script: bool) -> None:
    minh = await site_board.hire("Nguyễn Thị Minh", Role.OFFICER, MY_LONG)
    async with opened(browser, site_board, minh, width, script) as page:
        first = page.get_by_test_id("waiting").get_by_test_id("row").first
        await expect(first).to_contain_text("Quá hạn")
        await first.get_by_role("button", name="Tôi nhận").click()
        await expect(page.get_by_test_id("notice")).to_contain_text("là của mình rồi")
        await page.get_by_label("Hẹn ngày khác").check()
        await page.get_by_label("Ngày gọi lại").fill("2026-11-26")
        await page.get_by_label("Ghi chú (không bắt buộc)").fill("Chiều thứ năm mới có nhà")
        await page.get_by_role("button", name="Ghi kết quả").click()
        await expect(page.get_by_test_id("notice")).to_contain_text("Đã ghi")
        await expect(page.get_by_test_id("step").last).to_contain_text("Chiều thứ năm mới có nhà")
        await page.get_by_role("link", name="Việc của tôi").click()
        await expect(page.get_by_test_id("held").get_by_test_id("row")).to_contain_text(["hẹn gọi 26/11"])
        await page.get_by_role("link", name="Yêu cầu", exact=True).click()
        await page.get_by_label("Tình trạng").select_option("new")
        if not script:
            await page.get_by_role("button", name="Lọc").click()
        await expect(page.get_by_test_id("row")).to_have_count(29)
        await page.get_by_role("button", name="Đăng xuất", exact=True).click()
        await expect(page.get_by_text("gõ “bảng”")).to_be_visible()


@pytest.mark.parametrize("width", SIZES)
async def test_every_page_fits(browser: Browser, site_board: Board, width: int) -> None:
    minh = await site_board.hire("Nguyễn Thị Minh", Role.OFFICER, MY_LONG)
    admin = await site_board.hire("Lê Thị Hồng Quản Trị", Role.ADMIN)
    await site_board.site.db.run(lambda tx: leads.take(tx, 1, minh.id, site_board.now))
    paths = {
        "my-day": "",
        "requests": "requests",
        "late": "requests?late=1",
        "request": "request/1",
        "duty": "duty",
        "people": "people",
        "leaving": f"people/{minh.id}",
        "numbers": "numbers",
        "audit": "audit",
        "nothing": "request/999",
        "english": "requests?lang=en",
    }
    PICTURES.mkdir(exist_ok=True)
    async with opened(browser, site_board, admin, width) as page:
        for name, path in paths.items():
            await page.goto(f"{site_board.site.url}/staff/{path}")
            await page.screenshot(path=PICTURES / f"staff-{name}-{width}.png")
            assert await page.evaluate("document.documentElement.scrollWidth") <= width, name
            for target in await page.locator("main button, select, main .call, nav a").all():
                box = await target.bounding_box()
                assert box is None or box["height"] >= FINGER, (name, await target.inner_text())


async def test_the_day_of_the_next_call_is_asked_only_where_it_matters(browser: Browser, site_board: Board) -> None:
    minh = await site_board.hire("Minh", Role.OFFICER, MY_LONG)
    await site_board.site.db.run(lambda tx: leads.take(tx, 1, minh.id, site_board.now))
    async with opened(browser, site_board, minh, 390) as page:
        await page.goto(f"{site_board.site.url}/staff/request/1")
        day = page.get_by_label("Ngày gọi lại")
        await expect(day).to_be_hidden()
        await page.get_by_role("radio", name="Hẹn ngày khác").check()
        await expect(day).to_be_visible()
        await page.get_by_label("Sai số").check()
        await expect(day).to_be_hidden()


async def test_an_impatient_thumb_takes_once(browser: Browser, site_board: Board) -> None:
    minh = await site_board.hire("Minh", Role.OFFICER, MY_LONG)
    async with opened(browser, site_board, minh, 390) as page:
        await page.goto(f"{site_board.site.url}/staff/request/1")
        await page.get_by_role("button", name="Tôi nhận").dblclick()
        await expect(page.get_by_test_id("notice")).to_contain_text("là của mình rồi")
    assert len(await site_board.told()) == 1
