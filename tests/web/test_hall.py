"""The screen in the hall: opened once by a link, counts while people scan, and outlives a line that is away."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from bot.domain.calendar import VIET_NAM
from bot.domain.meetings import Plan
from bot.domain.outreach.codes import CodeKind
from bot.domain.pace.limits import DoorLimits
from bot.domain.people import Role, Staff
from bot.services.meetings import planning
from bot.store.engine.database import Transaction
from bot.store.meetings import door, guests, queries, questions
from bot.store.outreach import codes
from bot.web.limiter import Limiter
from tests.web.board.site import MY_LONG, TRA_VINH, Board, context_of, open_board_site, press
from tests.web.browser import browser

__all__ = ["browser"]

PICTURES = Path(__file__).parent / "board" / "screenshots"
STARTS = datetime(2026, 11, 23, 9, 30, tzinfo=VIET_NAM)
PLAN = Plan(
    "hoi-nghi", "Hội nghị khách hàng tháng 11", MY_LONG, "Nhà văn hóa ấp 3", STARTS, STARTS + timedelta(hours=2)
)
SMALL = 50_000
LONG = "Tôi làm ruộng, năm nay 52 tuổi, đã đóng bắt buộc 9 năm rồi nghỉ; bây giờ đóng tiếp thì khi nào có lương hưu?"


def links(code: str) -> dict[str, str]:
    return {"zalo": "https://zalo.me/1234567890", "web": f"https://loa.example/chat/?q={code}"}


@pytest.fixture
async def board(database_file: str) -> AsyncIterator[Board]:
    async with open_board_site(database_file, links=links) as board:
        yield board


async def held(board: Board, by: Staff) -> int:
    """A meeting that begins in half an hour."""

    def work(tx: Transaction) -> int:
        number = queries.add(tx, PLAN, by.id, board.now).number
        assert planning.announce(number, context_of(tx, board.now)) is not None
        return number

    return await board.site.db.run(work)


async def asked(board: Board, number: int, *texts: str) -> None:
    await board.asks("Lan")

    def work(tx: Transaction) -> None:
        guest = guests.known(tx, number, 1, 1, board.now)
        for text in texts:
            questions.add(tx, guest, number, text, "", board.now)

    await board.site.db.run(work)


async def link_to(board: Board, by: Staff, number: int) -> str:
    async with board.signed_in(by) as client:
        page = await press(client, await client.get(f"/staff/meetings/{number}/door"), "screen")
        return page.text.partition('data-testid="link">')[2].partition("<")[0]


async def test_the_link_works_once_and_the_screen_is_small(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    number = await held(board, minh)
    link = await link_to(board, minh, number)
    async with board.site.client() as hall, board.site.client() as another:
        assert (await hall.get("/hall/")).status_code == 404
        opened = await press(hall, await hall.get(link), "open")
        assert opened.url.path == "/hall/"
        page = len(opened.content)
        for name in ("hall.css", "hall.js", "loa.svg"):
            address = next(
                part
                for part in opened.text.split('"')
                if part.startswith(f"/static/{name[:4]}") and part.endswith(name.rpartition(".")[2])
            )
            page += len((await hall.get(address)).content)
        assert page < SMALL
        assert (await press(another, await another.get(link), "open")).status_code == 404, "used up"
        assert (await another.get("/hall/state")).status_code == 404
        await asked(board, number, "Đóng bao nhiêu một tháng?", "Câu chưa duyệt")
        await board.site.db.run(lambda tx: questions.release(tx, 1, board.now))
        await board.site.db.run(lambda tx: door.scanned(tx, number, 1))
        assert (await hall.get("/hall/state")).json() == {"count": 1, "questions": ["Đóng bao nhiêu một tháng?"]}
        board.now += timedelta(hours=12)
        assert (await hall.get("/hall/")).status_code == 404, "the meeting is long over"


async def test_an_old_link_opens_nothing(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    link = await link_to(board, minh, await held(board, minh))
    board.now += timedelta(minutes=31)
    async with board.site.client() as hall:
        assert (await press(hall, await hall.get(link), "open")).status_code == 404


async def test_what_is_over_or_cancelled_has_no_screen(board: Board) -> None:
    """A screen left open shows the questions for six hours more; then nothing is offered that would not open."""
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    number = await held(board, minh)
    async with board.signed_in(minh) as client:
        before = await client.get(f"/staff/meetings/{number}/door")
        board.now += timedelta(hours=8, minutes=29)
        assert 'name="screen"' in (await client.get(f"/staff/meetings/{number}/door")).text
        board.now += timedelta(minutes=1)
        page = await client.get(f"/staff/meetings/{number}/door")
        assert 'name="screen"' not in page.text
        assert "không mở được nữa" in page.text
        late = await press(client, before, "screen")
        assert late.status_code == 409
        assert 'data-testid="link"' not in late.text
        assert late.text.count("không mở được nữa") == 1


async def test_only_who_holds_it_opens_the_screen_and_releases_questions(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    number = await held(board, minh)
    await asked(board, number, "Đóng bao nhiêu một tháng?")
    async with board.signed_in(await board.hire("Phúc", Role.COLLECTOR, MY_LONG)) as client:
        page = await client.get(f"/staff/meetings/{number}/door")
        assert "Đóng bao nhiêu một tháng?" in page.text
        assert 'name="release"' not in page.text
    async with board.signed_in(await board.hire("Hoa", Role.OFFICER, TRA_VINH)) as client:
        assert (await client.get(f"/staff/meetings/{number}/door")).status_code == 404
    async with board.signed_in(minh) as client:
        page = await client.get(f"/staff/meetings/{number}/door")
        shown = await press(client, page, "release")
        assert "đang chiếu" in shown.text
        hidden = await press(client, shown, "release")
        assert "đang chiếu" not in hidden.text
        for kind in ("door", "signin", "poster"):
            made = await press(client, page, f"print-{kind}")
            assert made.content.startswith(b"%PDF"), made.text[:500]


async def test_a_hall_with_one_wifi_is_no_flood(database_file: str) -> None:
    """So many scan within a minute behind one address; elsewhere they would have to wait."""
    async with open_board_site(database_file, links=links, limiter=Limiter(DoorLimits(posts_a_minute=20))) as board:
        assert await statuses(board, await door_code(board), "203.0.113.9") == {303}
        assert await statuses(board, "XMY7", "203.0.113.10") == {303, 429}


async def door_code(board: Board) -> str:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    number = await held(board, minh)

    def made(tx: Transaction) -> str:
        return codes.make(
            tx, context_of(tx, board.now).knowledge.library, CodeKind.DOOR, MY_LONG, "x", minh.id, board.now, number
        ).code

    return await board.site.db.run(made)


async def statuses(board: Board, code: str, origin: str) -> set[int]:
    found = set()
    for _each in range(40):
        async with board.site.client() as one:
            one.headers["X-Forwarded-For"] = origin
            await one.get(f"/q/{code}")
            found.add((await one.post(f"/q/{code}/zalo", follow_redirects=False)).status_code)
    return found


@pytest.mark.browser
@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (360, 740)])
async def test_the_screen_as_it_is_seen(browser: Browser, database_file: str, width: int, height: int) -> None:
    PICTURES.mkdir(exist_ok=True)
    async with open_board_site(database_file, links=links) as board:
        minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
        number = await held(board, minh)
        await asked(board, number, LONG, "Đóng bao nhiêu một tháng?", "Vợ tôi không có lương, có đóng được không?")
        link = await link_to(board, minh, number)
        context = await browser.new_context(viewport={"width": width, "height": height}, locale="vi-VN")
        page = await context.new_page()
        await page.goto(link)
        await page.get_by_role("button", name="Mở màn hình chiếu").click()
        await expect(page.get_by_test_id("count")).to_have_text("0")
        for question in (1, 2, 3):
            await board.site.db.run(lambda tx, each=question: questions.release(tx, each, board.now))
        await board.site.db.run(lambda tx: door.scanned(tx, number, 1))
        await expect(page.get_by_test_id("count")).to_have_text("1", timeout=15_000)
        await expect(page.get_by_test_id("questions")).to_contain_text("Đóng bao nhiêu")
        await page.screenshot(path=PICTURES / f"hall-{width}.png")
        assert await page.evaluate("document.documentElement.scrollWidth") <= width
        box = await page.get_by_test_id("qr").locator("svg").bounding_box()
        assert box is not None
        assert box["width"] >= min(width, height) * 0.6
        await context.set_offline(True)
        await expect(page.get_by_test_id("offline")).to_be_visible(timeout=15_000)
        await expect(page.get_by_test_id("qr")).to_be_visible()
        await board.site.db.run(lambda tx: door.scanned(tx, number, 99))
        await context.set_offline(False)
        await expect(page.get_by_test_id("count")).to_have_text("2", timeout=15_000)
        await expect(page.get_by_test_id("offline")).to_be_hidden()
        await context.close()
