"""The webhook of a Zalo Official Account: who is let in, what each event becomes; nothing else changes anything."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.assembly.zalo_oa import challenge
from bot.channels.interface import TryLater, Webhook
from bot.channels.zalo_oa.api import proof
from bot.channels.zalo_oa.incoming import HEARD, IGNORED, NAME, UNREADABLE, incoming, name_of
from bot.channels.zalo_oa.webhook import MOST_BYTES, SIGNATURE_HEADER, Signature, mac, webhook
from bot.domain.messages import Address, Incoming
from bot.store.engine.database import Transaction
from bot.store.messages import inbox
from bot.store.tables import metadata
from tests.channels.zalo_oa.emulator import OaEmulator
from tests.web.site import open_site

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text(encoding="utf-8"))
OA, LAN = "388613280878808645", "246845883529197922"
FROM = {"sender": {"id": LAN}, "recipient": {"id": OA}}
HERE = Address(NAME, OA, LAN)
NOW = datetime.fromtimestamp(1540363714.987, UTC)


def read(event: str, **about: Any) -> tuple[Incoming, ...]:
    return incoming({"event_name": event, "timestamp": "1540363714987"} | FROM | about, OA)


@pytest.mark.parametrize("vector", VECTORS["vectors"])
def test_signatures(vector: dict[str, str]) -> None:
    body = vector["raw_body"].encode()
    signature = Signature(vector["app_id"], OA, vector["oa_secret_key"])
    assert signature.signed(vector["header"], body, vector["timestamp"])
    assert signature.signed(vector["header"].removeprefix("mac=").upper(), body, vector["timestamp"])
    assert not signature.signed(vector["header"], body + b" ", vector["timestamp"])
    assert not signature.signed("mac=ö", body, vector["timestamp"])
    assert not Signature(vector["app_id"], OA, "").signed(
        "mac=" + mac(vector["app_id"], body, vector["timestamp"], ""), body, vector["timestamp"]
    )


def test_other_proofs() -> None:
    assert challenge(VECTORS["pkce"]["verifier"]) == VECTORS["pkce"]["challenge"]
    told = VECTORS["appsecret_proof"]
    assert proof(told["app_secret"], told["access_token"]) == told["hmac_sha256_hex"]


def test_a_wrong_secret_is_named_in_the_log() -> None:
    ours = Signature("1", OA, "the oa key", "the app secret")
    body, at = b"{}", "1"
    assert "app id and app secret" in ours.guess("mac=" + mac("1", body, at, "the app secret"), body, at)
    assert "oa id and OA Secret Key" in ours.guess("mac=" + mac(OA, body, at, "the oa key"), body, at)
    assert "LOA_ZALO_OA_SECRET_KEY" in ours.guess("mac=" + mac("1", body, at, "?"), body, at)
    assert "secret'" not in repr(ours)
    assert "the app secret" not in repr(ours)


def test_words_and_taps() -> None:
    assert read("user_send_text", message={"text": " Chào ", "msg_id": "96d3"}) == (
        Incoming("96d3", HERE, "text", "Chào", sender=LAN),
    )
    assert read("user_send_text", message={"text": "#loa:q7.yes", "msg_id": "96d3"}) == (
        Incoming("96d3", HERE, "tap", token="q7.yes", sender=LAN),
    )
    (without,) = read("user_send_text", message={"text": "Chào"})
    assert without.id == f"user_send_text:{LAN}:1540363714987"


@pytest.mark.parametrize("event", sorted(UNREADABLE))
def test_what_we_cannot_read_is_heard_of(event: str) -> None:
    place = {"type": "location", "payload": {"coordinates": {"latitude": "10.7", "longitude": "106.6"}}}
    (said,) = read(event, message={"msg_id": "1", "text": "xem giúp", "attachments": [place]})
    assert said == Incoming("1", HERE, "unreadable", "xem giúp", sender=LAN)
    assert read(event, message={"msg_id": "1"}, attachments=[place])[0].kind == "unreadable"


def test_a_text_with_an_address_in_it() -> None:
    shown = [
        {"type": "link", "payload": {"url": "https://a.vn/x", "description": "Tin BHXH", "thumbnail": "https://t"}}
    ]
    (said,) = read(
        "user_send_link", message={"msg_id": "1", "text": "https://a.vn/x thiệt không", "attachments": shown}
    )
    assert said == Incoming("1", HERE, "text", "https://a.vn/x thiệt không", sender=LAN)
    (said,) = read("user_send_link", message={"msg_id": "1", "attachments": shown})
    assert (said.kind, said.text) == ("text", "Tin BHXH https://a.vn/x")
    (said,) = read("user_send_link", message={"msg_id": "1", "attachments": [{"payload": {"url": 7}}]})
    assert (said.kind, said.text) == ("unreadable", "")


@pytest.mark.parametrize("phone", ["84912345678", 84912345678])
def test_a_shared_number(phone: object) -> None:
    info = {"name": "Lan", "phone": phone, "address": "ấp 3", "full_address": {"user_ward": "xã Mỹ Long"}}
    (said,) = read("user_submit_info", info=info)
    assert (said.kind, said.text, said.own) == ("contact", "84912345678", True)
    assert "ấp" not in repr(said)
    assert read("user_submit_info", info={"name": "Lan"}) == ()
    assert read("user_submit_info", info={"phone": True}) == ()


def test_following() -> None:
    about = {"oa_id": OA, "follower": {"id": LAN}, "timestamp": "1543979782740", "source": "oa_profile"}
    back, start = incoming({"event_name": "follow"} | about, OA)
    assert (back.kind, start.text, start.id != back.id) == ("unblocked", "/start", True)
    (gone,) = incoming({"event_name": "unfollow"} | about, OA)
    assert (gone.kind, gone.address) == ("blocked", HERE)


@pytest.mark.parametrize("name", ["user_click_chatnow", "user_call_oa"])
def test_who_opens_the_talk_may_be_written_to(name: str) -> None:
    (said,) = incoming({"event_name": name, "oa_id": OA, "user_id": LAN, "timestamp": "1543979782740"}, OA)
    assert (said.kind, said.address, said.id) == ("unblocked", HERE, f"{name}:{LAN}:1543979782740")
    assert read(name, sender={"id": LAN}) == (Incoming(f"{name}:{LAN}:1540363714987", HERE, "unblocked", sender=LAN),)


@pytest.mark.parametrize("event", [*sorted(IGNORED), "user_send_group_text", "nothing of the kind", None, 7])
def test_whatever_else_is_nothing(event: Any) -> None:
    assert incoming({"event_name": event, "message": {"msg_id": "1", "text": "?"}} | FROM, OA) == ()
    assert name_of({"event_name": event}) == (event if event in IGNORED else "other")


def test_echoes_and_other_accounts_are_nothing() -> None:
    echo = {"sender": {"id": OA, "admin_id": "1"}, "recipient": {"id": LAN}}
    assert read("oa_send_text", message={"text": "Chào", "msg_id": "1"}, **echo) == ()
    assert read("user_send_text", message={"text": "Chào", "msg_id": "1"}, recipient={"id": "1"}) == ()
    assert read("user_send_text", message={"text": "Chào", "msg_id": "1"}, sender={}) == ()
    assert not HEARD & IGNORED


async def test_only_what_is_new_and_ours_is_let_in() -> None:
    vector = VECTORS["vectors"][0]
    kept: list[Incoming] = []

    async def receive(said: Incoming) -> None:
        kept.append(said)

    signature = Signature(vector["app_id"], OA, vector["oa_secret_key"])
    body, header = vector["raw_body"].encode(), vector["header"]
    for ago, let_in in ((0, True), (2, True), (4, False), (-1, False)):
        clock = NOW + timedelta(hours=ago)
        assert await webhook(signature, receive, lambda clock=clock: clock)(header, body) is let_in
    assert [said.text for said in kept] == ["Xin chào", "Xin chào"]
    other = body.replace(vector["app_id"].encode(), b"1")
    told = "mac=" + mac(vector["app_id"], other, vector["timestamp"], vector["oa_secret_key"])
    assert not await webhook(signature, receive, lambda: NOW)(told, other)
    assert await webhook(signature, receive, lambda: NOW)("", b""), "a probe of the address"
    assert len(kept) == 2


@asynccontextmanager
async def door(box: OaEmulator, database_url: str) -> AsyncIterator[Any]:
    """The web side with the account's webhook, on a real server; what comes in stays in the inbox."""
    signature = Signature(box.app_id, box.oa_id, box.oa_key, box.app_secret)

    async def receive(said: Incoming) -> None:
        try:
            await site.db.run(lambda tx: inbox.receive(tx, said, box.now))
        except Exception as error:
            raise TryLater("not kept") from error

    handle = webhook(signature, receive, lambda: box.now)
    hook = Webhook("zalo/oa", box.oa_id, SIGNATURE_HEADER, handle, MOST_BYTES)
    async with open_site(database_url, webhooks=(hook,)) as site:
        box.webhook = f"{site.url}/zalo/oa/{box.oa_id}"
        yield site


