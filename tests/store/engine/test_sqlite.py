"""What waits for SQLite's writer shares a commit; each piece of it stands or falls alone."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from sqlalchemy import exc, make_url, text
from sqlalchemy.engine import Connection

from bot.store.engine.sqlite import MOST_AT_ONCE, Sqlite, _raw

INTO = text("INSERT INTO word VALUES (:word)")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "words.db"
    made = sqlite3.connect(path)
    made.execute("CREATE TABLE word (word TEXT PRIMARY KEY)")
    made.close()
    return path


@pytest.fixture
async def home(file: Path) -> AsyncIterator[Sqlite]:
    home = Sqlite(make_url(f"sqlite:///{file}"))
    yield home
    await home.close()


def writes(word: str) -> Callable[[Connection], str]:
    def work(connection: Connection) -> str:
        connection.execute(INTO, {"word": word})
        return word

    return work


def words(path: Path) -> set[str]:
    """What another process would find on disk."""
    other = sqlite3.connect(path)
    try:
        return {word for (word,) in other.execute("SELECT word FROM word")}
    finally:
        other.close()


async def held(home: Sqlite) -> tuple[asyncio.Task[None], threading.Event]:
    """Keeps the writer busy, so that what is asked meanwhile waits; set the event to let it go on."""
    began, go_on = threading.Event(), threading.Event()

    def work(_connection: Connection) -> None:
        began.set()
        go_on.wait(10)

    task = asyncio.create_task(home.write(work))
    await asyncio.to_thread(began.wait, 10)
    return task, go_on


async def together(home: Sqlite, *works: Callable[[Connection], object]) -> list[object]:
    """What each comes to, or its error, when all of them have waited for the writer."""
    task, go_on = await held(home)
    asked = [asyncio.create_task(home.write(work)) for work in works]
    await asyncio.sleep(0)
    go_on.set()
    await task
    return await asyncio.gather(*asked, return_exceptions=True)


def begins(home: Sqlite) -> list[str]:
    """Every BEGIN and SAVEPOINT from now on."""
    seen: list[str] = []
    opened = home._writer._opened
    assert opened is not None
    raw = _raw(opened)
    raw.set_trace_callback(lambda line: seen.append(line.split()[0]) if line[:5] in {"BEGIN", "SAVEP"} else None)
    return seen


async def test_thirty_two_who_wait_share_a_commit(home: Sqlite, file: Path) -> None:
    task, go_on = await held(home)
    seen = begins(home)
    asked = [asyncio.create_task(home.write(writes(f"{number}"))) for number in range(32)]
    await asyncio.sleep(0)
    go_on.set()
    assert await asyncio.gather(*asked) == [f"{number}" for number in range(32)]
    await task
    assert words(file) == {f"{number}" for number in range(32)}
    assert seen.count("BEGIN") == 1
    assert seen.count("SAVEPOINT") == 32


async def test_one_alone_needs_no_savepoint(home: Sqlite) -> None:
    await home.write(writes("first"))
    seen = begins(home)
    await home.write(writes("second"))
    assert seen == ["BEGIN"]


async def test_who_is_answered_is_on_disk(home: Sqlite, file: Path) -> None:
    async def one(word: str) -> None:
        await home.write(writes(word))
        assert word in words(file)

    await asyncio.gather(*(one(f"{number}") for number in range(3 * MOST_AT_ONCE)))


async def test_an_error_undoes_its_own_work_alone(home: Sqlite, file: Path) -> None:
    def half(connection: Connection) -> None:
        connection.execute(INTO, {"word": "half"})
        raise ValueError("half-way")

    first, wrong, twice, last = await together(home, writes("a"), half, writes("a"), writes("b"))
    assert (first, last) == ("a", "b")
    assert isinstance(wrong, ValueError)
    assert isinstance(twice, exc.IntegrityError)
    assert words(file) == {"a", "b"}


async def test_each_sees_what_went_before(home: Sqlite) -> None:
    def count(connection: Connection) -> int:
        return int(connection.scalar(text("SELECT count(*) FROM word")) or 0)

    assert await together(home, writes("a"), count, writes("b"), count) == ["a", 1, "b", 2]


async def test_where_the_disk_is_full_the_small_ones_are_kept(home: Sqlite, file: Path) -> None:
    """SQLite undoes the whole transaction then, those before it included: they are done again, alone."""

    def limit(connection: Connection) -> None:
        connection.exec_driver_sql("PRAGMA max_page_count = 8")

    def swallows(connection: Connection) -> str:
        try:
            return writes("y" * 1_000_000)(connection)
        except exc.OperationalError:
            return "lost"

    await home.write(limit)
    before, full, swallowed, after = await together(home, writes("a"), writes("x" * 1_000_000), swallows, writes("b"))
    assert (before, after) == ("a", "b")
    assert isinstance(full, exc.OperationalError)
    assert isinstance(swallowed, exc.OperationalError) or swallowed == "lost"
    assert words(file) == {"a", "b"}


async def test_nobody_hears_yes_before_a_commit_that_fails(home: Sqlite, file: Path) -> None:
    """A reference checked at the end fails the commit as a whole: only the guilty one hears of it."""
    made = sqlite3.connect(file)
    made.execute("CREATE TABLE about (word TEXT REFERENCES word DEFERRABLE INITIALLY DEFERRED)")
    made.close()

    def dangling(connection: Connection) -> None:
        connection.exec_driver_sql("INSERT INTO about VALUES ('nothing')")

    first, guilty, last = await together(home, writes("a"), dangling, writes("b"))
    assert (first, last) == ("a", "b")
    assert isinstance(guilty, exc.IntegrityError)
    assert words(file) == {"a", "b"}


async def test_one_who_no_longer_waits_disturbs_nobody(home: Sqlite, file: Path) -> None:
    task, go_on = await held(home)
    leaving = asyncio.create_task(home.write(writes("a")))
    staying = asyncio.create_task(home.write(writes("b")))
    await asyncio.sleep(0)
    leaving.cancel()
    await asyncio.sleep(0)
    go_on.set()
    await task
    assert await staying == "b"
    assert "b" in words(file)


async def test_a_long_piece_of_work_lets_those_behind_it_wait_for_the_next_commit(home: Sqlite) -> None:
    def long(connection: Connection) -> None:
        writes("long")(connection)
        threading.Event().wait(0.1)

    task, go_on = await held(home)
    seen = begins(home)
    asked = [asyncio.create_task(home.write(work)) for work in (writes("a"), long, writes("b"), writes("c"))]
    await asyncio.sleep(0)
    go_on.set()
    await asyncio.gather(task, *asked)
    assert seen.count("BEGIN") == 2


async def test_who_comes_after_the_end_is_told_so_however_often(home: Sqlite) -> None:
    await home.write(writes("a"))
    await home.close()
    for _again in range(3):
        with pytest.raises(RuntimeError, match="closed"):
            async with asyncio.timeout(2):
                await home.write(writes("b"))


async def test_work_that_runs_out_of_something_leaves_nobody_waiting(home: Sqlite) -> None:
    def runs_out(_connection: Connection) -> str:
        return next(iter(()))

    async with asyncio.timeout(5):
        with pytest.raises(RuntimeError, match="StopIteration"):
            await home.write(runs_out)
        first, wrong = await together(home, writes("a"), runs_out)
    assert first == "a"
    assert isinstance(wrong, RuntimeError)
