"""A turn that fails is tried again, then set aside, and the chat goes on; a database that is away does not count."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace

import pytest
from sqlalchemy import select

from bot.channels.interface import TryLater
from bot.domain.messages import Address, Incoming
from bot.domain.people import Role
from bot.runtime.content import Knowing
from bot.runtime.reception import AWAY, BACK_OFFS, Reception
from bot.search.finder import Found
from bot.services.context import Runtime
from bot.store.engine.database import Database, Transaction
from bot.store.engine.vault import Vault
from bot.store.messages import inbox
from bot.store.tables import inbox as rows
from bot.words import languages
from tests.sealed import texts
from tests.stories.conftest import ROOT, hire
from tests.story import MONDAY, PaperChannel

LAN = Address("paper", "", "lan")


@dataclass
class Bursting:
    """A finder that fails on "nổ" as often as it is told to."""

    fails: int = 99

    def ask(self, text: str, after: str = "") -> Found:
        if text == "nổ" and self.fails:
            self.fails -= 1
            raise ZeroDivisionError(text)
        return Found("out_of_scope", ())


class Away:
    """A database that cannot be reached for the next `calls`."""

    def __init__(self, db: Database) -> None:
        self.there, self.calls, self.shared = db, 0, db.shared

    async def run(self, work: Callable[[Transaction], object]) -> object:
        if self.calls:
            self.calls -= 1
            raise ConnectionRefusedError
        return await self.there.run(work)

    once = run

    async def read(self, work: Callable[[Transaction], object]) -> object:
        return await self.there.read(work)

    is_away = staticmethod(Database.is_away)


@dataclass
class Office:
    """A Reception whose finder and database fail on demand; `pauses` are its back-offs, with the tries on record."""

    db: Away
    finder: Bursting
    runtime: Runtime
    pauses: list[tuple[float, list[int]]] = field(default_factory=list)
    number: int = 0

    def __post_init__(self) -> None:
        self.reception = Reception(self.db, self.runtime, lambda: None, self.pause)  # type: ignore[arg-type]

    async def pause(self, seconds: float) -> None:
        self.pauses.append((seconds, [tries for _state, tries in await self.rows()]))

    async def say(self, text: str) -> None:
        self.number += 1
        await self.reception.receive(Incoming(f"m{self.number}", LAN, "text", text, sender="lan"))
        await self.reception.finish()

    async def told(self, chat: str = "lan") -> list[str]:
        return await self.db.there.read(lambda tx: texts(tx, chat))

    async def rows(self) -> list[tuple[str, int]]:
        """State and tries of all that came in."""
        query = select(rows.c.state, rows.c.tries).order_by(rows.c.number)
        return [tuple(row) for row in await self.db.there.read(lambda tx: tx.connection.execute(query).all())]


@pytest.fixture
async def office(
    database_url: str, knowing: Knowing, open_database: Callable[[str], Database]
) -> AsyncIterator[Office]:
    finder = Bursting()
    knowledge = replace(knowing.knowledge, finder=finder)  # type: ignore[arg-type]
    abilities = {"paper": PaperChannel.abilities}
    runtime = Runtime(lambda: knowledge, languages(ROOT / "locales"), abilities, clock=lambda: MONDAY)
    db = open_database(database_url)
    await db.run(lambda tx: hire(tx, Address("paper", "", "chi"), "Chi", Role.ADMIN, []))
    yield Office(Away(db), finder, runtime)
    await db.close()


async def test_a_turn_that_fails_once_is_tried_again(office: Office) -> None:
    office.finder.fails = 1
    await office.say("nổ")
    assert office.pauses == [(BACK_OFFS[0], [1])]
    assert await office.rows() == [("done", 2)]
    assert len(await office.told()) == 1


async def test_a_turn_that_keeps_failing_is_set_aside_and_the_chat_goes_on(office: Office) -> None:
    await office.say("nổ")
    assert office.pauses == [(BACK_OFFS[0], [1]), (BACK_OFFS[1], [2])], "each try is on record before it is made"
    await office.say("menu")
    assert await office.rows() == [("aside", 3), ("done", 1)]
    sorry, menu = await office.told()
    assert sorry == (
        "Dạ, xin lỗi cô chú, tin nhắn vừa rồi bị trục trặc ở phía Loa. Những gì đã khai vẫn còn; "
        "cô chú gửi lại giúp Loa một lần nữa nha."
    )
    assert menu.startswith("Dạ, cô chú muốn làm gì?")
    assert await office.told("chi") == ["Tin số 1 xử lý không được, đã để riêng; xem nhật ký."]


async def test_a_form_survives_a_turn_that_fails(office: Office) -> None:
    await office.say("0")
    await office.say("có")
    await office.say("Lan")
    await office.say("nổ")
    await office.say("0912 345 678")
    assert (await office.told())[-1].startswith("Dạ, cô chú ở xã, phường nào?")


async def test_a_crash_counts_as_a_try(office: Office) -> None:
    """The first process died with the message in its hands; the next one counts its own try before it is made."""
    await office.db.run(lambda tx: inbox.receive(tx, Incoming("m1", LAN, "text", "menu", sender="lan"), MONDAY))
    await office.reception.recover()
    await office.reception.finish()
    assert await office.rows() == [("done", 2)]


async def test_a_database_that_is_away_does_not_count(office: Office) -> None:
    await office.say("menu")
    office.db.calls = 0
    await office.db.run(lambda tx: inbox.receive(tx, Incoming("away", LAN, "text", "menu", sender="lan"), MONDAY))
    for _round in range(5):
        office.db.calls = 1
        await office.reception.recover()
        await office.reception.finish()
    assert [seconds for seconds, _tries in office.pauses] == [AWAY] * 5
    assert await office.rows() == [("done", 1), ("waiting", 1)]
    await office.reception.recover()
    await office.reception.finish()
    assert await office.rows() == [("done", 1), ("done", 2)]


async def test_what_could_not_be_kept_is_not_acknowledged(office: Office) -> None:
    office.db.calls = 1
    with pytest.raises(TryLater):
        await office.say("menu")
    assert await office.rows() == []


async def test_a_message_that_cannot_be_unsealed_holds_nobody_up(office: Office) -> None:
    """Its words are of another key, so no try can help; a chat that is not hers is not touched."""
    stranger = Vault(bytes(reversed(range(32))))
    await office.db.run(
        lambda tx: inbox.receive(replace(tx, vault=stranger), Incoming("m0", LAN, "text", "x", sender="lan"), MONDAY)
    )
    await office.reception.recover()
    await office.reception.finish()
    await office.reception.receive(Incoming("m1", Address("paper", "", "tuan"), "text", "menu", sender="tuan"))
    await office.reception.finish()
    assert len(await office.told("tuan")) == 1
