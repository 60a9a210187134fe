"""New lines reach an open page at once, and one that was away catches up with what it lacks, no more."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx

from tests.web.site import Site, chat_of, form_of, open_site


@dataclass(frozen=True)
class Heard:
    """One server-sent event; `words` is its HTML without the tags."""

    event: str
    words: str
    id: str = ""


@asynccontextmanager
async def listening(client: httpx.AsyncClient, after: str, last: str = "") -> AsyncIterator[AsyncIterator[Heard]]:
    """The events of /chat/lines, the first one ("hello") taken off."""
    headers = {"Last-Event-ID": last} if last else {}
    async with asyncio.timeout(20), client.stream("GET", f"/chat/lines?after={after}", headers=headers) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        events = _events(response)
        assert (await anext(events)).event == "hello"
        yield events


async def _events(response: httpx.Response) -> AsyncIterator[Heard]:
    event, name, data = "", "", []
    async for line in response.aiter_lines():
        field, _colon, value = line.partition(": ")
        match field:
            case "event":
                event = value
            case "id":
                name = value
            case "data":
                data.append(value)
            case "" if event:
                words = re.findall(r"<p>(.*?)</p>", "\n".join(data)) or data
                yield Heard(event, "|".join(words), name)
                event, name, data = "", "", []


def mark_of(html: str) -> str:
    found = re.search(r'data-mark="([^"]+)"', html)
    assert found
    return found[1]


async def test_lines_are_pushed_as_they_come(site: Site) -> None:
    async with site.client() as lan:
        page = await lan.get("/chat/")
        async with listening(lan, mark_of(page.text)) as events:
            form = form_of(page.text, text="Đóng sao?")
            said = await lan.post("/chat/say", data=form, headers={"X-Requested-With": "fetch"})
            assert re.fullmatch(r"[\w-]{22}", said.text)
            assert [(await anext(events)).words for _line in range(2)] == ["Đóng sao?", "Nghe: Đóng sao?"]
            about = await site.bot_says(chat_of(lan), "đang chờ")
            assert (await anext(events)).words == "đang chờ"
            await site.bot_says(chat_of(lan), "đã nhận", kind="edit", about=about)
            assert (await anext(events)).words == "đã nhận"
            await site.bot_says(chat_of(lan), "", kind="delete", about=about)
            assert (await anext(events)).event == "gone"


async def test_a_page_that_was_away_gets_what_it_lacks(site: Site) -> None:
    async with site.client() as lan:
        page = await lan.get("/chat/")
        await site.bot_says(chat_of(lan), "một")
        async with listening(lan, mark_of(page.text)) as events:
            one = await anext(events)
            assert (one.event, one.words) == ("line", "một")
        await site.bot_says(chat_of(lan), "hai")
        async with listening(lan, "0", last=one.id) as events:
            assert (await anext(events)).words == "hai"


async def test_a_page_that_missed_an_edit_gets_all_of_it(site: Site) -> None:
    async with site.client() as lan:
        page = await lan.get("/chat/")
        await site.bot_says(chat_of(lan), "Chào lại", kind="edit", about="key-1")
        await site.bot_says(chat_of(lan), "hai")
        async with listening(lan, mark_of(page.text)) as events:
            everything = await anext(events)
            assert (everything.event, everything.words) == ("all", "Chào lại|hai")
        async with listening(lan, everything.id) as events:
            await site.bot_says(chat_of(lan), "ba")
            assert (await anext(events)).words == "ba"


async def test_a_parcel_tried_twice_is_one_line(site: Site) -> None:
    async with site.client() as lan:
        page = await lan.get("/chat/")
        async with listening(lan, mark_of(page.text)) as events:
            await site.bot_says(chat_of(lan), "một", key="k")
            await site.bot_says(chat_of(lan), "một", key="k")
            await site.bot_says(chat_of(lan), "hai")
            assert [(await anext(events)).words for _line in range(2)] == ["một", "hai"]


async def test_what_another_process_writes_is_found(database_file: str) -> None:
    async with open_site(database_file) as here, open_site(database_file) as there, here.client() as lan:
        page = await lan.get("/chat/")
        async with listening(lan, mark_of(page.text)) as events:
            await there.bot_says(chat_of(lan), "từ máy khác", key="elsewhere")
            assert (await anext(events)).words == "từ máy khác"


async def test_a_page_hears_only_its_own_chat(site: Site) -> None:
    async with site.client() as lan, site.client() as hoa:
        page = await lan.get("/chat/")
        await hoa.get("/chat/")
        async with listening(lan, mark_of(page.text)) as events:
            await site.bot_says(chat_of(hoa), "cho Hoa")
            await site.bot_says(chat_of(lan), "cho Lan")
            assert (await anext(events)).words == "cho Lan"
