"""A sealed value opens in its own row and column alone: what is copied elsewhere by SQL is nobody's."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Column, select, update

from bot.domain.errors import Trouble
from bot.domain.messages import Message
from bot.store.cases import proposals
from bot.store.cases import queries as cases
from bot.store.engine.database import Database, Transaction
from bot.store.leads import queries as leads
from bot.store.messages import chat_lines, inbox, outbox
from bot.store.people import visitors
from bot.store.personal_data import PLACES, by_table, row_id
from bot.store.staff import members
from bot.store.tables import address, chat_line, lead, parcel, staff
from bot.store.tables import inbox as inbox_table
from bot.store.upkeep.key_rotation import left, rotate
from tests.sealed import opened
from tests.store.everything import live
from tests.store.samples import HOA, LAN, MINH, NOW, OTHER_PHONE, PHONE, after, asks, comes, hired, says

COLUMNS = sorted(PLACES, key=str)


def two_of_each(tx: Transaction) -> None:
    """Lan's rows and Hoa's."""
    for number, (place, phone, name) in enumerate(((LAN, PHONE, "Lan"), (HOA, OTHER_PHONE, "Hoa")), start=1):
        asked = asks(tx, place, name, phone)
        leads.step(tx, asked.number, "note", NOW, None, f"ghi chú của {name}")
        came = comes(tx, place)
        visitors.remember(tx, came.address_id, f"{name} đang nói", NOW)
        case = cases.add(tx, came.citizen.id, came.address_id, "29000", NOW, after(minutes=15))
        cases.say(tx, case, "citizen", f"lời của {name}", NOW)
        proposals.propose(tx, case, f"{name} hỏi", f"đáp {name}", NOW)
        chat_lines.add(tx, name, Message(f"dòng của {name}"), NOW, mine=True, message_id=str(number))
        inbox.receive(tx, says(place, str(number), f"tin của {name}"), NOW)
        outbox.post(tx, f"to {name}", place, Message(f"gửi {name}"), NOW)
        hired(tx, replace(MINH, chat=f"officer{number}"), f"cán bộ {number}")


@pytest.mark.parametrize("column", COLUMNS, ids=str)
async def test_a_value_opens_in_its_own_row_and_column_alone(db: Database, column: Column[Any]) -> None:
    def tried(tx: Transaction) -> None:
        row = tx.connection.execute(select(column.table).where(column.is_not(None))).first()
        assert row is not None
        assert opened(tx, column, row)
        place = [row._mapping[one] for one in PLACES[column]]
        elsewhere = [(column, [*place[:-1], f"{place[-1]}0"]), (column, [f"{place[0]}0", *place[1:]])]
        elsewhere += [(other, place) for other in COLUMNS if other is not column]
        for other, values in elsewhere:
            with pytest.raises(Trouble):
                tx.unseal(other, row_id(values), row._mapping[column])
        with pytest.raises(Trouble):
            tx.vault.unseal(row._mapping[column])

    await db.run(live)
    await db.read(tried)


def test_the_sealed_columns_of_a_table_are_bound_to_the_same() -> None:
    """A change of keys reads the place once for each row."""
    for columns in by_table().values():
        assert len({PLACES[one] for one in columns}) == 1


def swap(tx: Transaction, column: Column[Any], which: Column[Any]) -> None:
    """Gives every row the value of the first, as somebody does who has the database and not the key."""
    one = select(column).where(column.is_not(None)).order_by(which).limit(1)
    sealed = tx.connection.execute(one).scalar_one()
    tx.connection.execute(update(column.table).where(column.is_not(None)).values({column.name: sealed}))


async def test_what_was_copied_is_neither_sent_nor_heard(db: Database) -> None:
    """A parcel is given up, a message set aside, a conversation begins anew; each holds nobody up."""
    await db.run(two_of_each)
    for column, which in (
        (parcel.c.body, parcel.c.number),
        (inbox_table.c.body, inbox_table.c.number),
        (address.c.conversation, address.c.id),
    ):
        await db.run(lambda tx, column=column, which=which: swap(tx, column, which))
    claimed = await db.run(lambda tx: outbox.claim(tx, "w", NOW, timedelta(minutes=1), 9))
    assert [one.message.text for one in claimed] == ["gửi Lan"]
    assert await db.read(lambda tx: outbox.state(tx, "to Hoa")) == "never"
    hers = await db.run(lambda tx: inbox.next_of(tx, HOA))
    assert isinstance(hers, inbox.Received)
    assert (hers.unread, hers.incoming.text) == (True, "")
    talks = [await db.run(lambda tx, place=place: comes(tx, place).conversation) for place in (LAN, HOA)]
    assert talks == ["Lan đang nói", ""]


async def test_nobody_bears_the_name_of_another_member_of_staff(db: Database) -> None:
    await db.run(two_of_each)
    await db.run(lambda tx: swap(tx, staff.c.name, staff.c.id))
    with pytest.raises(Trouble):
        await db.read(members.all_staff)
    assert [one.name for one in await db.read(lambda tx: [members.get(tx, 1)]) if one] == ["cán bộ 1"]


async def test_hers_is_shown_to_nobody_else(db: Database) -> None:
    """By the queries themselves: the request, its history, the question, the web chat."""

    def swapped(tx: Transaction) -> None:
        one = select(chat_line.c.body).where(chat_line.c.chat == "Lan").scalar_subquery()
        tx.connection.execute(update(chat_line).where(chat_line.c.chat == "Hoa").values(body=one))
        phone = tx.connection.execute(select(lead.c.phone).where(lead.c.number == 1)).scalar_one()
        tx.connection.execute(update(lead).where(lead.c.number == 2).values(phone=phone))

    await db.run(two_of_each)
    await db.run(swapped)
    assert [line.message.text for line in await db.read(lambda tx: chat_lines.last(tx, "Lan", 9))] == ["dòng của Lan"]
    for query in (lambda tx: chat_lines.last(tx, "Hoa", 9), lambda tx: [leads.get(tx, 2)]):
        with pytest.raises(Trouble):
            await db.read(query)


async def test_neither_in_another_column_of_its_own_row_nor_unbound(db: Database) -> None:
    await db.run(two_of_each)

    def mixed(tx: Transaction) -> None:
        name, phone = tx.connection.execute(select(lead.c.name, lead.c.phone).where(lead.c.number == 1)).one()
        for sealed in (name, tx.vault.seal("+84912345678")):
            with pytest.raises(Trouble):
                tx.unseal(lead.c.phone, 1, sealed)
        with pytest.raises(Trouble):
            tx.vault.unseal(phone)

    await db.read(mixed)


async def test_what_a_release_before_has_sealed_is_bound_by_the_next_rotation(db: Database) -> None:
    await db.run(two_of_each)

    def unbound(tx: Transaction) -> None:
        for column in COLUMNS:
            (key,) = column.table.primary_key.columns
            for row in tx.connection.execute(select(key.table).where(column.is_not(None))).all():
                before = tx.vault.seal(opened(tx, column, row))
                mine = key == row._mapping[key]
                tx.connection.execute(update(key.table).where(mine).values({column.name: before}))

    await db.run(unbound)
    assert await db.read(left) > 0
    with pytest.raises(Trouble):
        await db.read(lambda tx: leads.get(tx, 2))
    assert (await rotate(db)).unread == 0
    assert await db.read(left) == 0
    found = await db.read(lambda tx: leads.get(tx, 2))
    assert found is not None
    assert (found.name, found.phone) == ("Hoa", OTHER_PHONE)
    await rotate(db, bound=False)
    sealed = await db.read(
        lambda tx: tx.connection.execute(select(lead.c.name).order_by(lead.c.number)).scalars().all()
    )
    assert await db.read(lambda tx: [tx.vault.unseal(one) for one in sealed]) == ["Lan", "Hoa"], "as it was before"
