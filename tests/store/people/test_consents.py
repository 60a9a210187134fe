"""Consents say what was agreed to and when it was taken back."""

from __future__ import annotations

from bot.store.engine.database import Database
from bot.store.people import consents
from bot.store.people.consents import Given
from tests.store.samples import NOW, after, comes


async def test_a_consent_is_given_and_taken_back(db: Database) -> None:
    who = (await db.run(comes)).citizen.id
    first = await db.run(lambda tx: consents.give(tx, who, "2026-1", ("call", "remind"), "telegram", "ab", NOW))
    await db.run(lambda tx: consents.withdraw(tx, who, after(days=1)))
    await db.run(lambda tx: consents.give(tx, who, "2026-2", (), "telegram", "cd", after(days=2)))
    given, again = await db.read(lambda tx: consents.of_citizen(tx, who))
    assert given == Given(first, "2026-1", ("call", "remind"), "telegram", "ab", NOW, after(days=1))
    assert again.withdrawn_at is None
    await db.run(lambda tx: consents.withdraw(tx, who, after(days=3)))
    assert (await db.read(lambda tx: consents.of_citizen(tx, who)))[0].withdrawn_at == after(days=1)
