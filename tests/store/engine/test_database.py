"""One transaction is all or nothing, clashes are tried again, and away is not wrong."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from contextlib import suppress
from datetime import datetime
from itertools import count

import pytest
from sqlalchemy import exc, insert, select, update

from bot.domain.errors import Trouble
from bot.store.engine.database import Database, Transaction
from bot.store.people import visitors
from bot.store.tables import address, citizen
from tests.store.samples import HOA, LAN, NOW, VAULT, comes


def languages(tx: Transaction) -> list[str]:
    return list(tx.connection.execute(select(citizen.c.language).order_by(citizen.c.id)).scalars())


async def test_an_error_undoes_everything(db: Database) -> None:
    def work(tx: Transaction) -> None:
        comes(tx)
        raise ValueError("half-way")

    with pytest.raises(ValueError, match="half-way"):
        await db.run(work)
    assert await db.read(languages) == []
    await db.run(comes)
    assert await db.read(languages) == ["vi"]


async def test_one_statement_by_itself_is_kept_or_undone_like_any_other(db: Database) -> None:
    await db.once(comes_alone)
    assert await db.read(languages) == ["vi"]
    with pytest.raises(exc.DBAPIError):
        await db.once(lambda tx: tx.connection.exec_driver_sql("INSERT INTO nowhere VALUES (1)"))
    assert await db.read(languages) == ["vi"]
    with pytest.raises(ValueError, match="later"):
        await db.run(comes_and_fails)
    assert await db.read(languages) == ["vi"], "the next transaction on that connection is one"


def comes_alone(tx: Transaction) -> None:
    tx.connection.execute(insert(citizen).values(language="vi", since=NOW))


def comes_and_fails(tx: Transaction) -> None:
    comes_alone(tx)
    raise ValueError("later")


async def test_reading_keeps_nothing(db: Database) -> None:
    with suppress(exc.OperationalError):
        await db.read(comes)
    assert await db.read(languages) == []


async def test_reading_waits_for_no_writer(db: Database) -> None:
    await db.run(comes)
    began, go_on = threading.Event(), threading.Event()

    def slow(tx: Transaction) -> None:
        comes(tx, HOA)
        began.set()
        go_on.wait(10)

    writing = asyncio.get_running_loop().run_in_executor(None, lambda: asyncio.run(in_a_loop_of_its_own(db, slow)))
    await asyncio.to_thread(began.wait, 10)
    async with asyncio.timeout(5):
        assert await db.read(languages) == ["vi"]
    go_on.set()
    await writing
    assert await db.read(languages) == ["vi", "vi"]


async def in_a_loop_of_its_own(db: Database, work: object) -> None:
    """PostgreSQL's connections belong to their loop, so the slow writer opens its own; SQLite's writer is shared."""
    if not db.shared:
        await db.run(work)  # type: ignore[arg-type]
        return
    own = Database.open(url_of(db), VAULT)
    await own.run(work)  # type: ignore[arg-type]
    await own.close()


def url_of(db: Database) -> str:
    url: str = db._home._engine.url.render_as_string(hide_password=False)  # type: ignore[union-attr]
    return url


async def test_moments_come_back_as_they_went(db: Database) -> None:
    def work(tx: Transaction) -> datetime:
        comes(tx)
        found: datetime = tx.connection.execute(select(citizen.c.since)).scalar_one()
        return found

    found = await db.run(work)
    assert found == NOW
    assert found.utcoffset() == NOW.utcoffset()


async def test_a_moment_without_a_zone_is_refused(db: Database) -> None:
    with pytest.raises(exc.StatementError, match="time zone"):
        await db.run(lambda tx: visitors.remember(tx, 1, "", NOW.replace(tzinfo=None)))


async def test_a_deadlock_is_tried_again(shared: Database) -> None:
    """Two transactions take the same two rows in opposite order: one is chosen to die, and does it again."""
    lan = (await shared.run(comes)).citizen.id
    hoa = (await shared.run(lambda tx: comes(tx, HOA))).citizen.id
    meeting = threading.Barrier(2)
    tries = count()

    def swap(first: int, second: int) -> object:
        def work(tx: Transaction) -> None:
            next(tries)
            for number in (first, second):
                tx.connection.execute(update(citizen).where(citizen.c.id == number).values(language="en"))
                if number == first and not meeting.broken:
                    with suppress(threading.BrokenBarrierError):
                        meeting.wait(5)
            meeting.abort()

        return work

    await asyncio.gather(
        *(
            asyncio.to_thread(asyncio.run, in_a_loop_of_its_own(shared, swap(*pair)))
            for pair in ((lan, hoa), (hoa, lan))
        )
    )
    assert await shared.read(languages) == ["en", "en"]
    assert next(tries) == 3


async def test_a_file_locked_for_a_while_is_waited_for(db: Database, database_url: str) -> None:
    if db.shared:
        return
    other = sqlite3.connect(database_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    asyncio.get_running_loop().call_later(0.3, other.execute, "COMMIT")
    await db.run(comes)
    assert await db.read(languages) == ["vi"]


async def test_a_command_beside_a_server_makes_nobody_try_again(db: Database, database_url: str) -> None:
    """Both read first and write then, each through connections of its own; on SQLite the second waits at the start."""
    lan = await db.run(comes)
    other = Database.open(database_url, VAULT)
    tries = count()

    def work(tx: Transaction) -> None:
        next(tries)
        known = tx.connection.execute(select(address.c.came_from).with_for_update()).scalar_one()
        visitors.came_from(tx, lan.address_id, f"{known}+", NOW)

    await asyncio.gather(*(one.run(work) for _ in range(10) for one in (db, other)))
    assert (await db.run(comes)).citizen.came_from == "+" * 20
    assert next(tries) == 20
    await other.close()


async def test_a_database_that_is_away_is_told_from_wrong_work(db: Database) -> None:
    with pytest.raises(exc.DBAPIError) as wrong:
        await db.run(lambda tx: tx.connection.exec_driver_sql("SELECT nothing FROM nowhere"))
    assert not Database.is_away(wrong.value)
    assert not Database.is_away(ValueError("x"))


@pytest.mark.parametrize(
    "url",
    ["postgresql://postgres@127.0.0.1:1/none", "postgresql://postgres@/none?host=/nowhere", "sqlite:////no/where"],
)
async def test_nobody_there_is_away(url: str) -> None:
    db = Database.open(url, VAULT)
    with pytest.raises(Exception) as away:  # noqa: PT011
        await db.run(comes)
    assert Database.is_away(away.value)
    await db.close()


async def test_a_cut_connection_is_away_and_replaced(shared: Database) -> None:
    def cut(tx: Transaction) -> None:
        tx.connection.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")

    with pytest.raises(Exception) as away:  # noqa: PT011
        await shared.run(cut)
    assert Database.is_away(away.value)
    await shared.run(comes)
    assert await shared.read(languages) == ["vi"]


@pytest.mark.parametrize("url", ["mysql://x/y", "sqlite://", "sqlite:///:memory:", "nonsense"])
def test_other_databases_are_the_operators_trouble(url: str) -> None:
    with pytest.raises(Trouble):
        Database.open(url, VAULT)


async def test_first_contact_raced_by_eight_makes_one_citizen(db: Database) -> None:
    seen = await asyncio.gather(*(db.run(lambda tx: comes(tx, LAN)) for _ in range(8)))
    assert len({visitor.citizen.id for visitor in seen}) == 1
    assert await db.read(languages) == ["vi"]
