"""Who writes to us: found with one look, remembered sealed, forgotten whole."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from sqlalchemy import event

from bot.domain.messages import Address, Incoming
from bot.domain.people import Role
from bot.store.engine.database import Database, Transaction
from bot.store.people import blocking, visitors
from bot.store.staff import members as staff
from tests.store.samples import (
    HOA,
    LAN,
    MINH,
    NOW,
    after,
    comes,
    hired,
    says,
)

GROUP = Address("telegram", "loa", "-100")


async def test_first_contact_makes_a_citizen_who_stays_the_same(db: Database) -> None:
    first = await db.run(lambda tx: visitors.visit(tx, says(LAN), NOW, "en"))
    assert (first.citizen.language, first.conversation, first.staff, first.blocked) == ("en", "", None, False)
    again = await db.run(lambda tx: visitors.visit(tx, says(LAN, "2"), after(days=1), "vi"))
    assert first.new
    assert again == replace(first, new=False)
    assert (await db.run(lambda tx: comes(tx, HOA))).citizen.id != first.citizen.id


async def test_a_known_address_costs_one_statement(db: Database) -> None:
    await db.run(comes)
    assert await db.run(statements_of_a_visit) == 1


def statements_of_a_visit(tx: Transaction) -> int:
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        seen.append(statement)

    event.listen(tx.connection, "before_cursor_execute", note)
    comes(tx)
    event.remove(tx.connection, "before_cursor_execute", note)
    return len(seen)


async def test_the_conversation_is_remembered_and_cleared(db: Database) -> None:
    lan = await db.run(comes)
    await db.run(lambda tx: visitors.remember(tx, lan.address_id, '{"flow":"consultation"}', NOW))
    assert (await db.run(comes)).conversation == '{"flow":"consultation"}'
    await db.run(lambda tx: visitors.remember(tx, lan.address_id, "", NOW))
    assert (await db.run(comes)).conversation == ""


async def test_drafts_are_swept(db: Database) -> None:
    lan, hoa = await db.run(comes), await db.run(lambda tx: comes(tx, HOA))
    await db.run(lambda tx: visitors.remember(tx, lan.address_id, "{}", NOW))
    await db.run(lambda tx: visitors.remember(tx, hoa.address_id, "{}", after(days=1)))
    assert await db.run(lambda tx: visitors.expire_conversations(tx, after(hours=1))) == 1
    assert (await db.run(comes)).conversation == ""
    assert (await db.run(lambda tx: comes(tx, HOA))).conversation == "{}"


async def test_language_and_origin(db: Database) -> None:
    lan = await db.run(comes)
    await db.run(lambda tx: visitors.speak(tx, lan, "en"))
    await db.run(lambda tx: visitors.came_from(tx, lan.address_id, "cho-my-long", NOW))
    again = (await db.run(comes)).citizen
    assert (again.language, again.came_from) == ("en", "cho-my-long")
    assert await db.run(lambda tx: visitors.expire_sources(tx, after(days=30))) == 0
    assert await db.run(lambda tx: visitors.expire_sources(tx, after(days=30, seconds=1))) == 1
    assert (await db.run(comes)).citizen.came_from == ""


async def test_staff_are_known_by_who_writes_not_where(db: Database) -> None:
    minh = await db.run(hired)
    inside = Incoming("5", GROUP, sender=MINH.chat, group=True)
    visitor = await db.run(lambda tx: visitors.visit(tx, inside, NOW, "vi"))
    assert visitor.staff == minh
    assert visitor.address == GROUP
    stranger = Incoming("6", GROUP, sender=LAN.chat, group=True)
    assert (await db.run(lambda tx: visitors.visit(tx, stranger, NOW, "vi"))).staff is None
    assert (await db.run(lambda tx: comes(tx, MINH))).staff == minh
    await db.run(lambda tx: staff.remove(tx, minh.id))
    assert (await db.run(lambda tx: comes(tx, MINH))).staff is None


async def test_staff_speak_their_language_too(db: Database) -> None:
    minh = await db.run(lambda tx: hired(tx, role=Role.SUPERVISOR))
    visitor = await db.run(lambda tx: comes(tx, MINH))
    await db.run(lambda tx: visitors.speak(tx, visitor, "en"))
    changed = await db.read(lambda tx: staff.get(tx, minh.id))
    assert changed is not None
    assert changed.language == "en"


async def test_blocked_and_back(db: Database) -> None:
    await db.run(comes)
    await db.run(lambda tx: blocking.mark_blocked(tx, LAN, True, NOW))
    assert (await db.run(comes)).blocked
    await db.run(lambda tx: blocking.mark_blocked(tx, LAN, False, NOW))
    assert not (await db.run(comes)).blocked
    await db.run(lambda tx: blocking.mark_blocked(tx, HOA, True, NOW))


async def test_first_contact_raced_by_many_chats(db: Database) -> None:
    chats = [Address("telegram", "loa", str(number % 4)) for number in range(16)]
    seen = await asyncio.gather(*(db.run(lambda tx, chat=chat: comes(tx, chat)) for chat in chats))
    assert len({visitor.citizen.id for visitor in seen}) == 4
