"""Codes on the board: each commune's own, made once, and what they have brought; the whole way in a real browser."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.async_api import Browser, Page, expect

from bot.domain.calendar import local
from bot.domain.messages import Address
from bot.domain.outreach.facts import Fact, Step
from bot.domain.outreach.links import links_of
from bot.domain.people import Role
from bot.library.library import Poster
from bot.runtime.delivery import Delivery
from bot.runtime.jobs import Jobs
from bot.runtime.reception import Reception
from bot.services.context import Runtime
from bot.store.outreach import codes
from bot.store.statistics import facts
from bot.words import languages
from tests.web.board.site import MY_LONG, ROOT, TRA_VINH, Board, knowledge, notice_of, open_board_site, press
from tests.web.browser import browser

__all__ = ["browser"]

PICTURES = Path(__file__).parent / "screenshots"
WEB = "https://loa.example.vn"


def links(code: str) -> dict[str, str]:
    return links_of(code, zalo="", telegram="", web=WEB)


async def test_an_officer_makes_codes_for_her_commune_alone(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    library = knowledge().library
    async with board.signed_in(minh) as client:
        listed = await client.get("/staff/codes")
        assert listed.text.count('data-testid="code"') == 1, "the poster of the content"
        wanted = {"kind": "leaflet", "commune": MY_LONG, "place": "  Chợ   Mỹ Long "}
        made = await press(client, listed, "make", **wanted)
        assert "Đã có mã" in notice_of(made)
        again = await press(client, listed, "make", **wanted)
        assert "Đã có mã" not in notice_of(again), "the same form counts once"
        (new,) = [one for one in await _register(board) if one.code != "XMY7"]
        assert (new.kind, new.commune, new.where) == ("leaflet", MY_LONG, "Chợ Mỹ Long")
        refused = await press(client, await client.get("/staff/codes"), "make", **{**wanted, "commune": TRA_VINH})
        assert refused.status_code == 404
        nothing = await press(client, await client.get("/staff/codes"), "make", kind="car", commune=MY_LONG, place="x")
        assert "Đã có mã" not in notice_of(nothing)
        assert len(await _register(board)) == 2
    async with board.signed_in(await board.hire("Hoa", Role.OFFICER, TRA_VINH)) as client:
        assert 'data-testid="code"' not in (await client.get("/staff/codes")).text
    async with board.signed_in(await board.hire("Sáu", Role.EDITOR), "/staff/content") as client:
        assert (await client.get("/staff/codes")).status_code in {403, 404}
    assert library.posters.keys() == {"XMY7"}


async def test_a_file_leaves_the_board_without_small_counts(board: Board) -> None:
    minh, day = await board.hire("Minh", Role.OFFICER, MY_LONG), local(board.now).date()
    came = Fact(Step.ARRIVAL, MY_LONG, "web", "XMY7")
    await board.site.db.run(lambda tx: facts.count(tx, day, came, by=12))
    await board.site.db.run(lambda tx: facts.count(tx, day, Fact(Step.JOINED, MY_LONG, "web", "XMY7")))
    async with board.signed_in(minh) as client:
        page = await client.get("/staff/codes")
        assert "&lt;3" not in page.text, "who serves the commune reads it all"
        file = await client.get("/staff/codes.xlsx?days=90")
    rows = list(load_workbook(BytesIO(file.content)).active.iter_rows(values_only=True))
    assert dict(zip(rows[0], rows[1], strict=True))["Lượt đến"] == 12
    assert dict(zip(rows[0], rows[1], strict=True))["Đã tham gia"] == "<3"


async def _register(board: Board) -> list[Poster]:
    library = knowledge().library
    return await board.site.db.read(lambda tx: codes.every(tx, library, frozenset({MY_LONG})))


@dataclass
class Talking:
    """A board beside a Loa that answers on the web: real turns, real delivery."""

    board: Board
    reception: Reception | None = None

    def attend(self, address: Address, text: str = "") -> None:
        assert self.reception is not None
        self.reception.attend(address, text)


@asynccontextmanager
async def answering(url: str) -> AsyncIterator[Board]:
    talking = Talking.__new__(Talking)
    async with open_board_site(url, links=links, drain=talking.attend) as board:
        site = board.site
        runtime = Runtime(
            knowledge=knowledge,
            languages=languages(ROOT / "locales"),
            abilities={site.webchat.name: site.webchat.abilities},
            clock=lambda: board.now,
        )
        jobs = Jobs(runtime)
        channels = {(site.webchat.name, site.webchat.account): site.webchat}
        delivery = Delivery(site.db, channels, runtime.clock, "stage", given_up=jobs.given_up, checked=jobs.checked)
        talking.board, talking.reception = board, Reception(site.db, runtime, delivery.wake)
        running = asyncio.create_task(delivery.run())
        yield board
        await talking.reception.finish()
        delivery.stop()
        await running


@asynccontextmanager
async def phone(browser: Browser) -> AsyncIterator[Page]:
    context = await browser.new_context(viewport={"width": 360, "height": 640}, has_touch=True, locale="vi-VN")
    yield await context.new_page()
    await context.close()


async def says(page: Page, text: str, answered: str) -> None:
    await page.get_by_test_id("text").fill(text)
    await page.get_by_test_id("send").click()
    await expect(page.get_by_test_id("theirs").last).to_contain_text(answered, timeout=15_000)


@pytest.mark.browser
async def test_from_the_board_to_the_wall_and_back(browser: Browser, database_file: str) -> None:
    """An officer makes a code, prints a poster; somebody scans it, asks, leaves a number, joins: the line says so."""
    PICTURES.mkdir(exist_ok=True)
    async with answering(database_file) as board, phone(browser) as office, phone(browser) as lan:
        minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
        await office.goto(f"{board.site.url}/staff/enter?code={await board.code(minh)}")
        await office.get_by_role("button", name="Vào bảng việc").click()
        await office.goto(f"{board.site.url}/staff/codes")
        await office.get_by_text("Tạo mã").first.click()
        await office.get_by_label("In trên").select_option("poster")
        await office.get_by_label("Treo ở đâu").fill("Chợ Mỹ Long")
        await office.screenshot(path=PICTURES / "codes-new-360.png")
        await office.get_by_role("button", name="Tạo mã").click()
        await expect(office.get_by_test_id("notice")).to_contain_text("Đã có mã")
        (code,) = [one.code for one in await _register(board) if one.code != "XMY7"]

        await office.get_by_role("link", name=f"In ra giấy {code}").click()
        async with office.expect_download() as printed:
            await office.locator(f"#{code} button[name=poster-{code}]").click()
        assert (await printed.value).suggested_filename.startswith(f"poster-{code}-")

        await lan.goto(f"{board.site.url}/q/{code}")
        await lan.get_by_role("button", name="Hỏi ngay tại đây").click()
        await expect(lan.get_by_test_id("theirs").last).to_contain_text("Loa")
        await says(lan, "mức đóng thấp nhất", "Căn cứ")
        await says(lan, "gặp cán bộ", "đồng ý")
        await says(lan, "Đồng ý cả hai", "tên")
        await says(lan, "Lan", "số")
        await says(lan, "0912345678", "xã")
        await says(lan, "xã Mỹ Long", "0912 345 678")
        await says(lan, "có", "Yêu cầu mang số 1")

        await office.goto(f"{board.site.url}/staff/request/1")
        await office.get_by_role("button", name="Tôi nhận").click()
        await office.get_by_label("Đã tham gia").check()
        await office.get_by_role("button", name="Ghi kết quả").click()
        await expect(office.get_by_test_id("notice")).to_contain_text("Đã ghi")
        await office.goto(f"{board.site.url}/staff/codes")
        line = office.locator(f"#{code}")
        for label, count in (("Web", "1"), ("Lượt đến", "1"), ("Câu hỏi", "1"), ("Yêu cầu", "1"), ("Đã tham gia", "1")):
            await expect(line.locator(f"td[data-label^='{label}']").first).to_have_text(count)
        assert await office.evaluate("document.documentElement.scrollWidth") <= 360
        await office.screenshot(path=PICTURES / "codes-360.png", full_page=True)
