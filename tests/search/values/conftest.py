"""The editors' short replies, as the program reads them."""

from __future__ import annotations

from datetime import date

import pytest

from bot.search.values.phrasebook import Phrasebook
from tests.content import CONTENT, knowing

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def book() -> Phrasebook:
    return knowing(CONTENT, TODAY).knowledge.phrasebook
