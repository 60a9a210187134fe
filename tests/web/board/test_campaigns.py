"""Campaigns on the board: counted, tested, approved by somebody else, begun, paused, stopped, corrected."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from html import unescape
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Browser, Page, expect

from bot.domain.messages import Address, Incoming
from bot.domain.outreach.subscriptions import Purpose
from bot.domain.people import Role
from bot.store.engine.database import Transaction
from bot.store.outreach import campaigns
from bot.store.people import consents, subscriptions, visitors
from bot.store.staff import audit
from tests.web.board.site import MY_LONG, NOW, TRA_VINH, Board, notice_of, open_board_site, press
from tests.web.browser import browser

__all__ = ["browser"]

PICTURES = Path(__file__).parent / "screenshots"
LIST, NEW = "/staff/campaigns", "/staff/campaigns/new"
WORDS = "nha-nuoc-ho-tro"


async def wants_news(board: Board, many: int, commune: str = MY_LONG) -> None:
    """So many people asked for news a month ago."""

    def work(tx: Transaction) -> None:
        at = NOW - timedelta(days=30)
        for number in range(many):
            place = Address("webchat", "", f"news {commune} {number}")
            who = visitors.visit(tx, Incoming("1", place, text="x", sender=place.chat), at, "vi")
            visitors.remember(tx, who.address_id, "", at)
            given = consents.give(tx, who.citizen.id, "1", ("news",), "webchat", "00", at)
            subscriptions.begin(tx, who.citizen.id, who.address_id, Purpose.NEWS, commune, given)

    await board.site.db.run(work)


def reads(page: httpx.Response, name: str) -> str:
    found = re.search(rf'data-testid="{name}">(.*?)<', page.text, re.S)
    return unescape(found[1]).strip() if found else ""


async def test_a_campaign_goes_its_whole_way_between_two_people(board: Board) -> None:
    await wants_news(board, 3)
    await wants_news(board, 2, TRA_VINH)
    thu = await board.hire("Thu", Role.SUPERVISOR)
    nga = await board.hire("Nga", Role.ADMIN)
    async with board.signed_in(thu) as client:
        page = await client.get(NEW)
        looked = await press(client, page, "do", content=WORDS, communes="Mỹ Long", do="look")
        assert reads(looked, "reached") == "Sẽ tới: 3 người"
        assert "Nhà nước góp tiền đóng cùng cô chú" in unescape(looked.text)
        wrong = await press(client, page, "do", content=WORDS, communes="Qwxz", do="make")
        assert wrong.status_code == 422
        assert "Không tìm thấy xã nào" in reads(wrong, "wrong")
        several = await press(client, page, "do", content=WORDS, communes="my long, tan hoa", do="make")
        assert "“tan hoa” có thể là nhiều xã, hãy ghi mã: 29371 Xã Tân Hòa" in reads(several, "wrong")
        loosely = await press(client, page, "do", content=WORDS, communes="my long, 29371", do="look")
        assert reads(loosely, "reached") == "Sẽ tới: 3 người"
        made = await press(client, looked, "do", content=WORDS, communes="Mỹ Long", do="make")
        assert (made.url.path, reads(made, "state")) == (f"{LIST}/1", "đang soạn")
        again = await client.post(NEW, data=dict(form_fields(looked)) | {"content": WORDS, "do": "make"})
        assert again.url.path == LIST, "the same form counts once"
        tested = await press(client, made, "test", **{f"tester-{nga.id}": "1"})
        assert reads(tested, "state") == "đã gửi thử"
        assert {chat for chat, _said in await board.told()} == {"chat of Thu", "chat of Nga"}
        asked = await press(client, tested, "ask", note="Tin tháng này")
        assert notice_of(asked) == "Đã nhắn những người được duyệt."
        assert any(f"https://loa.example{LIST}/1" in said for _chat, said in await board.told())
        own = await client.post(f"{LIST}/1/approve", data=dict(form_fields(asked)))
        assert notice_of(own).startswith("Phải là người khác duyệt")
    async with board.signed_in(nga) as client:
        page = await client.get(f"{LIST}/1")
        approved = await press(client, page, "approve")
        assert reads(approved, "state") == "đã duyệt"
        begun = await press(client, approved, "start")
        assert reads(begun, "state") == "chờ tới giờ"
        paused = await press(client, begun, "pause")
        assert reads(paused, "state") == "đang tạm dừng"
        going = await press(client, paused, "resume")
        assert reads(going, "state") == "chờ tới giờ"
        stopped = await press(client, going, "stop")
        assert reads(stopped, "state") == "đã dừng hẳn"
        assert 'data-testid="outcome"' in stopped.text
        listed = await client.get(LIST)
        assert "Nhà nước góp cùng bà con" in unescape(listed.text)
        correction = await client.get(f"{NEW}?corrects=1")
        assert "đính chính đợt tin 1" in unescape(correction.text)
    assert board.woken >= 6
    seen = {one.page.value for one in await board.site.db.read(lambda tx: audit.entries(tx, 40, 0))}
    assert {
        "campaign",
        "campaign_test",
        "campaign_approve",
        "campaign_start",
        "campaign_pause",
        "campaign_stop",
    } <= seen


async def test_nobody_sees_or_does_what_is_not_theirs(board: Board) -> None:
    thu = await board.hire("Thu", Role.SUPERVISOR)
    async with board.signed_in(thu) as client:
        made = await press(client, await client.get(NEW), "do", content=WORDS, communes="Mỹ Long", do="make")
        fields = dict(form_fields(made))
        assert (await client.post(f"{LIST}/1/fly", data=fields)).status_code == 404
        assert (await client.post(f"{LIST}/9/stop", data=fields)).status_code == 404
        assert (await client.post(f"{LIST}/1/stop", data=fields | {"csrf": "x"})).status_code == 403
        assert (await client.get(f"{LIST}/9")).status_code == 404
    for role, place in ((Role.OFFICER, MY_LONG), (Role.COLLECTOR, MY_LONG)):
        async with board.signed_in(await board.hire(f"{role} Minh", role, place)) as client:
            assert [(await client.get(path)).status_code for path in (LIST, NEW, f"{LIST}/1")] == [404] * 3
            assert LIST not in (await client.get("/staff/")).text
    beside = await board.hire("Sáu", Role.SUPERVISOR, TRA_VINH)
    async with board.signed_in(beside) as client:
        assert (await client.get(f"{LIST}/1")).status_code == 404
        assert 'data-testid="campaign"' not in (await client.get(LIST)).text
        far = await press(client, await client.get(NEW), "do", content=WORDS, communes="Mỹ Long", do="make")
        assert far.status_code == 404
        own = await press(client, await client.get(NEW), "do", content=WORDS, do="make")
        assert own.url.path == f"{LIST}/2"
    second = await board.site.db.read(lambda tx: campaigns.get(tx, 2))
    assert second is not None
    assert second.audience.communes == {TRA_VINH}, "where none is named: their own"


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2100-01-01", "1999-12-31"])
@pytest.mark.parametrize("do", ["look", "make"])
async def test_an_hour_beyond_the_calendar_is_told(board: Board, day: str, do: str) -> None:
    thu = await board.hire("Thu", Role.SUPERVISOR)
    async with board.signed_in(thu) as client:
        page = await client.get(NEW)
        told = await press(client, page, "do", content=WORDS, communes="Mỹ Long", day=day, hour="22:00", do=do)
        assert (told.status_code, reads(told, "wrong")) == (422, "Xin ghi ngày và giờ.")
        assert (await client.get(LIST)).status_code == 200
    assert await board.site.db.read(lambda tx: campaigns.latest(tx, 9)) == []


async def test_a_test_message_goes_to_nobody_but_who_writes_such(board: Board) -> None:
    thu, minh = await board.hire("Thu", Role.SUPERVISOR), await board.hire("Minh", Role.OFFICER, TRA_VINH)
    async with board.signed_in(thu) as client:
        made = await press(client, await client.get(NEW), "do", content=WORDS, communes="Mỹ Long", do="make")
        await press(client, made, "test", **{f"tester-{minh.id}": "1", "tester-" + "9" * 5000: "1", "tester-x": "1"})
    assert {chat for chat, _said in await board.told()} == {"chat of Thu"}


@pytest.mark.parametrize("do", ["look", "make"])
async def test_nobody_corrects_what_is_not_theirs_to_see(board: Board, do: str) -> None:
    thu, beside = await board.hire("Thu", Role.SUPERVISOR), await board.hire("Sáu", Role.SUPERVISOR, TRA_VINH)
    async with board.signed_in(thu) as client:
        made = await press(client, await client.get(NEW), "do", content=WORDS, communes="Mỹ Long", do="make")
        await client.post(f"{LIST}/1/stop", data=dict(form_fields(made)))
    async with board.signed_in(beside) as client:
        for number in ("1", "9"):
            page = await client.get(NEW)
            told = await press(client, page, "do", content=WORDS, corrects=number, do=do)
            assert reads(told, "wrong") == "Không có đợt tin số đó."
    assert len(await board.site.db.read(lambda tx: campaigns.latest(tx, 9))) == 1


def form_fields(page: httpx.Response) -> list[tuple[str, str]]:
    """What the first form of the page carries, hidden."""
    return re.findall(r'<input type="hidden" name="(csrf|form)" value="([^"]*)"', page.text)[:2]


@pytest.fixture
async def busy(database_file: str) -> AsyncIterator[Board]:
    async with open_board_site(database_file) as board:
        await wants_news(board, 5)
        yield board


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
async def test_no_page_is_wider_than_the_screen(browser: Browser, busy: Board, width: int) -> None:
    thu = await busy.hire("Nguyễn Thị Minh Thư", Role.SUPERVISOR)
    context = await browser.new_context(viewport={"width": width, "height": 800}, locale="vi-VN")
    page = await context.new_page()
    mistakes: list[str] = []
    page.on("pageerror", lambda error: mistakes.append(str(error)))
    page.on("console", lambda line: mistakes.append(line.text) if line.type == "error" else None)
    await page.goto(f"{busy.site.url}/staff/enter?code={await busy.code(thu)}")
    await page.get_by_role("button", name="Vào bảng việc").click()
    await page.get_by_role("link", name="Đợt tin").click()
    await page.get_by_role("link", name="Đợt tin mới").click()
    await page.get_by_label("Gửi lời nào").select_option(WORDS)
    await page.get_by_role("button", name="Đếm và xem trước").click()
    await expect(page.get_by_test_id("reached")).to_have_text("Sẽ tới: 5 người")
    await expect(page.get_by_test_id("sight")).to_have_count(8)
    await fits(page, width, "new")
    await page.get_by_role("button", name="Ghi lại").click()
    await expect(page.get_by_test_id("state")).to_have_text("đang soạn")
    await page.get_by_role("button", name="Gửi thử").click()
    await expect(page.get_by_test_id("state")).to_have_text("đã gửi thử")
    await fits(page, width, "one")
    await page.get_by_role("link", name="Về danh sách đợt tin").click()
    await expect(page.get_by_test_id("campaign")).to_have_count(1)
    await fits(page, width, "list")
    await context.close()
    assert not mistakes, mistakes


async def fits(page: Page, width: int, name: str) -> None:
    PICTURES.mkdir(exist_ok=True)
    await page.screenshot(path=PICTURES / f"campaign-{name}-{width}.png", full_page=True)
    wide = await page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width, f"{name} is {wide} wide"
