"""A post office on either database."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.runtime.paper import FastClock, PostOffice, open_database


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[PostOffice]:
    database = open_database(database_url)
    yield PostOffice(database, FastClock())
    await database.close()
