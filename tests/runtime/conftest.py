"""A post office, and offices that share a content, on either database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.runtime.content_office import Office
from tests.runtime.paper import FastClock, PostOffice, open_database


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[PostOffice]:
    database = open_database(database_url)
    yield PostOffice(database, FastClock())
    await database.close()


@pytest.fixture
async def contents(database_url: str, tmp_path: Path) -> AsyncIterator[Office]:
    db = open_database(database_url)
    yield Office(db, tmp_path)
    await db.close()
