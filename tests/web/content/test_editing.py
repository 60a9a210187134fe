"""Two editors change the content in real browsers while a third edits files."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, Page, expect

from bot.domain.people import Role, Staff
from tests.web.content.site import Newsroom, picture

pytestmark = pytest.mark.browser

SIZES = {360: 640, 1280: 900}


@asynccontextmanager
async def at_work(browser: Browser, newsroom: Newsroom, member: Staff, width: int) -> AsyncIterator[Page]:
    context = await browser.new_context(viewport={"width": width, "height": SIZES[width]}, locale="vi-VN")
    page = await context.new_page()
    mistakes: list[str] = []
    page.on("pageerror", lambda error: mistakes.append(str(error)))
    page.set_default_timeout(20_000)
    await page.goto(f"{newsroom.board.site.url}/staff/enter?code={await newsroom.board.code(member)}")
    await page.get_by_role("button", name="Vào bảng việc").click()
    await page.goto(f"{newsroom.board.site.url}/staff/content")
    yield page
    wide = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, "nothing is wider than the screen"
    await context.close()
    assert not mistakes, mistakes


async def approve_and_use(page: Page) -> None:
    await page.get_by_role("button", name="Đúng rồi: duyệt").click()
    await expect(page.get_by_test_id("notice")).to_contain_text("Đã duyệt")
    await page.get_by_role("button", name="Đưa vào dùng ngay").click()
    await expect(page.get_by_test_id("notice")).to_contain_text("Đã đưa vào dùng")


async def test_a_figure_an_answer_an_office_and_a_duty(browser: Browser, newsroom: Newsroom) -> None:
    thu = await newsroom.board.hire("Thu", Role.EDITOR)
    nga = await newsroom.board.hire("Nga", Role.EDITOR)
    async with at_work(browser, newsroom, thu, 360) as one, at_work(browser, newsroom, nga, 1280) as other:
        # A figure of 2027: a slip first, then right.
        await one.goto(f"{newsroom.board.site.url}/staff/content/edit/figure/rural_poverty_line")
        value = one.get_by_test_id("part").filter(has_text="Từ 01/01/2027")
        await value.get_by_label("Giá trị").fill("2,5")
        await one.get_by_role("button", name="Kiểm tra và xem trước").click()
        await expect(value.get_by_test_id("slip")).to_contain_text("số đồng chẵn")
        await one.screenshot(path=picture("figure-slip-360"), full_page=True)
        await value.get_by_label("Giá trị").fill("2.300.000")
        await value.get_by_label("Đã đọc chính văn bản").check()
        await one.get_by_label("Vì sao sửa").fill("Đã đọc nghị định")
        await one.get_by_label("Xem trước vào ngày").fill("2027-01-02")
        await one.get_by_role("button", name="Kiểm tra và xem trước").click()
        await expect(one.get_by_test_id("effect")).to_contain_text("2.300.000")
        await expect(one.get_by_test_id("sight").first).to_contain_text("506.000")
        await expect(one.get_by_test_id("sight")).to_contain_text(["506.000"] * 4)
        await one.screenshot(path=picture("figure-good-360"), full_page=True)
        await one.get_by_role("button", name="Lưu và xin duyệt").click()
        await expect(one.get_by_test_id("standing")).to_contain_text("chờ người xem")
        await expect(one.get_by_role("button", name="Đúng rồi: duyệt")).to_have_count(0)
        # The other one reads and approves it; meanwhile somebody edits files.
        newsroom.folder.change("topics/paying/vi.md", "hoặc ra bưu điện", "hoặc ra điểm thu")
        await newsroom.content.look()
        await other.reload()
        await other.screenshot(path=picture("overview-1280"), full_page=True)
        await other.get_by_test_id("draft").get_by_role("link").click()
        await expect(other.get_by_test_id("difference").first).to_contain_text("2.300.000")
        await other.screenshot(path=picture("draft-1280"), full_page=True)
        await approve_and_use(other)
        files = (newsroom.folder.content / "figures/contribution.yaml").read_text(encoding="utf-8")
        assert "{value: 2300000, from: 2027-01-01," in files
        assert "# Chưa đọc văn bản gốc." in files
        page = (newsroom.folder.content / "topics/paying/vi.md").read_text(encoding="utf-8")
        assert "điểm thu" in page
        # An answer, an office and a duty, by the other one.
        root = f"{newsroom.board.site.url}/staff/content/edit"
        await other.goto(f"{root}/answer/thap-nhat")
        await other.get_by_label("Câu trả lời ngắn").first.fill(
            "Dạ, mỗi tháng ít nhất {{ dong(floor_contribution) }} thôi."
        )
        await other.get_by_role("button", name="Kiểm tra và xem trước").click()
        await expect(other.get_by_test_id("sight")).to_contain_text(["330.000 đồng thôi"] * 4)
        await other.screenshot(path=picture("answer-1280"), full_page=True)
        await other.get_by_role("button", name="Lưu và xin duyệt").click()
        await one.goto(other.url)
        await one.screenshot(path=picture("draft-360"), full_page=True)
        await approve_and_use(one)
        assert newsroom.says("thap-nhat") == "Dạ, mỗi tháng ít nhất 330.000 đồng thôi."
        await other.goto(f"{root}/office/my-long")
        await other.get_by_label("Địa chỉ").fill("ấp 2, chợ Mỹ Long")
        await other.get_by_role("button", name="Lưu và xin duyệt").click()
        await expect(other.get_by_test_id("sight").first).to_contain_text("chợ Mỹ Long")
        await one.goto(other.url)
        await approve_and_use(one)
        await other.goto(f"{root}/duty/home")
        await other.get_by_label("Các buổi").fill("07:30-11:30, 13:30-17:00")
        await other.get_by_role("button", name="Kiểm tra và xem trước").click()
        await expect(other.get_by_test_id("sight")).to_contain_text(["cán bộ đang làm việc"] * 4)
        await other.screenshot(path=picture("duty-1280"), full_page=True)
        await other.get_by_role("button", name="Lưu và xin duyệt").click()
        await one.goto(other.url)
        await approve_and_use(one)
        library = newsroom.content.knowing.knowledge.library
        assert f"{library.home.duty.hours.windows[0][0]:%H:%M}" == "07:30"
        # And back again.
        await one.goto(f"{newsroom.board.site.url}/staff/content")
        await one.screenshot(path=picture("overview-360"), full_page=True)
        await one.get_by_test_id("version").nth(1).get_by_role("link").click()
        await one.get_by_label("Vì sao").fill("giờ cũ đúng")
        await one.get_by_role("button", name="Quay về phiên bản này").click()
        await expect(one.get_by_test_id("notice")).to_contain_text("Đã đưa vào dùng")
        library = newsroom.content.knowing.knowledge.library
        assert f"{library.home.duty.hours.windows[0][0]:%H:%M}" == "07:00"
        assert library.offices[0].address == "ấp 2, chợ Mỹ Long"
