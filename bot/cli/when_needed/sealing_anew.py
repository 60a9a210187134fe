"""All that is sealed, sealed with another key."""

from __future__ import annotations

import asyncio

from bot.cli.at_the_database import at_the_database
from bot.settings.settings import Settings, read_settings
from bot.store.engine.database import Database
from bot.store.upkeep import key_rotation
from bot.store.upkeep.key_check import check_key


def sealed_anew() -> tuple[int, int, int]:
    """Seals everything with the operator's new key.

    Returns how many rows were, how many no key opens, and how many were sealed with an old one meanwhile.
    """
    settings = read_settings()
    at_the_database(settings, check_key, writes=False)
    rotated, rest = asyncio.run(_rotated(settings))
    return rotated.done, rotated.unread, rest


async def _rotated(settings: Settings) -> tuple[key_rotation.Rotated, int]:
    database = Database.open(settings.database, settings.vault, connections=2)
    try:
        return await key_rotation.rotate(database), await database.read(key_rotation.left)
    finally:
        await database.close()
