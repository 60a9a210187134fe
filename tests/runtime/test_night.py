"""A night in which a platform is in trouble: in the morning all is there, once or with one marked copy, in order."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal, TypeAlias

import pytest

from bot.channels.interface import Channel
from bot.channels.telegram import http as telegram_http
from bot.channels.telegram.channel import Telegram
from bot.channels.zalo_bot import api as zalo_bot_api
from bot.channels.zalo_bot.channel import Here, ZaloBot
from bot.channels.zalo_oa import api as zalo_oa_api
from bot.channels.zalo_oa.channel import Rules
from bot.domain.calendar import VIET_NAM
from bot.domain.messages import Address, Message
from bot.runtime.attempts import AGAIN, DeliveryRules
from bot.runtime.delivery import Delivery
from bot.runtime.jobs import Jobs
from bot.services.context import Runtime
from bot.services.outbox.overdue import NIGHT
from bot.store.engine.database import Database, Transaction
from bot.store.messages import outbox
from bot.words import languages
from tests.channels.telegram.emulator import FakeTelegram
from tests.channels.zalo_bot.emulator import TOKEN, FakeZaloBot
from tests.channels.zalo_oa.emulator import OaEmulator
from tests.channels.zalo_oa.office import office as oa_office
from tests.content import CONTENT, ROOT, knowing
from tests.databases import Databases
from tests.runtime.gateway import Gateway, Trouble
from tests.runtime.paper import NO_PACE, FastClock, open_database, working

Platform = Literal["telegram", "zalo_oa", "zalo_bot"]
EVENING = datetime(2026, 11, 23, 22, 0, tzinfo=VIET_NAM).astimezone(UTC)
MIDNIGHT_OVER = timedelta(hours=5)
"""At three in the morning the platform is well again."""
CHATS, EACH = 50, 4
SPEED = 4000.0
RULES = DeliveryRules(lease=timedelta(hours=3))
"""The clock runs so fast that a lease has to outlast what the machine needs for a call."""


Opened: TypeAlias = tuple[Gateway, Channel, dict[str, Any]]
"""The gateway, our channel over it, and the people who read there, by chat."""


@asynccontextmanager
async def over_telegram(clock: FastClock, _db: Database, url: str) -> AsyncIterator[Opened]:
    async with FakeTelegram() as box, Gateway(box.url, clock.now, 20 / SPEED) as gateway:
        people = [box.person(f"Lan {number}") for number in range(CHATS)]
        channel = Telegram(box.token, api=gateway.url, pace=NO_PACE)
        yield gateway, channel, {str(one.id): one for one in people}
        await channel.close()


@asynccontextmanager
async def over_zalo_bot(clock: FastClock, db: Database, url: str) -> AsyncIterator[Opened]:
    async with FakeZaloBot() as box, Gateway(box.url, clock.now, 20 / SPEED) as gateway:
        people = [box.person(f"Lan {number}") for number in range(CHATS)]
        channel = ZaloBot(TOKEN, Here(db, clock.now, "one"), api=gateway.url, pace=NO_PACE)
        yield gateway, channel, {one.id: one for one in people}
        await channel.close()


@asynccontextmanager
async def over_zalo_oa(clock: FastClock, _db: Database, url: str) -> AsyncIterator[Opened]:
    async with (
        OaEmulator() as box,
        Gateway(box.url, clock.now, 20 / SPEED) as gateway,
        oa_office(box, url, Rules(pace=NO_PACE)) as ours,
    ):
        await ours.consent()
        people = [box.person(f"Lan {number}") for number in range(CHATS)]
        for one in people:
            await ours.hears(one)
        object.__setattr__(ours.channel.oa.tokens.client.app, "api", gateway.url)
        yield gateway, ours.channel, {one.id: one for one in people}


TROUBLES: tuple[Trouble, ...] = ("refused", "502", "lost", "slow")
NIGHTS = [
    *((platform, trouble, "sqlite") for platform in ("telegram", "zalo_oa", "zalo_bot") for trouble in TROUBLES),
    *(("telegram", "lost", "postgresql"), ("zalo_oa", "502", "postgresql"), ("zalo_bot", "refused", "postgresql")),
]
WAYS = {"telegram": over_telegram, "zalo_bot": over_zalo_bot, "zalo_oa": over_zalo_oa}


def fill(tx: Transaction, channel: Channel, chats: Sequence[str], now: datetime) -> None:
    for number in range(CHATS * EACH):
        chat, text = chats[number % CHATS], f"tin {number}"
        address = Address(channel.name, channel.account, chat)
        outbox.post(tx, text, address, Message(text), now, posted=now)


def texts(person: Any) -> list[str]:
    screen = person.screen
    return [one.text for one in (screen() if callable(screen) else screen)]


@pytest.mark.chaos
@pytest.mark.parametrize(("platform", "trouble", "kind"), NIGHTS)
async def test_a_night_of_trouble(made_databases: Databases, platform: Platform, trouble: Trouble, kind: str) -> None:
    with made_databases.lend(kind) as url:
        await night(url, platform, trouble)


async def night(database_url: str, platform: Platform, trouble: Trouble) -> None:
    db, clock = open_database(database_url), FastClock(SPEED, EVENING)
    known = knowing(CONTENT, date(2026, 11, 23)).knowledge
    jobs = Jobs(Runtime(lambda: known, languages(ROOT / "locales"), {}, clock.now))
    async with WAYS[platform](clock, db, database_url) as (gateway, channel, people):
        clock.begin()
        await gateway.be(trouble)
        await db.run(lambda tx: fill(tx, channel, list(people), clock.now()))
        delivery = Delivery(
            *(db, {(channel.name, channel.account): channel}, clock.now, "one", RULES),
            **{"given_up": jobs.given_up, "checked": jobs.checked},
            **{"sleep": clock.sleep, "elapsed": clock.elapsed, "jitter": lambda: 0.0},
        )
        async with working(delivery):
            await clock.sleep(MIDNIGHT_OVER.total_seconds() - clock.elapsed())
            await gateway.be("none")
            async with asyncio.timeout(60):
                while await db.read(lambda tx: outbox.due(tx, clock.now())):  # noqa: ASYNC110 - a table
                    await asyncio.sleep(0.05)
        judge(gateway, people, trouble)
    await db.close()


def judge(gateway: Gateway, people: dict[str, Any], trouble: Trouble) -> None:
    arrived = {chat: texts(person) for chat, person in people.items()}
    for number, (chat, got) in enumerate(arrived.items()):
        firsts = [text for text in got if not text.startswith(AGAIN)]
        assert firsts == [f"tin {number + CHATS * step}" for step in range(EACH)], (chat, got)
        copies = Counter(text.removeprefix(f"{AGAIN}\n") for text in got)
        assert max(copies.values()) <= 2, (chat, got)
    marked = sum(text.startswith(AGAIN) for got in arrived.values() for text in got)
    assert marked == 0 or trouble == "lost"
    assert marked <= CHATS, "no more than were on their way, and the probes of half an hour"
    here = [moment.astimezone(VIET_NAM) for moment in gateway.passed]
    # What set out at once may be on its way for long: an hour here is less than a second of a busy machine.
    at_night = [moment for moment in here if timedelta(hours=3) < moment - here[0] and moment.time() < NIGHT[1]]
    assert at_night == [], "and nobody was woken up"


def test_twenty_seconds_are_no_reason_to_send_again() -> None:
    half_a_lease = DeliveryRules().lease.total_seconds() / 2
    for patience in (telegram_http.READ, zalo_bot_api.TIMEOUT, zalo_oa_api.TIMEOUT.read or 0):
        assert 30 <= patience < half_a_lease
