"""The results of a meeting by a form on the board: kept by the service of the chat, once, and corrected."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from bot.domain.calendar import local
from bot.domain.meetings import MeetingState
from bot.domain.outreach.facts import Step
from bot.domain.outreach.results import Heads, Mark
from bot.domain.people import Role
from bot.services.meetings import planning
from bot.store.engine.database import Transaction
from bot.store.meetings import afterwards, guests, queries, results
from bot.store.staff import audit
from bot.store.statistics import facts
from tests.web.board.site import MY_LONG, TRA_VINH, Board, context_of, notice_of, open_board_site, press
from tests.web.board.test_meetings import PLAN
from tests.web.browser import browser

__all__ = ["browser"]

PICTURES = Path(__file__).parent / "screenshots"
FILLED = {
    "present": "42",
    "women": "17",
    "khmer": "",
    "signed": "3",
    "promised": "",
    "q0": "Đóng bao lâu?\r\nMấy năm?",
}


async def begun(board: Board, by: int, hours: int = 3) -> int:
    """A meeting that began so many hours ago, at which 41 were counted."""

    def work(tx: Transaction) -> int:
        starts = board.now - timedelta(hours=hours)
        plan = replace(PLAN, starts=starts, ends=starts + timedelta(hours=1))
        number = queries.add(tx, plan, by, starts - timedelta(days=3)).number
        planning.announce(number, context_of(tx, starts - timedelta(days=2)))
        queries.count(tx, number, Heads(41))
        return number

    return await board.site.db.run(work)


async def kept(board: Board, number: int) -> Heads | None:
    found = await board.site.db.read(lambda tx: results.get(tx, number))
    return found.heads if found else None


async def test_the_results_are_written_read_and_corrected(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    await board.hire("Sáu", Role.SUPERVISOR, MY_LONG)
    number = await begun(board, minh.id)
    async with board.signed_in(minh) as client:
        page = await client.get(f"/staff/meetings/{number}")
        assert "Có mặt: 41" in page.text, "as it was counted in the hall"
        form = await client.get(f"/staff/meetings/{number}/results")
        assert 'name="present" inputmode="numeric" maxlength="5" required value="41"' in form.text
        other = await client.get(f"/staff/meetings/{number}/results")
        sent = await press(client, form, "report", **FILLED)
        assert "cấp trên" in notice_of(sent)
        assert await kept(board, number) == Heads(42, 17, None, 3)
        again = await press(client, other, "report", **{**FILLED, "present": "50"})
        assert "Vừa có người khác" in notice_of(again), "that form was of before"
        assert await kept(board, number) == Heads(42, 17, None, 3)
        form = await client.get(f"/staff/meetings/{number}/results")
        assert "Đóng bao lâu?" in form.text
        twice = [await press(client, form, "report", **{**FILLED, "present": "43", "q0": ""}) for _once in range(2)]
        assert [notice_of(one)[:6] for one in twice] == ["Đã ghi", "Việc n"]
        assert await kept(board, number) == Heads(43, 17, None, 3)
        same = await client.get(f"/staff/meetings/{number}/results")
        assert "Không có gì" in notice_of(await press(client, same, "report", **{**FILLED, "present": "43", "q0": ""}))
    found = await board.site.db.read(lambda tx: (queries.get(tx, number), results.get(tx, number)))
    assert found[0] is not None
    assert found[1] is not None
    assert (found[0].state, found[1].corrected, set(found[1].words.values())) == (MeetingState.REPORTED, 1, {""})
    told = [text for chat, text in await board.told() if chat == "chat of Sáu"]
    assert ["đã sửa" in text for text in told] == [False, True], "what was, and what is corrected"
    seen = [one for one in await board.site.db.read(lambda tx: audit.entries(tx, 50, 0)) if one.staff == "Minh"]
    assert sum(one.page == "meeting_results" for one in seen) >= 3
    day = local(found[0].plan.starts).date()
    counted = await board.site.db.read(lambda tx: facts.sums(tx, ("step",), day, day, steps=(Step.ATTENDED,)))
    assert counted == {(Step.ATTENDED,): 43}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"present": ""}, "ít nhất"),
        ({"present": "42", "women": "57"}, "nhiều hơn"),
        ({"present": "vài chục"}, "một số tới"),
        ({"present": "-4"}, "một số tới"),
        ({"present": "123456"}, "một số tới"),
        ({"present": "٤٢"}, "một số tới"),
        ({"present": "10", "signed": "6", "promised": "6"}, "nhiều hơn"),
    ],
)
async def test_a_mistake_is_said_and_nothing_typed_is_lost(board: Board, typed: dict[str, str], said: str) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    number = await begun(board, minh.id)
    async with board.signed_in(minh) as client:
        form = await client.get(f"/staff/meetings/{number}/results")
        answer = await press(client, form, "report", **{**FILLED, **typed})
        assert answer.status_code == 409
        assert said in unescape(answer.text)
        assert "Đóng bao lâu?" in answer.text
        assert await kept(board, number) is None
        mended = await press(client, answer, "report", **FILLED)
        assert "Đã ghi" in notice_of(mended)


async def test_only_who_may_change_it_writes_and_only_once_it_has_begun(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    number, coming = await begun(board, minh.id), await begun(board, minh.id, hours=-3)
    async with board.signed_in(minh) as client:
        form = await client.get(f"/staff/meetings/{number}/results")
        fields = {"form": "f" * 32, "csrf": csrf_of(form.text), "present": "9", "seen": ""}
        assert (await client.get(f"/staff/meetings/{coming}/results")).status_code == 404
        assert (await client.post(f"/staff/meetings/{coming}/results", data=fields)).status_code == 404
        assert (await client.post(f"/staff/meetings/{number + 9}/results", data=fields)).status_code == 404
    for name, role, commune in (("Phúc", Role.COLLECTOR, MY_LONG), ("Hoa", Role.OFFICER, TRA_VINH)):
        async with board.signed_in(await board.hire(name, role, commune)) as client:
            assert (await client.get(f"/staff/meetings/{number}/results")).status_code == 404
            fields["csrf"] = csrf_of((await client.get("/staff/meetings/new")).text)
            assert (await client.post(f"/staff/meetings/{number}/results", data=fields)).status_code == 404
    assert await kept(board, number) is None
    refused = [one for one in await board.site.db.read(lambda tx: audit.entries(tx, 50, 0)) if one.refused]
    assert {one.staff for one in refused} == {"Minh", "Phúc", "Hoa"}


async def test_how_guests_found_it_stays_when_they_are_deleted(board: Board) -> None:
    await board.asks("Lan")
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    number = await begun(board, minh.id)

    def rated(tx: Transaction) -> None:
        afterwards.count(tx, number, afterwards.RATED[Mark.GOOD], 3)
        afterwards.count(tx, number, afterwards.RATED[Mark.POOR])
        guests.expire_guests(tx, board.now)

    await board.site.db.run(rated)
    async with board.signed_in(await board.hire("Phúc", Role.COLLECTOR, MY_LONG)) as client:
        page = await client.get(f"/staff/meetings/{number}")
        assert "có ích 3, tạm được 0, ít có ích 1" in page.text
        assert "/results" not in page.text, "it is not theirs to report"


def csrf_of(page: str) -> str:
    return page.split('name="csrf" value="')[1].split('"')[0]


@pytest.mark.browser
async def test_the_form_on_a_phone(browser: Browser, database_file: str) -> None:
    PICTURES.mkdir(exist_ok=True)
    async with open_board_site(database_file) as board:
        context = await browser.new_context(viewport={"width": 360, "height": 640}, has_touch=True, locale="vi-VN")
        page = await context.new_page()
        minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
        number = await begun(board, minh.id)
        await page.goto(f"{board.site.url}/staff/enter?code={await board.code(minh)}")
        await page.get_by_role("button", name="Vào bảng việc").click()
        await page.goto(f"{board.site.url}/staff/meetings/{number}")
        await page.screenshot(path=PICTURES / "meeting-begun-360.png", full_page=True)
        await page.get_by_role("link", name="Báo kết quả").click()
        await page.get_by_label("Có mặt").fill("42")
        await page.get_by_label("Bà con hỏi nhiều nhất điều gì?").fill("Đóng bao lâu thì có lương?")
        await page.screenshot(path=PICTURES / "meeting-report-360.png", full_page=True)
        assert await page.evaluate("document.documentElement.scrollWidth") <= 360
        await page.locator("button[name=report]").click()
        await expect(page.get_by_test_id("results")).to_contain_text("Có mặt: 42")
        await context.close()
