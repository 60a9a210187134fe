"""A site with a staff board over the province's real communes, people who work there, and requests to work on."""

from __future__ import annotations

import re
import secrets
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import httpx

from bot.domain.commands.leads import RequestCall
from bot.domain.content.versions import Refused
from bot.domain.leads import Lead, Move
from bot.domain.messages import Abilities, Address, Incoming
from bot.domain.people import Role, Staff
from bot.domain.phone import PhoneNumber
from bot.services.context import Context
from bot.services.staff.board_login import hashed
from bot.services.staff.membership import code_hash
from bot.store.engine.database import Transaction
from bot.store.leads import queries as leads
from bot.store.leads.queries import Asked
from bot.store.people import consents, visitors
from bot.store.staff import invitations, sessions
from bot.store.tables import parcel
from bot.talk.scene import Knowledge
from bot.web.dependencies import StaffParts
from bot.words import languages
from tests.content import CONTENT, knowing
from tests.sealed import opened
from tests.web.site import Site, open_site

ROOT = Path(__file__).parents[3]
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # Monday, 9:00 in Viet Nam
MY_LONG, TRA_VINH, BEN_TRE = "29419", "29242", "28789"


def knowledge() -> Knowledge:
    return knowing(CONTENT, NOW.date()).knowledge


@dataclass
class Board:
    """A board and its clock; `woken` counts how often delivery was told to look."""

    site: Site
    now: datetime = NOW
    woken: int = 0
    refused: list[Refused] = field(default_factory=list)

    async def hire(self, name: str, role: Role = Role.OFFICER, *communes: str) -> Staff:
        def work(tx: Transaction) -> Staff:
            code = code_hash(secrets.token_hex(8))
            invitations.invite(tx, code, name, role, communes, self.now + timedelta(days=1), self.now)
            member = invitations.redeem(tx, code, Address("webchat", "", f"chat of {name}"), self.now, "vi")
            assert member is not None
            return member

        return await self.site.db.run(work)

    async def asks(
        self, name: str, phone: str = "0912345678", commune: str = MY_LONG, *, ago: timedelta = timedelta(0)
    ) -> Lead:
        def work(tx: Transaction) -> Lead:
            at = self.now - ago
            address = Address("webchat", "", f"phone of {name}")
            visitors.settle_in(tx, address, at, "vi")
            who = visitors.visit(tx, _said(address), at, "vi").citizen.id
            consent = consents.give(tx, who, "1", ("call",), "webchat", "00", at)
            call = RequestCall(commune, name, PhoneNumber.parse(phone), "1", ("call",))
            lead = leads.add(tx, who, call, Asked(consent), at)
            leads.step(tx, lead.number, "asked", at)
            return lead

        return await self.site.db.run(work)

    async def moves(self, number: int, *moves: Move, by: leads.By | None = None) -> None:
        """The request goes that way."""

        def work(tx: Transaction) -> None:
            for move in moves:
                lead = leads.get(tx, number)
                assert lead is not None
                assert leads.move(tx, lead, move, self.now, by)

        await self.site.db.run(work)

    async def code(self, member: Staff) -> str:
        """The code of a link as the chat gives it."""
        code = secrets.token_urlsafe(32)
        until = self.now + timedelta(minutes=10)
        await self.site.db.run(lambda tx: sessions.give_code(tx, member.id, hashed(code), until, self.now))
        return code

    @asynccontextmanager
    async def signed_in(self, member: Staff, first: str = "/staff/") -> AsyncIterator[httpx.AsyncClient]:
        async with self.site.client() as client:
            entered = await client.post("/staff/enter", data={"code": await self.code(member)})
            assert entered.url.path == first, entered.text
            yield client

    async def told(self) -> list[tuple[str, str]]:
        """(chat, text) of every parcel that waits."""

        def work(tx: Transaction) -> list[tuple[str, str]]:
            waiting = parcel.select().where(parcel.c.state == "waiting").order_by(parcel.c.number)
            rows = tx.connection.execute(waiting).all()
            return [(row.chat, opened(tx, parcel.c.body, row)) for row in rows]

        return await self.site.db.read(work)


def _said(address: Address) -> Incoming:
    return Incoming("1", address, text="x", sender=address.chat)


def context_of(tx: Transaction, now: datetime, turn: str = "in1") -> Context:
    """The context that a turn of the chat has."""
    spoken = languages(ROOT / "locales")
    return Context(
        tx,
        now,
        turn,
        knowledge(),
        spoken,
        {"webchat": Abilities(edits=True)},
        board="https://loa.example",
    )


@asynccontextmanager
async def open_board_site(
    url: str, links: Callable[[str], Mapping[str, str]] = lambda _code: {}, **settings: Any
) -> AsyncIterator[Board]:
    """`settings` replace fields of WebParts; `links` lead from a printed code to Loa."""
    holder: list[Board] = []
    knowledge()

    def wake() -> None:
        holder[0].woken += 1

    parts = StaffParts(context_of, knowledge, wake, lambda: holder[0].refused, links=links)
    async with open_site(url, staff=parts, clock=lambda: holder[0].now, **settings) as site:
        holder.append(Board(site))
        yield holder[0]


def form_of(html: str, button: str, **filled: str) -> tuple[str, dict[str, str]]:
    """Where the form with the button of that name posts to, and its hidden fields."""
    for action, form in re.findall(r'<form[^>]*method="post" action="([^"]+)"[^>]*>(.*?)</form>', html, re.S):
        if f'name="{button}"' in form:
            hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form)
            return action, {name: unescape(value) for name, value in hidden} | filled
    raise AssertionError(f"no form with a button {button}")


async def press(client: httpx.AsyncClient, page: httpx.Response, button: str, **filled: str) -> httpx.Response:
    """Fills in the first form with that button, and presses it."""
    action, fields = form_of(page.text, button, **filled)
    return await client.post(action, data=fields)


def notice_of(page: httpx.Response) -> str:
    found = re.search(r'data-testid="notice">([^<]*)<', page.text)
    return unescape(found[1]) if found else ""


def rows_of(page: httpx.Response) -> list[int]:
    """The numbers of the requests listed."""
    return [int(number) for number in re.findall(r'<span class="number">(\d+)</span>', page.text)]
