"""No column holds personal data but those that `bot.store.personal_data` names: erased on request, and after a time.

Whoever adds a column of bytes or of text has to say there what it holds; a sealed one has to be filled in
`tests.store.everything` too, so that what ends it is seen to work.
"""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Column, LargeBinary, Text, func, select

from bot.domain.cases import Ending
from bot.domain.leads import Move
from bot.domain.retention import Retention
from bot.runtime.clockwork import Clockwork
from bot.store.cases import queries as cases
from bot.store.engine.database import Database, Transaction
from bot.store.leads import queries as leads
from bot.store.messages import outbox as parcels
from bot.store.messages.claiming import Settled
from bot.store.personal_data import BLIND, DIGESTS, HARMLESS, PUBLIC, SEALED
from bot.store.tables import case_line, metadata, parcel, proposal
from tests.store.everything import forget, live
from tests.store.samples import NOW, after

HERS = [*(one.column for one in SEALED if one.whose == "citizen"), *BLIND]
UNSWEPT = {proposal.c.question, proposal.c.answer}
"""Redacted, and with an editor who ends them; everything else of a citizen's goes by itself."""


def names(columns: list[Column[Any]]) -> list[str]:
    return sorted(f"{column.table.name}.{column.name}" for column in columns)


def columns(kind: type[object]) -> list[Column[Any]]:
    return [column for table in metadata.sorted_tables for column in table.columns if isinstance(column.type, kind)]


def test_every_column_of_bytes_has_its_rule() -> None:
    ruled = [*(one.column for one in SEALED), *BLIND, *DIGESTS, *PUBLIC]
    assert names(columns(LargeBinary)) == names(ruled), "say in bot/store/personal_data.py who erases it, and when"


def test_every_column_of_plain_text_is_known_to_be_harmless() -> None:
    assert names(columns(Text)) == sorted(HARMLESS), "seal what is said; name in personal_data.py what is harmless"


def test_every_rule_can_be_followed() -> None:
    times = {field.name for field in fields(Retention)}
    for one in SEALED:
        assert len(one.column.table.primary_key.columns) == 1, "a change of keys goes row by row"
        assert one.kept in times or (not one.kept and one.why), f"{one.column}: how long is it kept?"
    assert set(BLIND.values()) <= {one.column for one in SEALED}


def filled(tx: Transaction, those: list[Column[Any]]) -> list[str]:
    """The columns in which there is anything."""
    return names([column for column in those if tx.connection.scalar(select(func.count(column)))])


async def test_everything_is_filled_so_that_what_ends_it_is_seen(db: Database) -> None:
    await db.run(live)
    every = [*(one.column for one in SEALED), *BLIND, *DIGESTS]
    assert await db.read(lambda tx: filled(tx, every)) == names(every), "fill it in tests/store/everything.py"


async def test_what_is_hers_goes_when_she_has_it_deleted(db: Database) -> None:
    who = await db.run(live)
    await db.run(lambda tx: forget(tx, who))
    assert await db.read(lambda tx: filled(tx, HERS)) == []


async def end_everything(db: Database) -> None:
    """Whatever waits for somebody is done: the request, the question, what came in and what goes out."""

    def work(tx: Transaction) -> None:
        asked = leads.get(tx, 1)
        assert asked is not None
        assert leads.move(tx, asked, Move.WITHDRAW, NOW)
        cases.end(tx, 1, Ending.STAFF, NOW)
        while claimed := parcels.claim(tx, "w", NOW, timedelta(minutes=1), 9):
            never = [Settled(one.number, one.fence, "never", reason="gone") for one in claimed]
            parcels.settle(tx, never, NOW)
        tx.connection.exec_driver_sql("UPDATE inbox SET state = 'aside'")

    await db.run(work)


@pytest.mark.parametrize("time", [field.name for field in fields(Retention)])
async def test_what_is_hers_goes_by_itself_after_its_time(db: Database, time: str) -> None:
    """Not before it, and what has another time is left alone."""
    await db.run(live)
    await end_everything(db)
    away = replace(Retention(), **{field.name: timedelta(days=9999) for field in fields(Retention)})
    keeping = replace(away, **{time: timedelta(days=50)})
    gone = [one.column for one in SEALED if one.whose == "citizen" and one.kept == time]
    before = await db.read(lambda tx: filled(tx, HERS))
    await Clockwork(db, lambda: after(days=49), keeping).forget()
    assert await db.read(lambda tx: filled(tx, HERS)) == before
    await Clockwork(db, lambda: after(days=52), keeping).forget()
    left = await db.read(lambda tx: filled(tx, HERS))
    assert not set(names(gone)) & set(left)
    blind = [column for column, source in BLIND.items() if source in gone]
    assert set(before) - set(left) == set(names([*gone, *blind]))


async def test_in_the_end_nothing_is_left(db: Database) -> None:
    await db.run(live)
    await end_everything(db)
    await Clockwork(db, lambda: after(days=3650)).forget()
    assert await db.read(lambda tx: filled(tx, HERS)) == names(list(UNSWEPT))
    assert await db.read(lambda tx: tx.connection.scalar(select(func.count(case_line.c.id)))) == 0
    assert await db.read(lambda tx: tx.connection.scalar(select(func.count(parcel.c.number)))) == 0
