"""The migrations lead to the tables of the code, on both databases, and back."""

from __future__ import annotations

import asyncio
from typing import Any, ClassVar

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, Table, insert, inspect, select

from bot.domain.errors import Trouble
from bot.domain.messages import Subject
from bot.store.engine.database import Database, Transaction
from bot.store.messages import outbox as parcels
from bot.store.statistics import facts, plan_usage
from bot.store.tables import address, metadata
from bot.store.tables import lead as request
from bot.store.upkeep.migrate import migrate
from bot.store.upkeep.version import MIGRATIONS, check, newest
from tests.databases import Databases
from tests.store.samples import LAN, NOW, VAULT


def differences(tx: Transaction) -> list[Any]:
    return list(compare_metadata(MigrationContext.configure(tx.connection, opts={"compare_type": True}), metadata))


def names(tx: Transaction) -> set[str]:
    return set(inspect(tx.connection).get_table_names())


def parts(tx: Transaction) -> dict[str | None, str]:
    """The condition of every index on part of a table: comparing metadata does not look at those."""
    found = {}
    for table in names(tx) & set(metadata.tables):
        for index in inspect(tx.connection).get_indexes(table):
            options = index.get("dialect_options", {})
            condition = options.get("sqlite_where", options.get("postgresql_where"))
            if condition is not None:
                found[index["name"]] = str(condition).translate(str.maketrans("", "", "()")).replace("::text", "")
    return found


async def test_the_tables_are_those_of_the_code(db: Database) -> None:
    assert await db.read(differences) == []
    await check(db)


def test_the_newest_file_is_the_head() -> None:
    assert newest() == ScriptDirectory(MIGRATIONS).get_current_head()


async def test_every_index_on_a_part_is_there(db: Database) -> None:
    found = await db.read(parts)
    expected = {
        index.name
        for table in metadata.tables.values()
        for index in table.indexes
        if index.dialect_options["sqlite"]["where"] is not None
    }
    assert set(found) == expected
    assert found["ix_lead_open_commune"].removesuffix(" = 1") == "open"
    assert found["ix_parcel_due"] == "state = 'waiting'"


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_there_and_back(made_databases: Databases, kind: str) -> None:
    url = made_databases.empty(kind)
    await asyncio.to_thread(migrate, url)
    await asyncio.to_thread(migrate, url)
    await asyncio.to_thread(migrate, url, "base")
    db = Database.open(url, VAULT)
    assert await db.read(names) == {"alembic_version"}
    with pytest.raises(Trouble):
        await check(db)
    await asyncio.to_thread(migrate, url)
    assert await db.read(differences) == []
    await db.close()


async def test_two_may_migrate_at_once(made_databases: Databases) -> None:
    url = made_databases.empty("postgresql")
    await asyncio.gather(*(asyncio.to_thread(migrate, url) for _ in range(3)))
    db = Database.open(url, VAULT)
    assert await db.read(differences) == []
    await db.close()


class OldParcels:
    """Parcels as they were when each kind of subject had a column of its own: about request 7, question 3, nothing."""

    SUBJECTS: ClassVar = {"card": (7, None), "line": (None, 3), "hello": (None, None), "sent": (7, None)}

    def table(self, tx: Transaction, name: str) -> Table:
        return Table(name, MetaData(), autoload_with=tx.connection, resolve_fks=False)

    def add(self, tx: Transaction, name: str, **row: object) -> None:
        tx.connection.execute(insert(self.table(tx, name)).values(**row))

    def fill(self, tx: Transaction) -> None:
        self.add(tx, "citizen", id=1, language="vi", came_from="", since=NOW)
        agreed = {"version": "1", "purposes": "call", "channel": "telegram", "text_sha256": ""}
        self.add(tx, "consent", id=1, citizen_id=1, given_at=NOW, **agreed)
        about = {"citizen_id": 1, "consent_id": 1, "state": "new", "open": True, "commune": "29000"}
        self.add(tx, "lead", number=7, asked_at=NOW, changed_at=NOW, asked_by_other=False, **about)
        for key, (lead, case) in self.SUBJECTS.items():
            self.add(
                tx,
                "parcel",
                **{"key": key, "channel": LAN.channel, "account": LAN.account, "chat": LAN.chat, "kind": "new"},
                **{"in_group": False, "bulk": False, "unsure": False, "attempts": 0, "fence": 0},
                **{"state": "sent" if key == "sent" else "waiting", "due": NOW, "at": NOW, "body": b"sealed"},
                **{"edits": "", "worker": "", "message_id": f"m-{key}", "reason": "", "lead": lead, "live_case": case},
            )

    def subjects(self, tx: Transaction) -> dict[str, tuple[int | None, int | None]]:
        parcel = self.table(tx, "parcel").c
        rows = tx.connection.execute(select(parcel.key, parcel.lead, parcel.live_case))
        return {row.key: (row.lead, row.live_case) for row in rows}

    def whole(self, tx: Transaction) -> dict[str, dict[str, object]]:
        parcel = self.table(tx, "parcel")
        return {row["key"]: dict(row) for row in tx.connection.execute(select(parcel)).mappings()}


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_what_parcels_are_about_survives_the_way_there_and_back(made_databases: Databases, kind: str) -> None:
    url, old = made_databases.empty(kind), OldParcels()
    await asyncio.to_thread(migrate, url, "0009")
    db = Database.open(url, VAULT)
    await db.run(old.fill)
    before = await db.read(old.whole)
    await db.close()

    await asyncio.to_thread(migrate, url)
    db = Database.open(url, VAULT)
    assert await db.read(differences) == []
    subjects = {key: await db.read(lambda tx, key=key: parcels.about(tx, numbered(tx, key))) for key in old.SUBJECTS}
    lead, case = Subject.lead(7), Subject.case(3)
    assert subjects == {"card": lead, "line": case, "hello": None, "sent": lead}
    assert await db.run(lambda tx: parcels.withdraw(tx, about=case)) == 1
    assert [await db.read(lambda tx, key=key: parcels.state(tx, key)) for key in ("card", "line")] == [
        "waiting",
        "withdrawn",
    ]
    await db.close()

    await asyncio.to_thread(migrate, url, f"-{int(newest()) - 9}")
    db = Database.open(url, VAULT)
    assert await db.read(old.subjects) == old.SUBJECTS
    assert {"ix_parcel_lead", "ix_parcel_live_case", "ix_parcel_due"} <= set(await db.read(parts))
    assert await db.read(old.whole) == before | {"line": before["line"] | {"state": "withdrawn", "body": None}}
    await db.close()


