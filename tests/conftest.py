"""What all tests share: fresh databases of both kinds."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.logs import set_up_logs
from tests.content import COMPILED
from tests.databases import Databases, databases
from tests.dialects import compile_once
from tests.leftovers import watched


def pytest_configure() -> None:
    compile_once()
    watched()
    os.environ.setdefault("LOA_COMPILED", str(COMPILED))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest tests begin first, so that in the end nobody waits for them alone."""
    items.sort(key=lambda item: item.get_closest_marker("chaos") is None)


@pytest.fixture(scope="session", autouse=True)
def quiet_logs() -> Iterator[None]:
    """The real set-up of logs, written to nowhere: structlog's own would draw every exception with all its locals."""
    with Path(os.devnull).open("w") as nowhere:
        set_up_logs("info", "json", nowhere)
        yield


@pytest.fixture(scope="session")
def made_databases() -> Iterator[Databases]:
    with databases(in_memory=True) as made:
        yield made


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, made_databases: Databases) -> Iterator[str]:
    """A migrated, empty database of its own for each test, once of either kind."""
    with made_databases.lend(request.param) as url:
        yield url


@pytest.fixture
def postgresql_url(made_databases: Databases) -> Iterator[str]:
    """A migrated, empty PostgreSQL of its own, for what only several processes can do."""
    with made_databases.lend("postgresql") as url:
        yield url