def rows(tx: Transaction) -> int:
    return sum(
        tx.connection.execute(select(func.count()).select_from(one)).scalar_one() for one in metadata.sorted_tables
    )


async def test_redeliveries_are_kept_once(box: OaEmulator, database_url: str) -> None:
    async with door(box, database_url) as site:
        lan = box.person("Lan")
        box.pusher.times = 3
        assert await lan.types("xin chào") == [200, 200, 200]
        assert await lan.shares(84912345678) == [200, 200, 200]
        assert await lan.follows_us() == [200, 200, 200]
        event = {"event_name": "user_send_text", "message": {"text": "dừng", "msg_id": "u"}}
        assert await box.pusher.push(event | {"sender": {"id": lan.id}, "recipient": {"id": box.oa_id}}, ascii=True)
        assert await site.db.read(rows) == 5
        assert box.pusher.slowest < 2


async def test_a_database_that_is_away_has_zalo_come_again(box: OaEmulator, database_url: str) -> None:
    async with door(box, database_url) as site:
        lan, run = box.person("Lan"), site.db.run

        async def away(_work: Any) -> None:
            raise OSError("away")

        site.db.run = away
        assert await lan.types("xin chào") == [503]
        site.db.run = run
        assert await lan.types("xin chào") == [200]


def hostile(box: OaEmulator, dice: random.Random) -> tuple[bytes, str]:
    """A body that must change nothing, with a signature that is good wherever Zalo could have made one."""
    event: dict[str, Any] = {
        "app_id": box.app_id,
        "event_name": "user_send_text",
        "sender": {"id": LAN},
        "recipient": {"id": box.oa_id},
        "message": {"text": f"x{dice.random()}", "msg_id": str(dice.random())},
        "timestamp": box.stamp(),
    }
    body = json.dumps(event).encode()
    match dice.randrange(9):
        case 0:
            return body, ""
        case 1:
            return body, "mac=" + "0" * 64
        case 2:
            return body, "mac=" + mac(box.app_id, body, str(event["timestamp"]), box.app_secret)
        case 3:  # replayed
            event["timestamp"] = str(int(event["timestamp"]) - dice.randrange(4 * 3_600_000, 10**12))
        case 4:  # of another app
            event["app_id"] = dice.choice(["1", 7, None, [], {}])
        case 5:  # wrong types
            event["timestamp"] = dice.choice([None, [], {}, True, "", "٣", "-1", "1e9", 1.5, "9" * 400, float("nan")])
        case 6:  # huge
            event["message"]["text"] = "x" * 300_000
        case 7:  # deep
            body = b"[" * dice.randrange(1, 100_000)
            return dice.choice([body, b'{"timestamp":"1","a":' + body]), "mac=" + mac(box.app_id, body, "1", box.oa_key)
        case 8:  # garbage
            return dice.randbytes(dice.randrange(1, 2000)), "mac=" + mac(box.app_id, body, "1", box.oa_key)
    body = json.dumps(event).encode()
    return body, "mac=" + mac(box.app_id, body, str(event["timestamp"]), box.oa_key)


