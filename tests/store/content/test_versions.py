"""Versions of the content: none is forgotten, but the files of old ones do not grow for ever."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.content.drafts import Edit, Source
from bot.domain.content.versions import Folder, How
from bot.domain.errors import Trouble
from bot.services.content import versions as accepting
from bot.store.content import drafts, folders, versions
from bot.store.engine.database import Database, Transaction

FIRST_DAY = datetime(2026, 1, 1, 2, tzinfo=UTC)
TODAY = FIRST_DAY + timedelta(days=199)
OLD = TODAY - timedelta(days=90)


def one_a_day(tx: Transaction) -> None:
    before = None
    for day in range(200):
        at = FIRST_DAY + timedelta(days=day)
        before = versions.add(tx, before, f"hash {day}", f"files {day}".encode(), How.FOLDER, at)


def full(tx: Transaction) -> list[int]:
    return [one.number for one in reversed(versions.latest(tx, 999)) if versions.files(tx, one.number)]


async def test_old_ones_are_thinned_to_the_last_of_each_month_and_all_stay_in_the_history(db: Database) -> None:
    await db.run(one_a_day)
    emptied = await db.run(lambda tx: versions.thin(tx, OLD))
    kept = await db.read(full)
    ends_of_months = [31, 59, 90]
    assert kept == [*ends_of_months, *range(110, 201)]
    assert emptied == 200 - len(kept)
    assert len(await db.read(lambda tx: versions.latest(tx, 999))) == 200
    assert await db.read(lambda tx: versions.holding(tx, "hash 3")) is not None, "an image's old folder is known by it"
    assert await db.run(lambda tx: versions.thin(tx, OLD)) == 0


async def test_the_last_ones_stay_however_old_and_what_somebody_works_from(db: Database) -> None:
    def work(tx: Transaction) -> None:
        one_a_day(tx)
        drafts.add(tx, Source.FORM, "answer", "a", 7, Edit({"a.md": b"x"}, {"a.md": b"y"}), None, "", TODAY)
        folders.settled(tx, Folder("image", "/srv/content"), 11, "hash 10", TODAY)

    await db.run(work)
    await db.run(lambda tx: versions.thin(tx, TODAY + timedelta(days=400), last=5))
    assert await db.read(full) == [7, 11, 31, 59, 90, 120, 151, 181, *range(196, 201)]


async def test_there_is_no_way_back_to_files_that_are_gone(db: Database) -> None:
    await db.run(one_a_day)
    await db.run(lambda tx: versions.thin(tx, OLD))
    with pytest.raises(Trouble, match="đã được dọn đi"):
        await db.run(lambda tx: accepting.undo(tx, 5, TODAY, None))
    assert (await db.run(lambda tx: accepting.undo(tx, 31, TODAY, None))).number == 201
