"""An open database for each test, once of either kind."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.store.engine.database import Database
from tests.store.samples import VAULT


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[Database]:
    database = Database.open(database_url, VAULT)
    yield database
    await database.close()


@pytest.fixture
async def shared(postgresql_url: str) -> AsyncIterator[Database]:
    """A database where others may write at the same time."""
    database = Database.open(postgresql_url, VAULT)
    yield database
    await database.close()
