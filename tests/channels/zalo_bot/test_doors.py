"""The doors to the outside: the webhook's address over HTTP, and pictures under names that nobody guesses."""

from __future__ import annotations

import asyncio
import json
import random
from datetime import timedelta
from typing import Any

import httpx

from bot.domain.messages import Card, Message
from bot.store.messages import hosted_media as pictures
from tests.channels.zalo_bot.emulator import TOKEN, FakeZaloBot
from tests.channels.zalo_bot.office import now, office
from tests.channels.zalo_bot.people import Person
from tests.channels.zalo_bot.test_story import heard, wait_for_webhook
from tests.channels.zalo_oa.test_webhook import rows
from tests.databases import Databases

SHOWN = Message("", picture=Card("Mỗi tháng đóng", "264.000 đồng", (), "Hôm nay.", "Điều 36"))
ACCOUNT = TOKEN.partition(":")[0]


async def test_strangers_at_the_webhook(made_databases: Databases) -> None:
    async with FakeZaloBot() as zalo, office(made_databases.fresh("sqlite"), zalo.url, zalo.token, webhook=True):
        await wait_for_webhook(zalo)
        lan = zalo.person("Lan")
        said = lan.update("text", {"text": "menu"})
        assert await zalo.probe() == 200
        assert await zalo.push(said, secret="") == 403
        assert await zalo.push(said, secret="guessed-at-random") == 403
        assert await zalo.push(b"{", secret=None) == 403
        assert await zalo.push(b"[" * 600_000) == 413
        async with httpx.AsyncClient(timeout=60) as http:
            url = str(zalo.webhook["url"])
            assert (await http.get(url)).status_code == 405
            assert (await http.post(url.replace(ACCOUNT, "1"), content=b"{}")).status_code == 404
        await lan.hears_nothing()
        assert await zalo.push(said) == 200
        assert await zalo.push(said) == 200
        await heard(lan, "1. ")
        await lan.hears_nothing()


async def test_out_of_order_and_all_of_it_is_heard(made_databases: Databases) -> None:
    async with FakeZaloBot() as zalo, office(made_databases.fresh("sqlite"), zalo.url, zalo.token, webhook=True):
        await wait_for_webhook(zalo)
        lan = zalo.person("Lan")
        first, second = lan.update("text", {"text": "chủ đề"}), lan.update("text", {"text": "menu"})
        for update in (second, first, second):
            assert await zalo.push(update) == 200
        await heard(lan, "muốn làm gì")
        await heard(lan, "chủ đề nào")
        await lan.hears_nothing()


async def test_a_lost_answer_is_said_again_and_marked(made_databases: Databases) -> None:
    async with FakeZaloBot() as zalo, office(made_databases.fresh("sqlite"), zalo.url, zalo.token):
        zalo.fail("sendMessage", "malformed")
        lan = zalo.person("Lan")
        await lan.says("menu")
        await heard(lan, "muốn làm gì")
        await heard(lan, "(nhắc lại)", "muốn làm gì")


async def test_pictures_may_be_fetched_often_and_not_for_ever(made_databases: Databases) -> None:
    async with (
        FakeZaloBot() as zalo,
        office(made_databases.fresh("sqlite"), zalo.url, zalo.token, webhook=True) as here,
        httpx.AsyncClient(base_url=here.settings.public_url, timeout=60) as http,
    ):
        later = now() + timedelta(minutes=5)
        name = await here.db.run(lambda tx: pictures.keep(tx, "a parcel", SHOWN, later))
        again = await here.db.run(lambda tx: pictures.keep(tx, "a parcel", SHOWN, later))
        old = await here.db.run(lambda tx: pictures.keep(tx, "an old one", SHOWN, now()))
        assert (name, len(name)) == (again, 64)
        for _time in range(3):
            picture = await http.get(f"/picture/{name}.png")
            assert (picture.status_code, picture.headers["content-type"]) == (200, "image/png")
        assert (await http.head(f"/picture/{name}.png")).status_code == 200
        assert (await http.get(f"/picture/{old}.png")).status_code == 404
        assert (await http.get(f"/picture/{name[:-1]}0.png")).status_code in {404, 200 if name.endswith("0") else 404}
        assert await here.db.run(lambda tx: pictures.expire_pictures(tx, now())) == 1


def hostile(lan: Person, dice: random.Random) -> tuple[bytes, str | None]:
    """Body and secret (None: the right one) of a call that must change nothing."""
    update: Any = lan.update("text", {"text": f"x{dice.random()}"})
    match dice.randrange(6):
        case 0:
            return json.dumps(update).encode(), dice.choice(["", "0" * 64, "guessed at random"])
        case 1:  # wrong types
            broken = dice.choice([{"message": None}, {"event_name": None}, {"event_name": []}, {"message": [update]}])
            return json.dumps(update | broken).encode(), None
        case 2:  # huge
            return json.dumps(update | {"more": "x" * 600_000}).encode(), None
        case 3:  # deep
            return b"[" * dice.randrange(1, 100_000), None
        case 4:
            return dice.randbytes(dice.randrange(1, 2000)), None
    return json.dumps(dice.choice([None, 7, "x", [], {}, [update], {"ok": True, "result": None}])).encode(), None


async def test_five_hundred_hostile_calls_change_nothing(made_databases: Databases) -> None:
    dice = random.Random(11)
    async with (
        FakeZaloBot() as zalo,
        office(made_databases.fresh("sqlite"), zalo.url, zalo.token, webhook=True) as here,
    ):
        await wait_for_webhook(zalo)
        lan = zalo.person("Lan")
        before = await here.db.read(rows)
        for _batch in range(20):
            calls = [hostile(lan, dice) for _ in range(25)]
            told = await asyncio.gather(*(zalo.push(body, secret=secret) for body, secret in calls))
            assert set(told) <= {403, 413}
        assert await here.db.read(rows) == before
        said = lan.update("text", {"text": "menu"})
        for _time in range(3):  # replayed
            assert await zalo.push(said) == 200
        await heard(lan, "muốn làm gì")
        await lan.hears_nothing()
