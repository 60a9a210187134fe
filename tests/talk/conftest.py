"""The scene of a turn, with the province's real content and without any database."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from bot.domain.people import Role, Staff
from bot.flows.catalogue import FOR_ALL, FOR_STAFF
from bot.talk.scene import Scene
from bot.words import languages
from tests.content import CONTENT, ROOT, knowing

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=timezone(timedelta(hours=7)))
MINH = Staff(1, "Minh", Role.OFFICER, "vi", frozenset({"29419"}))


@pytest.fixture(scope="session")
def scene() -> Scene:
    """What a citizen's turn knows."""
    knowledge = knowing(CONTENT, MONDAY.date()).knowledge
    language = languages(ROOT / "locales")["vi"]
    return Scene(knowledge, language, MONDAY, MONDAY.date(), nonce="1", flows=FOR_ALL)


@pytest.fixture(scope="session")
def staff_scene(scene: Scene) -> Scene:
    """What a turn of a member of staff knows."""
    return replace(scene, flows=FOR_STAFF, staff=MINH)
