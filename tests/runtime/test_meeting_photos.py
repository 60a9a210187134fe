"""Photos of meetings are fetched from where they came, made small, and kept sealed; what is gone is dropped."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select

from bot.channels.interface import TryLater, Undeliverable
from bot.channels.media.forwarding import Files
from bot.domain.messages import Media
from bot.domain.retention import Retention
from bot.runtime.clockwork import Clockwork
from bot.runtime.meeting_photos import MOST_BYTES, MOST_TRIES, fetch_photos
from bot.store.engine.database import Database, Transaction
from bot.store.meetings import photos, queries
from bot.store.tables import meeting_photo
from tests.store.everything import PLAN
from tests.store.samples import NOW, VAULT, after, hired


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[Database]:
    database = Database.open(database_url, VAULT)
    yield database
    await database.close()


class Looked(Exception):
    """So often as the test lets it."""


async def look(db: Database, files: Files, times: int = 1) -> None:
    left = iter(range(times - 1))

    async def pause(_seconds: float) -> None:
        if next(left, None) is None:
            raise Looked

    try:
        await fetch_photos(db, files, pause)
    except Looked:
        return


def sent(tx: Transaction, *refs: str) -> int:
    minh = hired(tx)
    number = queries.add(tx, PLAN, minh.id, NOW).number
    for ref in refs:
        photos.add(tx, number, Media("photo", "paper", "", ref), minh.id, NOW)
    return number


def picture(side: int) -> bytes:
    body = BytesIO()
    Image.effect_noise((side, side), 80).save(body, "PNG")
    return body.getvalue()


async def test_it_is_made_small_and_kept_sealed_for_its_time(db: Database) -> None:
    number = await db.run(lambda tx: sent(tx, "1"))

    async def fetch(_media: Media) -> bytes:
        return await asyncio.to_thread(picture, 1600)

    files = Files()
    files.add("paper", "", fetch)
    await look(db, files)
    kept = await db.read(lambda tx: photos.get(tx, number, 1))
    assert kept is not None
    assert kept.startswith(b"\xff\xd8")
    assert len(kept) <= MOST_BYTES
    row = await db.read(lambda tx: tx.connection.execute(select(meeting_photo)).one())
    assert row.source is None, "where it was is forgotten"
    assert kept[:200] not in row.body
    assert await db.read(lambda tx: photos.get(tx, number + 1, 1)) is None, "of another meeting"
    keeping = Retention()
    await Clockwork(db, lambda: NOW + keeping.photos - timedelta(hours=1), keeping).forget()
    assert await db.read(lambda tx: photos.many(tx, number)) == 1
    await Clockwork(db, lambda: after(days=91), keeping).forget()
    assert await db.read(lambda tx: photos.many(tx, number)) == 0


async def test_what_cannot_be_had_now_is_tried_again_and_what_is_gone_is_dropped(db: Database) -> None:
    number = await db.run(lambda tx: sent(tx, "later", "gone", "text"))

    async def fetch(media: Media) -> bytes:
        if media.ref == "later":
            raise TryLater("the network is down")
        if media.ref == "gone":
            raise Undeliverable("gone")
        return b"no photo"

    files = Files()
    files.add("paper", "", fetch)
    await look(db, files)
    (waits,) = await db.read(lambda tx: photos.waiting(tx, 9))
    assert (waits.media.ref, waits.tries) == ("later", 1)
    await look(db, files, MOST_TRIES)
    assert await db.read(lambda tx: photos.many(tx, number)) == 0
