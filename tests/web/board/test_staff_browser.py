"""Inviting, changing and removing staff in a real browser, on a small phone of 360 by 640 pixels.

Pictures of every page are written to tests/web/screenshots, to be looked at.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from openpyxl import Workbook
from playwright.async_api import Browser, Page, expect

from bot.domain.people import Role
from bot.store.staff import members
from tests.web.board.site import MY_LONG, TRA_VINH, Board, open_board_site
from tests.web.board.test_browser import FINGER, PICTURES
from tests.web.board.test_member_places import waits

pytestmark = pytest.mark.browser

WIDTH, HEIGHT = 360, 640


@pytest.fixture
async def office(database_file: str) -> AsyncIterator[Board]:
    async with open_board_site(database_file) as board:
        await board.hire("Nguyễn Thị Minh", Role.OFFICER, MY_LONG, TRA_VINH)
        yield board


@pytest.fixture
async def page(browser: Browser, office: Board) -> AsyncIterator[Page]:
    """An administrator at the list of staff."""
    admin = await office.hire("Lê Thị Hồng Quản Trị", Role.ADMIN)
    context = await browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, locale="vi-VN")
    opened = await context.new_page()
    mistakes: list[str] = []
    opened.on("pageerror", lambda error: mistakes.append(str(error)))
    opened.on("console", lambda said: mistakes.append(said.text) if "Content Security Policy" in said.text else None)
    await opened.goto(f"{office.site.url}/staff/enter?code={await office.code(admin)}")
    await opened.get_by_role("button", name="Vào bảng việc").click()
    await opened.get_by_role("link", name="Cán bộ", exact=True).click()
    yield opened
    await context.close()
    assert not mistakes, mistakes


async def looked_at(page: Page, name: str) -> None:
    """Takes the picture; nothing is wider than the phone, and a finger finds every button."""
    PICTURES.mkdir(exist_ok=True)
    await page.screenshot(path=PICTURES / f"staff-{name}-{WIDTH}.png", full_page=True)
    assert await page.evaluate("document.documentElement.scrollWidth") <= WIDTH, name
    for target in await page.locator("main button, main select, main .button, main input:not([type=hidden])").all():
        box = await target.bounding_box()
        kind = await target.get_attribute("type")
        assert box is None or kind == "checkbox" or box["height"] >= FINGER, (name, await target.inner_text())


async def test_somebody_is_invited_and_the_slip_can_be_printed(page: Page, office: Board) -> None:
    await looked_at(page, "list")
    await page.get_by_role("link", name="Mời cán bộ").click()
    await looked_at(page, "invitations")
    await page.get_by_label("Tên để người dân").fill("Chị Hạnh")
    await page.get_by_label("Vai trò").select_option("officer")
    await page.get_by_label("Các xã").fill("Mỹ Long, Phường Trà Vinh")
    await page.get_by_role("button", name="Mời và hiện phiếu").click()
    await expect(page.locator(".code")).to_be_visible()
    await page.screenshot(path=PICTURES / f"staff-slip-{WIDTH}.png")
    assert await page.locator("section").evaluate("one => getComputedStyle(one).borderStyle") == "dashed"
    await page.get_by_role("link", name="Quay lại").click()
    await expect(page.get_by_test_id("invitation")).to_contain_text("Chị Hạnh")
    await looked_at(page, "invited")
    await page.get_by_role("button", name="Hủy mã mời").click()
    await expect(page.get_by_test_id("notice")).to_have_text("Đã hủy mã mời của Chị Hạnh.")


async def test_a_file_with_a_mistake_is_told_by_cell_and_the_right_one_makes_slips(page: Page, tmp_path: Path) -> None:
    def file(name: str, commune: str) -> Path:
        made = Workbook()
        assert made.active is not None
        for row in (("Tên", "Việc", "Xã"), ("Anh Phúc", "cán bộ xã", commune), ("Chị Tư", "phụ trách", "")):
            made.active.append(row)
        made.save(tmp_path / name)
        return tmp_path / name

    await page.get_by_role("link", name="Mời cán bộ").click()
    await page.get_by_label("Tệp Excel").set_input_files(file("sai.xlsx", "Atlantis"))
    await page.get_by_role("button", name="Mời tất cả").click()
    await expect(page.get_by_test_id("mistake").nth(1)).to_contain_text("C2: Không tìm thấy xã nào tên “Atlantis”")
    await looked_at(page, "mistakes")
    await page.get_by_label("Tệp Excel").set_input_files(file("dung.xlsx", "Mỹ Long"))
    await page.get_by_role("button", name="Mời tất cả").click()
    await expect(page.locator(".code")).to_have_count(2)


async def test_a_new_place_of_work_is_let_in_and_taken_away(page: Page, office: Board) -> None:
    minh = next(one for one in await office.site.db.read(members.all_staff) if one.name.endswith("Minh"))
    await waits(office, minh)
    await page.get_by_test_id("person").filter(has_text="Minh").get_by_role("link", name="Sửa").click()
    await expect(page.get_by_test_id("waits")).to_contain_text("đang đợi")
    await looked_at(page, "places")
    await page.get_by_role("button", name="Cho vào").click()
    await expect(page.get_by_test_id("told")).to_contain_text("làm việc được cả ở nơi ấy")
    await page.get_by_role("link", name="Cán bộ", exact=True).last.click()
    await page.get_by_test_id("person").filter(has_text="Minh").get_by_role("link", name="Sửa").click()
    await expect(page.get_by_test_id("waits")).to_have_count(0)
    await expect(page.get_by_test_id("place")).to_have_count(2)
    await page.get_by_role("button", name="Bỏ nơi này").last.click()
    await expect(page.get_by_test_id("told")).to_contain_text("không còn làm việc ở nơi ấy")


async def test_a_member_is_changed_and_leaves(page: Page) -> None:
    await page.get_by_test_id("person").filter(has_text="Minh").get_by_role("link", name="Sửa").click()
    await looked_at(page, "member")
    await page.get_by_label("Các xã").fill("Mỹ Long")
    await page.get_by_role("button", name="Sửa", exact=True).click()
    await expect(page.get_by_test_id("told").first).to_have_text("Đã sửa: Nguyễn Thị Minh.")
    await page.get_by_role("link", name="Cán bộ", exact=True).last.click()
    await page.get_by_test_id("person").filter(has_text="Minh").get_by_role("link", name="Sửa").click()
    await page.get_by_label("Đúng, cho Nguyễn Thị Minh thôi việc").check()
    await page.get_by_role("button", name="Cho thôi hẳn").click()
    await expect(page.get_by_test_id("told").first).to_have_text("Nguyễn Thị Minh không còn là cán bộ nữa.")
    await looked_at(page, "left")
