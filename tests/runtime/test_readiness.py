"""/readyz: a process is ready where what it writes is kept, and nobody makes it write more than it must."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bot.runtime.readiness import LASTS, Readiness
from bot.store.engine.database import Database, Transaction
from tests.store.samples import VAULT

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)


class Broken:
    """A database whose writes fail, or hang; reading would go on."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error, self.writes = error, 0

    async def run(self, _work: Callable[[Transaction], object]) -> None:
        self.writes += 1
        if self.error is None:
            await asyncio.sleep(60)
        elif self.writes == 1:
            raise self.error

    async def there(self) -> bool:
        return True


FAILURES = {
    "the disk is full": sqlite3.OperationalError("database or disk is full"),
    "the file is corrupt": sqlite3.DatabaseError("database disk image is malformed"),
    "it may not be written": PermissionError("/var/lib/loa.db"),
    "the server has gone": ConnectionRefusedError(),
    "somebody holds a lock": None,
}


@pytest.mark.parametrize("error", FAILURES.values(), ids=FAILURES)
async def test_who_cannot_write_cannot_work(error: Exception | None) -> None:
    seconds, broken = 0.0, Broken(error)
    readiness = Readiness(broken, lambda: NOW, "me", lambda: seconds, within=0.05)  # type: ignore[arg-type]
    assert not await readiness.ready()
    seconds = LASTS - 0.1
    assert not await readiness.ready()
    assert broken.writes == 1, "it is asked as often as anybody likes"
    seconds = LASTS
    assert await readiness.ready() is (error is not None), "it is looked at anew"


async def test_who_writes_is_ready(database_url: str) -> None:
    db = Database.open(database_url, VAULT)
    seconds = 0.0
    one, other = (Readiness(db, lambda: NOW, worker, lambda: seconds) for worker in ("one", "other"))
    for _look in range(3):
        assert await asyncio.gather(*(readiness.ready() for readiness in (one, other, one, other))) == [True] * 4
        seconds += LASTS
    await db.close()