async def test_five_hundred_hostile_calls_change_nothing(box: OaEmulator, database_url: str) -> None:
    dice = random.Random(17)
    async with door(box, database_url) as site:
        statuses: list[int] = []
        for _batch in range(20):
            calls = [hostile(box, dice) for _ in range(25)]
            statuses += await asyncio.gather(*(box.pusher.post(*call) for call in calls))
        assert set(statuses) <= {400, 403, 413}
        assert await site.db.read(rows) == 0
        elsewhere = await box.pusher.http.post(f"{site.url}/zalo/oa/1", content=b"{}")
        assert elsewhere.status_code == 404
        assert await box.person("Lan").types("xin chào") == [200]
        assert await site.db.read(rows) == 1


async def test_signed_nonsense_is_no_event(box: OaEmulator, database_url: str) -> None:
    """What Zalo itself might send one day, in shapes that nobody expects: taken, and nothing of it kept."""
    dice = random.Random(3)
    shapes: list[Any] = [None, 7, "x", [], [[]], {}, {"id": None}, {"id": []}, {"id": {"id": "1"}}, True]
    async with door(box, database_url) as site:
        events = [
            {
                "event_name": dice.choice([*sorted(HEARD), "new", None, 7, [], {}]),
                **{name: dice.choice(shapes) for name in ("sender", "follower", "oa_id", "message", "info")},
                "recipient": {"id": box.oa_id},
            }
            for _ in range(200)
        ]
        told = await asyncio.gather(*(box.pusher.push(event) for event in events))
        assert {status for one in told for status in one} == {200}
        assert await site.db.read(rows) == 0
