"""The migrations lead to the tables of the code, on both databases, and back."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from bot.domain.errors import Trouble
from bot.store.engine.database import Database, Transaction
from bot.store.tables import metadata
from bot.store.upkeep.migrate import migrate
from bot.store.upkeep.version import MIGRATIONS, check, newest
from tests.databases import Databases
from tests.store.samples import VAULT


def differences(tx: Transaction) -> list[Any]:
    return list(compare_metadata(MigrationContext.configure(tx.connection, opts={"compare_type": True}), metadata))


def names(tx: Transaction) -> set[str]:
    return set(inspect(tx.connection).get_table_names())


def parts(tx: Transaction) -> dict[str | None, str]:
    """The condition of every index on part of a table: comparing metadata does not look at those."""
    found = {}
    for table in metadata.tables:
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
