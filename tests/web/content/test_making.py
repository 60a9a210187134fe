"""Two editors in real browsers make a topic, a meeting and words of consent, and give an answer another code."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, Page, expect

from bot.library.editing.things import KINDS, MADE
from tests.web.content.site import Newsroom, picture
from tests.web.content.test_editing import approve_and_use, at_work
from tests.web.content.test_pages import both
from tests.web.content.test_things import full

pytestmark = pytest.mark.browser
__all__ = ["full"]


async def wide(page: Page) -> int:
    return int(await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


async def keep(page: Page) -> str:
    await page.get_by_role("button", name="Lưu và xin duyệt").first.click()
    await expect(page.get_by_test_id("standing")).to_contain_text("chờ người xem")
    return page.url


async def test_a_topic_a_meeting_a_consent_and_another_code(browser: Browser, full: Newsroom) -> None:
    thu, nga = await both(full)
    root = f"{full.board.site.url}/staff/content/edit"
    async with at_work(browser, full, thu, 360) as one, at_work(browser, full, nga, 1280) as other:
        await one.goto(f"{root}/topic/new")
        await one.get_by_label("Tên", exact=True).fill("Nông dân")
        await one.get_by_label("Câu hỏi").first.fill("Nông dân đóng gì?")
        await one.get_by_label("Câu trả lời ngắn").first.fill("Dạ, từ 330.000 đồng.")
        await one.get_by_role("button", name="Kiểm tra và xem trước").click()
        await expect(one.get_by_test_id("slip").first).to_be_visible()
        await one.screenshot(path=picture("topic-slips-360"), full_page=True)
        await expect(one.get_by_test_id("slip").filter(has_text="viết thẳng")).to_have_count(1)
        await one.get_by_label("Câu trả lời ngắn").first.fill("Dạ, từ {{ dong(floor_contribution) }}.")
        await one.get_by_label("Các cách hỏi, mỗi dòng một cách").fill("nông dân\nlàm ruộng\nnong dan\nlam ruong")
        await one.get_by_label("Căn cứ pháp lý, mỗi dòng một căn cứ").fill("Luật BHXH 41/2024/QH15, Điều 36")
        await one.get_by_label("Đúng từ ngày").fill("2025-07-01")
        await other.goto(await keep(one))
        await expect(other.get_by_test_id("sight")).to_contain_text(["330.000 đồng"] * 4)
        await approve_and_use(other)
        # Another code, by the other one.
        await other.goto(f"{root}/answer/nong-dan-dong-gi")
        await other.get_by_text("Đổi mã", exact=True).click()
        await other.get_by_label("Mã mới").fill("lam-nong")
        await other.screenshot(path=picture("rename-1280"), full_page=True)
        await other.get_by_role("button", name="Lưu và xin duyệt").last.click()
        await one.goto(other.url)
        await approve_and_use(one)
        assert full.content.knowing.knowledge.library.answers["nong-dan-dong-gi"].id == "lam-nong"
        await other.goto(f"{root}/meeting/new")
        await other.get_by_label("Tên", exact=True).fill("Họp ấp")
        await other.get_by_label("Dài bao nhiêu phút").fill("90")
        await other.get_by_label("Cần mang gì", exact=True).fill("Không cần gì.")
        for part in ("Trước buổi", "Trong buổi", "Sau buổi", "Hỏi cán bộ thêm gì sau buổi"):
            await other.get_by_label(part, exact=True).fill("Hỏi thăm")
        await one.goto(await keep(other))
        await approve_and_use(one)
        await one.goto(f"{root}/consent/2026-11-24")
        await one.screenshot(path=picture("consent-old-360"), full_page=True)
        await one.get_by_role("link", name="Soạn bản mới từ bản này").click()
        await one.get_by_label("Mã", exact=True).fill("2027-01-15")
        await one.get_by_label("Giữ tên và số điện thoại bao nhiêu ngày").fill("60")
        await one.get_by_role("button", name="Kiểm tra và xem trước").click()
        await expect(one.get_by_test_id("sight")).to_contain_text(["nhiều nhất 60 ngày"] * 4)
        await one.screenshot(path=picture("consent-new-360"), full_page=True)
        await other.goto(await keep(one))
        await approve_and_use(other)
    assert full.content.knowing.knowledge.library.consent.keep_days == 60
    assert "hop-ap" in full.content.knowing.knowledge.library.meetings


@pytest.mark.parametrize("width", [360, 1280])
async def test_no_page_is_wider_than_the_screen(browser: Browser, full: Newsroom, width: int) -> None:
    thu, _nga = await both(full)
    async with at_work(browser, full, thu, width) as page:
        for kind in KINDS:
            await page.goto(f"{full.board.site.url}/staff/content?kind={kind}")
            assert await wide(page) <= 0, kind
            await page.get_by_test_id("thing").get_by_role("link").first.click()
            await expect(page.get_by_role("link", name="Về trang nội dung")).to_be_visible()
            assert await wide(page) <= 0, kind
            await page.screenshot(path=picture(f"{kind}-{width}"), full_page=True)
            if kind in MADE:
                await page.goto(f"{full.board.site.url}/staff/content/edit/{kind}/new")
                await expect(page.get_by_role("button", name="Lưu và xin duyệt")).to_be_visible()
                assert await wide(page) <= 0, kind
        await page.goto(f"{full.board.site.url}/staff/content/templates")
        await page.get_by_test_id("template").first.click()
        await page.screenshot(path=picture(f"templates-{width}"), full_page=True)
        await page.goto(f"{full.board.site.url}/staff/content")
        await page.screenshot(path=picture(f"overview-all-{width}"), full_page=True)
