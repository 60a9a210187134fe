"""The board's page of prints: by one's communes, made in a process of its own, and named when figures have changed."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import httpx
import pytest
from PIL import Image
from playwright.async_api import Page

from bot.domain.outreach.links import links_of
from bot.domain.outreach.prints import PrintKind
from bot.domain.people import Role
from bot.store.content import prints
from tests.reports.printed import scanned
from tests.web.board.site import MY_LONG, TRA_VINH, Board, open_board_site
from tests.web.browser import browser, page

__all__ = ["browser", "page"]

WEB = "https://loa.example.vn"


@asynccontextmanager
async def printing(url: str, web: str = WEB) -> AsyncIterator[Board]:
    async with open_board_site(url, links=lambda code: links_of(code, zalo="", telegram="", web=web)) as board:
        yield board


async def asks_for(client: httpx.AsyncClient, kind: str, code: str = "XMY7") -> httpx.Response:
    token = re.search(r'name="csrf" value="(\w+)"', (await client.get("/staff/prints")).text)
    assert token is not None
    return await client.post("/staff/prints", data={"csrf": token[1], "kind": kind, "code": code})


@pytest.mark.parametrize("kind", PrintKind)
async def test_an_officer_prints_what_hangs_in_her_commune(database_url: str, kind: PrintKind) -> None:
    async with printing(database_url) as board:
        minh = await board.hire("Chị Minh", Role.OFFICER, MY_LONG)
        async with board.signed_in(minh) as client:
            made = await asks_for(client, kind)
        ending, start = ("png", b"\x89PNG") if kind is PrintKind.POST else ("pdf", b"%PDF")
        assert made.headers["content-disposition"] == f'attachment; filename="{kind}-XMY7-2026-11-23.{ending}"'
        assert made.content.startswith(start)
        (noted,) = await board.site.db.read(prints.latest)
        assert (noted.code, noted.kind, noted.day.isoformat()) == ("XMY7", kind, "2026-11-23")


async def test_the_picture_to_post_leads_to_loa(database_url: str) -> None:
    async with printing(database_url) as board:
        async with board.signed_in(await board.hire("Chị Minh", Role.OFFICER, MY_LONG)) as client:
            made = await asks_for(client, "post")
        assert scanned(Image.open(BytesIO(made.content))) == {f"{WEB}/q/XMY7"}


async def test_scripts_are_for_everybody_and_no_code_is_noted(database_url: str) -> None:
    async with printing(database_url) as board:
        async with board.signed_in(await board.hire("Anh Phúc", Role.COLLECTOR, TRA_VINH)) as client:
            made = await asks_for(client, "script", "")
        assert made.headers["content-disposition"] == 'attachment; filename="script-loa-2026-11-23.pdf"'
        assert await board.site.db.read(prints.latest) == []


async def test_a_code_of_another_commune_is_not_there(database_url: str) -> None:
    async with printing(database_url) as board:
        phuc = await board.hire("Anh Phúc", Role.OFFICER, TRA_VINH)
        async with board.signed_in(phuc) as client:
            assert "XMY7" not in (await client.get("/staff/prints")).text
            assert (await asks_for(client, "poster")).status_code == 404
            assert (await asks_for(client, "posterr", "")).status_code == 404
            none = await asks_for(client, "poster", "")
            assert (none.status_code, "Chưa có mã nào để in cho xã của mình." in none.text) == (409, True)


async def test_without_an_address_of_its_own_nothing_wrong_is_printed(database_url: str) -> None:
    async with printing(database_url, web="") as board:
        async with board.signed_in(await board.hire("Chị Minh", Role.OFFICER, MY_LONG)) as client:
            refused = await asks_for(client, "poster")
        assert refused.status_code == 409
        assert "chưa biết địa chỉ" in refused.text.lower()
        assert await board.site.db.read(prints.latest) == []


async def test_a_print_whose_figures_have_changed_is_named_until_it_is_printed_anew(database_url: str) -> None:
    async with printing(database_url) as board:
        minh = await board.hire("Chị Minh", Role.OFFICER, MY_LONG)
        async with board.signed_in(minh) as client:
            await asks_for(client, "poster")
            await asks_for(client, "tent")
            assert "outdated" not in (await client.get("/staff/prints")).text
        board.now = datetime(2027, 1, 2, 3, 0, tzinfo=UTC)
        async with board.signed_in(minh) as client:
            told = re.findall(r'data-testid="outdated">([^<]*)<', (await client.get("/staff/prints")).text)
            assert len(told) == 1
            assert told[0].startswith("Áp phích XMY7 ngày 23/11/2026 có số liệu cũ: Chuẩn hộ nghèo")
            await asks_for(client, "poster")
            assert "outdated" not in (await client.get("/staff/prints")).text


async def test_a_figure_that_content_no_longer_has_is_a_change_too(database_url: str) -> None:
    async with printing(database_url) as board:
        minh = await board.hire("Chị Minh", Role.OFFICER, MY_LONG)
        async with board.signed_in(minh) as client:
            await asks_for(client, "poster")
            (noted,) = await board.site.db.read(prints.latest)
            old = replace(noted, figures={**noted.figures, "gone": "1"})
            await board.site.db.run(lambda tx: prints.note(tx, [old]))
            assert "gone" in (await client.get("/staff/prints")).text


@pytest.mark.browser
async def test_the_page_fits_a_phone_and_downloads(page: Page, database_url: str) -> None:
    async with printing(database_url) as board:
        minh = await board.hire("Chị Minh", Role.OFFICER, MY_LONG)
        await page.goto(f"{board.site.url}/staff/enter?code={await board.code(minh)}")
        await page.locator("main button").first.click()
        await page.goto(f"{board.site.url}/staff/prints")
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        async with page.expect_download() as waiting:
            await page.get_by_role("button", name="Tờ rơi").click()
        assert (await waiting.value).suggested_filename == "leaflet-XMY7-2026-11-23.pdf"
