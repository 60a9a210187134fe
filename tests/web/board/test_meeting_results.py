"""What came of meetings on the board: shown, as Word and Excel, with photos; only to those who serve there."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from PIL import Image
from playwright.async_api import Browser

from bot.domain.meetings import MeetingState
from bot.domain.messages import Media
from bot.domain.outreach.results import Heads, Results
from bot.domain.people import Role
from bot.domain.phone import PhoneNumber
from bot.services.meetings import asking, planning, results
from bot.store.engine.database import Transaction
from bot.store.meetings import calls, photos, queries
from bot.store.staff import audit
from tests.web.board.site import MY_LONG, TRA_VINH, Board, context_of, open_board_site, press
from tests.web.board.test_meetings import PLAN, announced
from tests.web.browser import browser

__all__ = ["browser"]

PICTURES = Path(__file__).parent / "screenshots"
WORDS = {"Bà con hỏi nhiều nhất điều gì?": "Đóng bao lâu thì có lương?"}


async def reported(board: Board, by: int) -> int:
    """A meeting that is over, with its results and a photo."""
    body = BytesIO()
    Image.effect_noise((400, 300), 60).convert("RGB").save(body, "JPEG")

    def work(tx: Transaction) -> int:
        context = context_of(tx, PLAN.ends + timedelta(hours=1))
        number = queries.add(tx, PLAN, by, board.now).number
        planning.announce(number, context)
        found = queries.get(tx, number)
        assert found is not None
        held = asking.hold(found, context)
        queries.become(tx, number, MeetingState.REPORTED, MeetingState.HELD)
        results.keep(held, Results(number, Heads(42, 17, None, 3), WORDS, by, context.now), None, context)
        photos.add(tx, number, Media("photo", "paper", "", "1"), by, context.now)
        photos.keep(tx, 1, body.getvalue())
        return number

    return await board.site.db.run(work)


async def test_the_results_are_read_and_taken_away(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    number = await reported(board, minh.id)
    async with board.signed_in(await board.hire("Phúc", Role.SUPERVISOR, MY_LONG)) as client:
        listed = (await client.get("/staff/meetings?month=2026-12")).text
        assert 'data-label="Có mặt">42' in listed
        page = (await client.get(f"/staff/meetings/{number}")).text
        for line in ("Có mặt: 42", "Nữ: 17", "Người Khmer: –", "Đóng bao lâu thì có lương?", "Minh viết"):
            assert line in page
        photo = await client.get(f"/staff/meetings/{number}/photos/1")
        assert photo.headers["content-type"] == "image/jpeg"
        assert "no-store" in photo.headers["cache-control"] or "private" in photo.headers["cache-control"]
        word = Document(BytesIO((await client.get(f"/staff/meetings/{number}/minutes.docx")).content))
        assert "Có mặt: 42 người; trong đó nữ: 17, người Khmer: –." in [one.text for one in word.paragraphs]
        assert len(word.inline_shapes) == 1
        excel = openpyxl.load_workbook(BytesIO((await client.get("/staff/meetings.xlsx?month=2026-12")).content))
        heads, row = list(excel.active.iter_rows(values_only=True))
        assert (dict(zip(heads, row, strict=True))["Có mặt"], row[-2:]) == (42, (3, None))
        assert (await client.get(f"/staff/meetings/{number}/photos/2")).status_code == 404
        assert (await client.get(f"/staff/meetings/{number + 1}/minutes.docx")).status_code == 404
    seen = {(one.staff, one.page) for one in await board.site.db.read(lambda tx: audit.entries(tx, 50, 0))}
    assert {("Phúc", "meeting_photo"), ("Phúc", "meeting_results"), ("Phúc", "meeting_export")} <= seen


async def test_nobody_else_reads_them(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    number = await reported(board, minh.id)
    files = (f"/staff/meetings/{number}/photos/1", f"/staff/meetings/{number}/minutes.docx")
    async with board.signed_in(await board.hire("Hoa", Role.OFFICER, TRA_VINH)) as client:
        assert [(await client.get(file)).status_code for file in files] == [404, 404]
        excel = openpyxl.load_workbook(BytesIO((await client.get("/staff/meetings.xlsx?month=2026-12")).content))
        assert excel.active.max_row == 1
    async with board.signed_in(await board.hire("Sáu", Role.EDITOR), "/staff/content") as client:
        assert [(await client.get(file)).status_code for file in (*files, "/staff/meetings.xlsx")] == [404] * 3
    refused = [one for one in await board.site.db.read(lambda tx: audit.entries(tx, 50, 0)) if one.refused]
    assert {one.staff for one in refused} == {"Hoa", "Sáu"}


async def test_who_is_to_be_called_is_marked_as_called_once(board: Board) -> None:
    await board.asks("Lan")
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    number = await announced(board, minh.id)

    def to_call(tx: Transaction) -> None:
        calls.leave(tx, number, 1, PhoneNumber.parse("0912345678"))
        calls.put(tx, [1], board.now)

    await board.site.db.run(to_call)
    async with board.signed_in(await board.hire("Phúc", Role.COLLECTOR, MY_LONG)) as client:
        page = await client.get(f"/staff/meetings/{number}/calls")
        assert page.text.count('data-testid="to-call"') == 1
        assert "0912 345 678" in page.text
        marked = await press(client, page, "called")
        assert 'name="called"' not in marked.text
        assert "đã gọi" in marked.text
    async with board.signed_in(await board.hire("Hoa", Role.OFFICER, TRA_VINH)) as client:
        assert (await client.get(f"/staff/meetings/{number}/calls")).status_code == 404
    looks = await board.site.db.read(lambda tx: audit.entries(tx, 50, 0))
    seen = {(one.staff, one.refused) for one in looks if one.page == "meeting_calls"}
    assert seen == {("Phúc", False), ("Hoa", True)}


@pytest.mark.browser
@pytest.mark.parametrize(("width", "height"), [(360, 640), (1920, 1080)])
async def test_the_results_fit_the_screen(browser: Browser, database_file: str, width: int, height: int) -> None:
    PICTURES.mkdir(exist_ok=True)
    async with open_board_site(database_file) as board:
        context = await browser.new_context(viewport={"width": width, "height": height}, locale="vi-VN")
        page = await context.new_page()
        minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
        number = await reported(board, minh.id)
        await page.goto(f"{board.site.url}/staff/enter?code={await board.code(minh)}")
        await page.get_by_role("button", name="Vào bảng việc").click()
        for name, path in (("meetings-held", "meetings?month=2026-12"), ("meeting-results", f"meetings/{number}")):
            await page.goto(f"{board.site.url}/staff/{path}")
            await page.screenshot(path=PICTURES / f"{name}-{width}.png", full_page=True)
            assert await page.evaluate("document.documentElement.scrollWidth") <= width
        await context.close()