def numbered(tx: Transaction, key: str) -> int:
    parcel = metadata.tables["parcel"].c
    return tx.connection.execute(select(parcel.number).where(parcel.key == key)).scalar_one()


class OldTallies:
    """Counts as they were before the ledger, Lan who came by a code, and her request."""

    COUNTED: ClassVar = {
        ("arrival", "", "XMY7"): 3,
        ("request", "29419", "XMY7"): 2,
        ("outcome:joined", "29419", ""): 1,
        ("useful muc-dong", "", ""): 4,
        ("wrong muc-dong", "", ""): 1,
        ("sent:zalo_bot:17", "", ""): 9,
        ("zalo_oa:sub_quota", "", ""): 5,
    }

    def table(self, tx: Transaction, name: str) -> Table:
        return Table(name, MetaData(), autoload_with=tx.connection, resolve_fks=False)

    def fill(self, tx: Transaction) -> None:
        tally = self.table(tx, "tally")
        for (what, commune, came_from), times in self.COUNTED.items():
            row = {"day": NOW.date(), "what": what, "commune": commune, "came_from": came_from}
            for slot in range(2):
                tx.connection.execute(insert(tally).values(**row, slot=slot, times=times * (slot + 1)))
        for number, code in ((1, "XMY7"), (2, "")):
            tx.connection.execute(
                insert(self.table(tx, "citizen")).values(id=number, language="vi", came_from=code, since=NOW)
            )
            place = {"channel": "telegram", "account": "loa", "chat": str(number)}
            tx.connection.execute(
                insert(self.table(tx, "address")).values(id=number, citizen_id=number, talked_at=NOW, **place)
            )
        agreed = {"version": "1", "purposes": "call", "channel": "telegram", "text_sha256": ""}
        tx.connection.execute(insert(self.table(tx, "consent")).values(id=1, citizen_id=1, given_at=NOW, **agreed))
        about = {"citizen_id": 1, "consent_id": 1, "state": "new", "open": True, "commune": "29419", "phone": b"x"}
        tx.connection.execute(
            insert(self.table(tx, "lead")).values(number=7, asked_at=NOW, changed_at=NOW, asked_by_other=False, **about)
        )

    def tallies(self, tx: Transaction) -> dict[tuple[str, str, str], int]:
        tally = self.table(tx, "tally").c
        rows = tx.connection.execute(select(tally.what, tally.commune, tally.came_from, tally.times))
        return {tuple(row[:3]): row[3] for row in rows}

    def codes(self, tx: Transaction) -> list[str]:
        citizen = self.table(tx, "citizen").c
        return list(tx.connection.execute(select(citizen.came_from).order_by(citizen.id)).scalars())


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_tallies_become_facts_and_back(made_databases: Databases, kind: str) -> None:
    url, old = made_databases.empty(kind), OldTallies()
    await asyncio.to_thread(migrate, url, "0026")
    db = Database.open(url, VAULT)
    await db.run(old.fill)
    await db.close()

    await asyncio.to_thread(migrate, url)
    db = Database.open(url, VAULT)
    assert await db.read(lambda tx: facts.sums(tx, ("step", "unit", "source", "answer"))) == {
        ("arrival", "", "XMY7", ""): 9,
        ("request", "29419", "XMY7", ""): 6,
        ("outcome:joined", "29419", "", ""): 3,
        ("useful", "", "", "muc-dong"): 12,
        ("wrong", "", "", "muc-dong"): 3,
    }
    assert await db.read(lambda tx: plan_usage.sent(tx, "zalo_bot", "17", NOW.date())) == 27
    assert await db.read(lambda tx: plan_usage.used(tx, "zalo_oa", "", "sub_quota", NOW.date())) == 15
    asked = await db.read(lambda tx: tx.connection.execute(select(request.c.channel, request.c.source)).one())
    assert tuple(asked) == ("telegram", "XMY7")
    came = await db.read(lambda tx: tx.connection.execute(select(address.c.came_from, address.c.came_at)).all())
    assert {tuple(row) for row in came} == {("XMY7", NOW), ("", None)}
    await db.close()

    await asyncio.to_thread(migrate, url, f"-{int(newest()) - 26}")
    db = Database.open(url, VAULT)
    assert await db.read(old.tallies) == {key: times * 3 for key, times in old.COUNTED.items()}
    assert await db.read(old.codes) == ["XMY7", ""]
    await db.close()
