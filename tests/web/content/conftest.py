"""A newsroom over a small content of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.library.conftest import small_content
from tests.web.content.site import Newsroom, open_newsroom


@pytest.fixture
async def newsroom(database_file: str, tmp_path: Path) -> AsyncIterator[Newsroom]:
    folder = small_content(tmp_path / "content")
    folder.write("posters/posters.yaml", '# mã trên áp phích\nXMY7:\n  where: "Chợ Mỹ Long"\n')
    async with open_newsroom(database_file, folder) as opened:
        yield opened
