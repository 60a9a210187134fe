"""Somebody reads the drafts in Khmer in a real browser, on a phone and at a desk, and lets one go."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Browser, expect

from bot.domain.people import Role
from bot.library.translations import FILE
from tests.content import CONTENT
from tests.library.test_khmer import DRAFTS
from tests.web.content.site import Newsroom, picture
from tests.web.content.test_editing import at_work

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [360, 1280])
async def test_a_draft_is_read_beside_its_source_and_released_with_a_name(
    browser: Browser, newsroom: Newsroom, width: int
) -> None:
    own = re.split(r"^  (?=quyen-loi)", (CONTENT / FILE).read_text(encoding="utf-8"), flags=re.MULTILINE)[0]
    newsroom.folder.write(FILE, own + "  " + DRAFTS[DRAFTS.index("thap-nhat:") :])
    await newsroom.content.look()
    assert not newsroom.content.refused
    thu = await newsroom.board.hire("Thu", Role.EDITOR)
    async with at_work(browser, newsroom, thu, width) as page:
        await page.goto(f"{newsroom.board.site.url}/staff/content/khmer")
        one = page.get_by_test_id("translation").filter(has_text="Mức đóng thấp nhất?")
        await page.screenshot(path=picture(f"khmer-{width}"), full_page=True)
        await one.get_by_role("button", name="Cho bà con đọc").click()
        await expect(page.get_by_test_id("released")).to_have_count(0)
        await one.get_by_label("Ai đã đọc lại").fill("Sơn Thị Sa")
        await one.get_by_label("Người này đọc giỏi").check()
        await one.get_by_role("button", name="Cho bà con đọc").click()
        await expect(one.get_by_test_id("released")).to_contain_text("Sơn Thị Sa")
        await page.screenshot(path=picture(f"khmer-released-{width}"), full_page=True)
        wide = await page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width
        assert list(newsroom.content.knowing.knowledge.library.khmer) == ["thap-nhat"]
        await page.goto(f"{newsroom.board.site.url}/staff/content/edit/khmer/thap-nhat")
        await expect(page.get_by_test_id("sight")).to_have_count(0)
        await page.screenshot(path=picture(f"khmer-form-{width}"), full_page=True)
