"""A running site for the tests of the pages."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.databases import Databases
from tests.web.board.site import Board, open_board_site
from tests.web.browser import browser, page
from tests.web.site import Site, open_site

__all__ = ["browser", "page"]


@pytest.fixture
def database_file(made_databases: Databases) -> str:
    """The URL of a fresh SQLite database: the pages ask nothing that differs between the two kinds."""
    return made_databases.fresh("sqlite")


@pytest.fixture
async def site(database_file: str) -> AsyncIterator[Site]:
    async with open_site(database_file) as opened:
        yield opened


@pytest.fixture
async def demo(database_file: str) -> AsyncIterator[Site]:
    async with open_site(database_file, demo=True) as opened:
        yield opened


@pytest.fixture
async def board(database_url: str) -> AsyncIterator[Board]:
    """A staff board, once on either database: unlike the chat page, it counts, sorts and groups."""
    async with open_board_site(database_url) as opened:
        yield opened
