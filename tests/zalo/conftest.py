"""A Zalo Official Account in a box for each test, and an office of ours that has its consent."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.zalo.oa_emulator import OaEmulator
from tests.zalo.oa_office import Office, office


@pytest.fixture
async def box() -> AsyncIterator[OaEmulator]:
    async with OaEmulator() as box:
        yield box


@pytest.fixture
async def ours(box: OaEmulator, database_url: str) -> AsyncIterator[Office]:
    async with office(box, database_url) as ours:
        await ours.consent()
        yield ours
