"""The page that a printed code leads to: small, without a script, and it counts people, not programs that look."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, expect

from bot.domain.outreach.codes import PRINTED
from bot.domain.outreach.facts import Step
from bot.domain.people import Role
from bot.store.outreach import codes
from bot.store.statistics import facts
from tests.web.board.site import MY_LONG, Board, knowledge, open_board_site

LONGEST_PAGE = 10_000
OFFICIAL = "https://zalo.me/1234567890"


def links(code: str) -> dict[str, str]:
    telegram = f"https://t.me/LoaBot?start=q-{code}" if code else "https://t.me/LoaBot"
    return {"zalo": OFFICIAL, "telegram": telegram}


@pytest.fixture
async def board(database_file: str) -> AsyncIterator[Board]:
    async with open_board_site(database_file, links=links) as board:
        yield board


async def taps(board: Board) -> dict[tuple[str, ...], int]:
    return await board.site.db.read(lambda tx: facts.sums(tx, ("unit", "channel", "source"), steps=[Step.TAP]))


async def test_who_looks_is_not_counted_who_taps_is(board: Board) -> None:
    async with board.site.client() as lan:
        page = await lan.get("/q/xmy7")
        assert page.status_code == 200
        assert len(page.content) < LONGEST_PAGE
        for said in ("<script", "javascript:", "http-equiv"):
            assert said not in page.text
        for told in ("og:title", "og:description", "og:url", "og:site_name", "/q/XMY7", ">XMY7</strong>"):
            assert told in page.text
        await lan.head("/q/XMY7")
        assert (await lan.get("/q/XMY7/telegram", follow_redirects=False)).status_code == 405
        assert await taps(board) == {}
        for channel, opens in {**links("XMY7"), "web": "/chat/?q=XMY7"}.items():
            tapped = await lan.post(f"/q/XMY7/{channel}", follow_redirects=False)
            assert (tapped.status_code, tapped.headers["location"]) == (303, opens)
            assert not tapped.cookies
        assert await taps(board) == {(MY_LONG, name, "XMY7"): 1 for name in ("zalo", "telegram", "web")}
        elsewhere = await lan.post("/q/XMY7/zalo", headers={"Origin": "https://elsewhere.vn"}, follow_redirects=False)
        assert elsewhere.status_code == 403
        assert not lan.cookies


async def test_a_code_that_is_none_leads_to_the_channels_all_the_same(board: Board) -> None:
    async with board.site.client() as lan:
        page = await lan.get("/q/ZZZ9")
        assert page.status_code == 404
        assert 'data-testid="unknown"' in page.text
        tapped = await lan.post("/q/-/web", follow_redirects=False)
        assert tapped.headers["location"] == "/chat/"
        assert (await lan.post("/q/ZZZ9/nowhere")).status_code == 404
        assert await taps(board) == {}


async def test_no_two_codes_are_alike(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    library, kinds = knowledge().library, PRINTED
    made = [
        await board.site.db.run(
            lambda tx, n=n: codes.make(tx, library, kinds[n % 5], MY_LONG, "Chợ", minh.id, board.now)
        )
        for n in range(40)
    ]
    known = {one.code for one in made} | {"XMY7"}
    assert len(known) == 41
    everywhere = await board.site.db.read(lambda tx: codes.every(tx, library, frozenset({MY_LONG})))
    assert {one.code for one in everywhere} == known
    found = await board.site.db.read(lambda tx: codes.find(tx, library, made[3].code))
    assert found == made[3]


@pytest.mark.browser
async def test_in_a_browser_the_web_chat_opens_with_the_code(page: Page, board: Board) -> None:
    await page.goto(f"{board.site.url}/q/XMY7")
    await expect(page.get_by_test_id("code")).to_have_text("XMY7")
    assert await page.evaluate("document.documentElement.scrollWidth") <= 360
    await page.screenshot(path="tests/web/board/screenshots/code-360.png", full_page=True)
    await page.get_by_role("button", name="Hỏi ngay tại đây").click()
    await page.wait_for_url("**/chat/")
    assert [said.text for said in board.site.heard] == ["/start q-XMY7"]
    assert await taps(board) == {(MY_LONG, "web", "XMY7"): 1}
