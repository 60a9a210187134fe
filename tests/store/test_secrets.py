"""Nobody who has the database but not the key reads anything personal; and forgetting leaves nothing to read."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from bot.domain.messages import Address, Message
from bot.store.engine.database import Database, Transaction
from bot.store.leads import queries as leads
from bot.store.messages import inbox
from bot.store.messages import outbox as parcels
from bot.store.people import consents, visitors
from bot.store.tables import address, citizen, metadata
from tests.sealed import everything
from tests.store.everything import SECRETS, forget, live
from tests.store.samples import (
    HOA,
    LAN,
    MINH,
    NOW,
    OTHER_PHONE,
    asks,
    comes,
    hired,
    says,
)


async def test_the_file_tells_nothing(db: Database, database_url: str) -> None:
    await db.run(live)
    told = await db.read(everything)
    assert all(secret in told for secret in SECRETS)
    if db.shared:
        raw = (await db.read(bare)).encode()
    else:
        file = Path(database_url.removeprefix("sqlite:///"))
        raw = b"".join(part.read_bytes() for part in file.parent.glob(f"{file.name}*"))
    assert LAN.chat.encode() in raw
    for secret in SECRETS:
        assert secret.encode() not in raw
        assert secret.encode().hex().encode() not in raw


def bare(tx: Transaction) -> str:
    """Every row as the server keeps it, bytes as hexadecimal."""
    return "\n".join(
        str(row[0])
        for table in metadata.sorted_tables
        for row in tx.connection.exec_driver_sql(f"SELECT {table.name}::text FROM {table.name}")
    )


async def test_forgotten_there_is_nothing_left_to_open(db: Database) -> None:
    who = await db.run(live)
    await db.run(lambda tx: asks(tx, HOA, "Hoa", OTHER_PHONE))
    await db.run(lambda tx: forget(tx, who))
    left = await db.read(
        lambda tx: everything(
            tx, without=frozenset({"staff", "invitation", "approval", "content_draft", "meeting_report"})
        )
    )
    for secret in SECRETS:
        assert secret not in left
    assert "Hoa" in left
    assert str(OTHER_PHONE) in left


async def test_forgotten_she_is_somebody_new_who_speaks_the_same_language(db: Database) -> None:
    who = await db.run(live)
    before = await db.run(comes)
    await db.run(lambda tx: visitors.speak(tx, before, "en"))
    await db.run(lambda tx: visitors.came_from(tx, before.address_id, "cho", NOW))
    await db.run(lambda tx: forget(tx, who))
    visitor = await db.run(comes)
    assert visitor.citizen.id != who
    assert (visitor.citizen.language, visitor.citizen.came_from, visitor.conversation) == ("en", "", "")
    assert visitor.address_id == before.address_id
    assert await db.read(lambda tx: leads.of_citizen(tx, visitor.citizen.id)) == []
    assert await db.read(lambda tx: consents.of_citizen(tx, visitor.citizen.id)) == []
    assert not await db.read(lambda tx: inbox.waiting(tx, LAN))


async def test_forgotten_staff_stay_staff(db: Database) -> None:
    minh = await db.run(hired)
    visitor = await db.run(lambda tx: comes(tx, MINH))
    await db.run(lambda tx: forget(tx, visitor.citizen.id))
    assert (await db.run(lambda tx: comes(tx, MINH))).staff == minh


async def test_what_is_said_after_forgetting_is_sent(db: Database) -> None:
    who = await db.run(live)

    def work(tx: Transaction) -> None:
        forget(tx, who)
        parcels.post(tx, "bye", LAN, Message("Đã xóa ạ"), NOW)

    await db.run(work)
    claimed = await db.run(lambda tx: parcels.claim(tx, "w", NOW, timedelta(minutes=1), 9))
    assert [parcel.key for parcel in claimed] == ["bye"]


async def test_a_strangers_chat_is_left_alone(db: Database) -> None:
    who = await db.run(live)
    stranger = Address("telegram", "loa", "1")
    await db.run(lambda tx: inbox.receive(tx, says(stranger, "99"), NOW))
    await db.run(lambda tx: parcels.post(tx, "hers", stranger, Message("x"), NOW))
    kept = await db.run(lambda tx: comes(tx, stranger))
    await db.run(lambda tx: forget(tx, who))
    assert await db.run(lambda tx: comes(tx, stranger)) == replace(kept, new=False)
    assert await db.read(lambda tx: inbox.waiting(tx, stranger))
    rows = await db.read(lambda tx: tx.connection.execute(select(address.c.chat, citizen.c.id).join(citizen)).all())
    assert len(rows) == 3
