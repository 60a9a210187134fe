"""Meetings on the board: made, announced, changed and cancelled there; how many come, never who."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path

import pytest
from httpx import AsyncClient, Response
from playwright.async_api import Browser, expect

from bot.domain.calendar import VIET_NAM
from bot.domain.meetings import MeetingState, Plan
from bot.domain.people import Role
from bot.services.meetings import planning
from bot.store.engine.database import Transaction
from bot.store.meetings import guests, queries
from bot.store.staff import audit
from tests.web.board.site import MY_LONG, TRA_VINH, Board, context_of, notice_of, open_board_site, press
from tests.web.browser import browser

__all__ = ["browser"]

PICTURES = Path(__file__).parent / "screenshots"
FILLED = {
    "kind": "hoi-nghi",
    "title": "Hội nghị tháng 12",
    "commune": MY_LONG,
    "place": "Nhà văn hóa ấp 3",
    "day": "2026-12-05",
    "starts": "08:30",
    "ends": "10:00",
    "seats": "60",
}
CHOSEN = {"kind": "hoi-nghi", "commune": MY_LONG}
STARTS = datetime(2026, 12, 5, 9, 0, tzinfo=VIET_NAM)
PLAN = Plan("hoi-nghi", "Đối thoại", MY_LONG, "Đình Mỹ Long", STARTS, STARTS + timedelta(hours=1), seats=2)


def inputs(page: Response) -> dict[str, str]:
    """What the fields of its first form are filled in with, but for those that are chosen."""
    form = page.text.partition('name="kind"')[2]
    found = re.findall(r'<input (?:type="\w+" )?name="(\w+)"[^>]*? value="([^"]*)"', form.partition("</form>")[0])
    return {name: unescape(value) for name, value in found}


async def announced(board: Board, by: int, *, companions: int = 0) -> int:
    """A meeting to which Lan comes."""

    def work(tx: Transaction) -> int:
        number = queries.add(tx, PLAN, by, board.now).number
        planning.announce(number, context_of(tx, board.now))
        guests.register(tx, number, 1, 1, companions, board.now)
        return number

    return await board.site.db.run(work)


async def test_an_officer_makes_announces_changes_and_cancels_one(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    async with board.signed_in(minh) as client:
        new = await client.get("/staff/meetings/new")
        made = await press(client, new, "save", **FILLED)
        assert "Chưa đăng" in made.text
        assert "Xem lại" in notice_of(made)
        again = await press(client, new, "save", **FILLED)
        assert again.url.path == "/staff/meetings", "the same form counts once"
        shown = await press(client, made, "announce")
        assert "Đã đăng" in notice_of(shown)
        changed = await press(client, shown, "save", **{**FILLED, "place": "Chợ Mỹ Long", "seats": ""})
        found = await board.site.db.read(lambda tx: queries.get(tx, 1))
        assert found is not None
        assert (found.plan.place, found.plan.seats, found.moved) == ("Chợ Mỹ Long", None, 1)
        listed = await client.get("/staff/meetings?month=2026-12")
        assert listed.text.count('data-testid="meeting"') == 1
        assert 'data-testid="meeting"' not in (await client.get("/staff/meetings?month=2026-11")).text
        await press(client, changed, "cancel")
        found = await board.site.db.read(lambda tx: queries.get(tx, 1))
        assert found is not None
        assert found.state is MeetingState.CANCELLED
        pages = {(one.page, one.refused) for one in await board.site.db.read(lambda tx: audit.entries(tx, 20, 0))}
        assert {("meeting", False), ("meeting_cancel", False)} <= pages


async def test_one_is_held_again_as_it_was_on_another_day(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    number = await announced(board, minh.id)
    async with board.signed_in(minh) as client:
        again = await client.get(f"/staff/meetings/new?of={number}")
        assert 'value="Đình Mỹ Long"' in again.text
        assert "2026-12-05" not in again.text
        await press(client, again, "save", **{**FILLED, "title": "Đối thoại"})
        assert await board.site.db.read(lambda tx: queries.get(tx, number + 1)) is not None
    async with board.signed_in(await board.hire("Hoa", Role.OFFICER, TRA_VINH)) as client:
        assert (await client.get(f"/staff/meetings/new?of={number}")).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"day": "2026-11-20"},
        {"day": ""},
        {"ends": "08:00"},
        {"seats": "vài chục"},
        {"kind": "car"},
        {"title": " "},
        {"starts": "25:00"},
    ],
)
async def test_a_form_with_a_mistake_makes_none(board: Board, wrong: dict[str, str]) -> None:
    async with board.signed_in(await board.hire("Minh", Role.OFFICER, MY_LONG)) as client:
        typed = {**FILLED, "contact": "Anh Tư", **wrong}
        said = await press(client, await client.get("/staff/meetings/new"), "save", **typed)
        assert said.status_code == 409
        assert 'data-testid="wrong"' in said.text
        assert inputs(said).items() >= {name: typed[name] for name in typed.keys() - {"kind", "commune"}}.items()
        assert await board.site.db.read(lambda tx: queries.get(tx, 1)) is None


async def test_a_change_with_a_mistake_loses_nothing_that_was_typed(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    number = await announced(board, minh.id)
    async with board.signed_in(minh) as client:
        shown = await client.get(f"/staff/meetings/{number}")
        typed = {**inputs(shown), **CHOSEN, "place": "Chợ Mỹ Long", "ends": "07:00", "contact": "Anh Tư"}
        said = await press(client, shown, "save", **typed)
        assert said.status_code == 409
        assert inputs(said).items() >= {"place": "Chợ Mỹ Long", "ends": "07:00", "contact": "Anh Tư"}.items()
        changed = await press(client, said, "save", **{**inputs(said), **CHOSEN, "ends": "11:00"})
        assert "Đã sửa" in notice_of(changed)
        found = await board.site.db.read(lambda tx: queries.get(tx, number))
        assert found is not None
        assert (found.plan.place, found.plan.contact) == ("Chợ Mỹ Long", "Anh Tư")


async def test_who_saves_an_older_form_is_told_and_undoes_nothing(board: Board) -> None:
    minh, hoa = await board.hire("Minh", Role.OFFICER, MY_LONG), await board.hire("Hoa", Role.SUPERVISOR)
    number = await announced(board, minh.id)
    async with board.signed_in(minh) as client, board.signed_in(hoa) as other:

        async def saves(by: AsyncClient, page: Response, **changes: str) -> Response:
            return await press(by, page, "save", **{**inputs(page), **CHOSEN, **changes})

        async def kept() -> tuple[str, str, int]:
            found = await board.site.db.read(lambda tx: queries.get(tx, number))
            assert found is not None
            return found.plan.place, found.plan.title, found.moved

        old = await client.get(f"/staff/meetings/{number}")
        await saves(other, await other.get(f"/staff/meetings/{number}"), place="Chợ Mỹ Long")
        said = await saves(client, old, title="Đối thoại với bà con")
        assert "người khác sửa" in notice_of(said)
        mistaken = await saves(client, old, ends="07:00")
        said = await saves(client, mistaken, ends="11:00")
        assert "người khác sửa" in notice_of(said), "a form with a mistake stays as old as it was"
        assert await kept() == ("Chợ Mỹ Long", "Đối thoại", 1)
        await saves(client, await client.get(f"/staff/meetings/{number}"), title="Đối thoại với bà con")
        assert await kept() == ("Chợ Mỹ Long", "Đối thoại với bà con", 1)


async def test_others_read_how_many_come_and_change_nothing(board: Board) -> None:
    await board.asks("Lan")
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    number = await announced(board, minh.id, companions=1)
    async with board.signed_in(await board.hire("Phúc", Role.COLLECTOR, MY_LONG)) as client:
        page = await client.get(f"/staff/meetings/{number}")
        assert "Đã đăng ký: 2 người" in page.text
        assert "Lan" not in page.text
        assert 'name="save"' not in page.text
        new = await press(client, await client.get("/staff/meetings/new"), "save", **FILLED)
        assert 'data-testid="clash"' not in new.text, "another place and another officer"
        elsewhere = {**FILLED, "commune": TRA_VINH}
        assert (await press(client, await client.get("/staff/meetings/new"), "save", **elsewhere)).status_code == 404
    async with board.signed_in(minh) as client:
        new = await press(client, await client.get("/staff/meetings/new"), "save", **FILLED)
        assert 'data-testid="clash"' in new.text, "she is at the other one"
    async with board.signed_in(await board.hire("Hoa", Role.OFFICER, TRA_VINH)) as client:
        assert (await client.get(f"/staff/meetings/{number}")).status_code == 404
        assert 'data-testid="meeting"' not in (await client.get("/staff/meetings?month=2026-12")).text
    async with board.signed_in(await board.hire("Sáu", Role.EDITOR), "/staff/content") as client:
        assert (await client.get("/staff/meetings")).status_code == 404


@pytest.mark.browser
async def test_the_whole_way_on_a_phone(browser: Browser, database_file: str) -> None:
    PICTURES.mkdir(exist_ok=True)
    async with open_board_site(database_file) as board:
        context = await browser.new_context(viewport={"width": 360, "height": 640}, has_touch=True, locale="vi-VN")
        page = await context.new_page()
        minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
        await page.goto(f"{board.site.url}/staff/enter?code={await board.code(minh)}")
        await page.get_by_role("button", name="Vào bảng việc").click()
        await page.goto(f"{board.site.url}/staff/meetings/new")
        await page.get_by_label("Tên buổi").fill(FILLED["title"])
        await page.get_by_label("Địa điểm").fill(FILLED["place"])
        await page.locator("[name=day]").fill(FILLED["day"])
        await page.locator("[name=starts]").fill(FILLED["starts"])
        await page.screenshot(path=PICTURES / "meeting-new-360.png", full_page=True)
        assert await page.evaluate("document.documentElement.scrollWidth") <= 360
        await page.locator("button[name=save]").click()
        await page.screenshot(path=PICTURES / "meeting-draft-360.png", full_page=True)
        await page.locator("button[name=announce]").click()
        await expect(page.get_by_test_id("notice")).to_contain_text("Đã đăng")
        await page.goto(f"{board.site.url}/staff/meetings?month=2026-12")
        await expect(page.get_by_test_id("meeting")).to_contain_text(FILLED["title"])
        assert await page.evaluate("document.documentElement.scrollWidth") <= 360
        await page.screenshot(path=PICTURES / "meetings-360.png", full_page=True)
        await context.close()
