"""Our side of the tests with the Official Account in a box: a channel over a real database, and parcels for it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import httpx

from bot.channels.interface import Facts, Readers
from bot.channels.zalo_oa import api as zalo_oa_client
from bot.channels.zalo_oa.account import Account
from bot.channels.zalo_oa.api import App, Client
from bot.channels.zalo_oa.channel import Rules, ZaloOa
from bot.channels.zalo_oa.tokens import Tokens
from bot.domain.messages import Address, Button, Incoming, Message
from bot.store.channels import zalo_oa as zalo
from bot.store.engine.database import Database, Transaction
from bot.store.messages.outbox import Parcel
from bot.store.people import addresses, visitors
from tests.channels.parcels import parcel
from tests.channels.zalo_oa.emulator import OaEmulator
from tests.channels.zalo_oa.people import Person
from tests.store.samples import VAULT


@dataclass
class Office:
    """A channel and what it rests on.

    alarms   what operators were told, by key
    facts    what the channel is told of a parcel
    """

    zalo: OaEmulator
    db: Database
    channel: ZaloOa
    alarms: dict[str, str] = field(default_factory=dict)
    facts: Callable[[Transaction, Parcel], Facts] = lambda _tx, _parcel: Facts()

    def now(self) -> datetime:
        return self.zalo.now

    def alarm(self, _tx: Transaction, key: str, sentence: str) -> None:
        self.alarms.setdefault(key, sentence)

    async def consent(self) -> None:
        """As after `loa zalo login`."""
        access, refresh = self.zalo.consent()
        now = self.now()
        expires = now + timedelta(hours=25)
        await self.db.run(lambda tx: zalo.consented(tx, self.zalo.oa_id, access, refresh, expires, now))

    async def hears(self, who: Person, ago: timedelta = timedelta(0)) -> None:
        """She wrote to us so long ago, and Zalo knows it too."""
        who.last = self.now() - ago
        came = Incoming("x", self.address(who), sender=who.id)
        visitor = await self.db.run(lambda tx: visitors.visit(tx, came, who.last, "vi"))
        await self.db.run(lambda tx: visitors.remember(tx, visitor.address_id, "", who.last))

    def address(self, who: Person) -> Address:
        return Address("zalo_oa", self.zalo.oa_id, who.id)

    def parcel(self, who: Person, text: str = "Chào cô", *buttons: Button, **more: Any) -> Parcel:
        return parcel(who.id, text, *buttons, **{"address": self.address(who)} | more)

    async def send(self, who: Person, text: str = "Chào cô", *buttons: Button, **more: Any) -> str:
        return await self.channel.send(self.parcel(who, text, *buttons, **more))

    async def shows(self, who: Person, message: Message) -> str:
        return await self.channel.send(self.parcel(who, message=message))


def app(zalo: OaEmulator, **more: Any) -> App:
    return App(zalo.app_id, zalo.app_secret, zalo.url, zalo.url, zalo.url, **more)


@asynccontextmanager
async def office(
    box: OaEmulator, database_url: str, rules: Rules | None = None, owner: str = "me", *, proof: bool = False
) -> AsyncIterator[Office]:
    """A process of ours that sends over `box`; several may share a database."""
    db = Database.open(database_url, VAULT)
    made: list[Office] = []

    def alarm(tx: Transaction, key: str, sentence: str) -> None:
        made[0].alarm(tx, key, sentence)

    tokens = Tokens(db, Client(app(box, proof=proof)), box.oa_id, lambda: box.now, owner, alarm)
    readers = Readers(addresses.last_heard, lambda tx, parcel: made[0].facts(tx, parcel))
    channel = ZaloOa(Account(tokens, lambda: box.now), rules, readers)
    made.append(Office(box, db, channel))
    yield made[0]
    await channel.close()
    await db.close()


def hasty(monkeypatch: Any) -> None:
    """Zalo is given a third of a second to answer."""
    monkeypatch.setattr(zalo_oa_client, "TIMEOUT", httpx.Timeout(0.3))
    monkeypatch.setattr(zalo_oa_client, "GRANT_SECONDS", 0.4)
