"""Nobody can take the pages from the others: what comes from one origin, in one chat, by one officer has limits."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import httpx
import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request

from bot.domain.pace.limits import DoorLimits
from bot.domain.people import Role
from bot.web import security
from bot.web.limiter import Limiter
from bot.web.origin import origin_of
from tests.web.board.site import MY_LONG, open_board_site
from tests.web.site import Site, form_of, lines_of, open_site

TIGHT = DoorLimits(sessions_a_minute=5, posts_a_minute=6, streams=3, chat_posts_a_minute=4, chat_streams=2)
SORRY = "Đông quá ạ"


def at(address: str) -> dict[str, str]:
    """What the proxy in front tells of a citizen there."""
    return {"X-Forwarded-For": address}


def request_from(host: str) -> Request:
    return Request({"type": "http", "client": (host, 1), "headers": []})


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::9", "2001:db8:1:2::/64"),
        ("testclient", ""),
    ],
)
def test_an_origin_is_an_address_or_a_household(host: str, origin: str) -> None:
    assert origin_of(request_from(host)) == origin


async def new_chats(site: Site, count: int, address: str) -> list[int]:
    """Opens so many chats, each in a browser of its own."""
    opened = []
    for _each in range(count):
        async with site.client() as one:
            opened.append((await one.get("/chat/", headers=at(address))).status_code)
    return opened


async def test_a_hundred_chats_from_one_origin_and_a_citizen_elsewhere(database_file: str) -> None:
    async with open_site(database_file) as site:
        opened = await asyncio.gather(*(new_chats(site, 1, "203.0.113.9") for _each in range(100)))
        most = DoorLimits().sessions_a_minute
        assert most <= opened.count([200]) <= most + 20, "one more each second"
        assert opened.count([429]) == 100 - opened.count([200])
        async with site.client() as lan:
            assert (await lan.get("/chat/", headers=at("198.51.100.7"))).status_code == 200


async def test_a_household_counts_as_one_whatever_address_it_takes(database_file: str) -> None:
    async with open_site(database_file, limiter=Limiter(TIGHT)) as site:
        opened = [(await new_chats(site, 1, f"2001:db8:1:2::{each}"))[0] for each in range(1, 8)]
        assert opened == [200] * 5 + [429] * 2
        assert await new_chats(site, 1, "2001:db8:1:3::1") == [200]


async def test_a_citizen_cannot_choose_an_origin(database_file: str) -> None:
    """What a browser writes into the header stands left of what the proxy adds."""
    async with open_site(database_file, limiter=Limiter(TIGHT)) as site:
        opened = [(await new_chats(site, 1, f"192.0.2.{each}, 203.0.113.9"))[0] for each in range(7)]
        assert opened == [200] * 5 + [429] * 2


async def test_a_made_up_cookie_is_a_new_chat_too(database_file: str) -> None:
    async with open_site(database_file, limiter=Limiter(TIGHT)) as site, site.client() as forger:
        for each in range(7):
            answer = await forger.get("/chat/", headers={**at("203.0.113.9"), "Cookie": f"loa={each:043d}"})
            assert answer.status_code == (200 if each < 5 else 429)


async def test_what_was_typed_stays_on_the_page_that_says_so(database_file: str) -> None:
    async with open_site(database_file, limiter=Limiter(TIGHT)) as site, site.client() as lan:
        page = await lan.get("/chat/")
        for each in range(4):
            page = await lan.post("/chat/say", data=form_of(page.text, text=f"câu {each}"))
            assert page.status_code == 200
        refused = await lan.post("/chat/say", data=form_of(page.text, text="câu cuối"))
        assert (refused.status_code, int(refused.headers["retry-after"]) > 0) == (429, True)
        assert SORRY in refused.text
        assert "câu cuối</textarea>" in refused.text
        assert lines_of(refused.text)[-1] == "bot: Nghe: câu 3"
        script = {"X-Requested-With": "fetch"}
        told = await lan.post("/chat/say", data=form_of(page.text, text="câu cuối"), headers=script)
        assert (told.status_code, told.text.startswith(SORRY)) == (429, True)


async def test_posts_of_many_chats_from_one_origin_count_together(database_file: str) -> None:
    async with open_site(database_file, limiter=Limiter(TIGHT)) as site:
        said = []
        for _each in range(4):
            async with site.client() as one:
                page = await one.get("/chat/")
                said += [
                    (
                        await one.post(
                            "/chat/say",
                            data=form_of(page.text, text="…", form="f" * 8 + str(n)),
                            headers={"X-Requested-With": "fetch"},
                        )
                    ).status_code
                    for n in range(2)
                ]
        assert said == [200] * 6 + [429] * 2


async def test_event_streams_are_counted_while_they_are_open(database_file: str) -> None:
    async with open_site(database_file, limiter=Limiter(TIGHT)) as site, site.client() as lan:
        await lan.get("/chat/")
        async with (
            lan.stream("GET", "/chat/lines?after=0") as first,
            lan.stream("GET", "/chat/lines?after=0") as second,
        ):
            await asyncio.gather(anext(first.aiter_raw()), anext(second.aiter_raw()))
            assert (await lan.get("/chat/lines?after=0")).status_code == 429
        for _look in range(100):
            async with lan.stream("GET", "/chat/lines?after=0") as again:
                if again.status_code == 200:
                    break
            await asyncio.sleep(0.02)
        assert again.status_code == 200


async def test_a_body_that_trickles_is_given_up(database_file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(security, "BODY_WITHIN", 0.1)
    async with open_site(database_file) as site, site.client() as lan:
        await lan.get("/chat/")
        host, port = httpx.URL(site.url).host, httpx.URL(site.url).port
        reader, writer = await asyncio.open_connection(host, port)
        head = f"POST /chat/say HTTP/1.1\r\nHost: {host}:{port}\r\nCookie: loa={lan.cookies['loa']}\r\n"
        writer.write(f"{head}Content-Length: 900\r\n\r\nform=".encode())
        assert b" 408 " in await asyncio.wait_for(reader.readline(), 5)
        writer.close()


def let_through(limiter: Limiter, most: int = 20) -> int:
    for count in range(most):
        try:
            limiter.passes("session", "203.0.113.9")
        except HTTPException:
            return count
    return most


def test_after_a_while_there_is_room_again() -> None:
    seconds = 1_000.0
    limiter = Limiter(TIGHT, lambda: seconds)
    through = []
    for passed in (0, 12, 3_600):
        seconds += passed
        through.append(let_through(limiter))
    assert through == [5, 1, 5]


def test_the_meters_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.web.limiter.MOST_METERS", 100)
    limiter = Limiter(replace(TIGHT, sessions_a_minute=1))
    for each in range(1_000):
        limiter.passes("session", f"2001:db8:{each:x}::/64")
    assert len(limiter._meters) <= 100


async def test_staff_read_of_their_own_limit_in_the_boards_words(database_file: str) -> None:
    limits = replace(TIGHT, board_a_minute=3, sign_ins_a_minute=2)
    async with open_board_site(database_file, limiter=Limiter(limits)) as board:
        member = await board.hire("Minh", Role.OFFICER, MY_LONG)
        async with board.signed_in(member) as minh:
            answers = [await minh.get("/staff/") for _each in range(3)]
            assert [answer.status_code for answer in answers] == [200, 200, 429]
            assert "Mở quá nhiều trang trong một phút" in answers[2].text
            assert "bà con" not in answers[2].text
        async with board.site.client() as guesser:
            guesses = [await guesser.post("/staff/enter", data={"code": "x" * 43}) for _each in range(2)]
            assert [guess.status_code for guess in guesses] == [403, 429]
