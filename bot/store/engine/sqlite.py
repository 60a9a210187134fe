"""SQLite's two seats, the writer and the reader: each a thread with a connection for life.

What waits for the writer shares a commit, and with it the wait for the disk: each piece of work is a savepoint, and is
answered when all of it is on disk.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import groupby
from time import perf_counter
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

T = TypeVar("T")

BUSY_TIMEOUT = 10_000
"""Milliseconds to wait for another process that writes to the same file."""
MOST_AT_ONCE = 64
LONGEST_AT_ONCE = 0.1
"""Seconds after which nothing more joins a commit, so that what was first does not wait for a whole queue."""


class Sqlite:
    """One file, written by one seat and read by the other."""

    def __init__(self, url: URL) -> None:
        self._writer = _Seat(url, "BEGIN IMMEDIATE", "PRAGMA synchronous = FULL", MOST_AT_ONCE)
        self._reader = _Seat(url, "BEGIN", "PRAGMA query_only = ON", 1)

    async def write(self, work: Callable[[Connection], T]) -> T:
        """Returns what `work` returns once it is on disk; what raises is undone, and nothing else."""
        return await self._writer.do(work)

    once = write

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Returns what `work` returns, beside any writing."""
        return await self._reader.do(work)

    async def close(self) -> None:
        """Lets go of both connections, after the work under way."""
        await self._reader.close()
        await self._writer.close()


@dataclass(frozen=True, slots=True)
class _Job:
    work: Callable[[Connection], Any]
    done: asyncio.Future[Any]


@dataclass(frozen=True, slots=True)
class _Answer:
    done: asyncio.Future[Any]
    value: Any = None
    error: BaseException | None = None


class _Seat:
    """A thread and its connection; at most `most` pieces of work share a transaction."""

    def __init__(self, url: URL, begin: str, pragma: str, most: int) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="sqlite")
        self._engine = _engine(url, begin, pragma)
        self._most = most
        self._opened: Connection | None = None
        self._waiting: deque[_Job] = deque()
        self._called = False
        self._closed = False

    async def do(self, work: Callable[[Connection], T]) -> T:
        if self._closed:
            raise RuntimeError("this database is closed")
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Job(work, done))
        if not self._called:
            self._called = True
            self._thread.submit(self._serve)
        return await done

    async def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        await asyncio.get_running_loop().run_in_executor(self._thread, self._leave)
        self._thread.shutdown(wait=False)

    def _leave(self) -> None:
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def _serve(self) -> None:
        self._called = False  # before the queue is looked at: what is added later calls again
        while self._waiting:
            jobs = [self._waiting.popleft() for _ in range(min(len(self._waiting), self._most))]
            for loop, answers in groupby(self._together(jobs), lambda answer: answer.done.get_loop()):
                with suppress(RuntimeError):  # that loop is closed, so nobody waits any more
                    loop.call_soon_threadsafe(_tell, list(answers))

    def _together(self, jobs: Sequence[_Job]) -> Sequence[_Answer]:
        if len(jobs) > 1:
            # A full disk undoes the whole transaction, not only a savepoint: then each shows alone what becomes of it.
            with suppress(SQLAlchemyError, sqlite3.Error):
                return self._in_one_commit(jobs)
        return [self._alone(job) for job in jobs]

    def _in_one_commit(self, jobs: Sequence[_Job]) -> Sequence[_Answer]:
        """Raises SQLAlchemyError where the transaction as a whole failed: nothing is kept then."""
        until = perf_counter() + LONGEST_AT_ONCE
        answers: list[_Answer] = []
        with self._transaction() as connection:
            for job in jobs:
                if perf_counter() > until:
                    break
                answers.append(_behind_a_savepoint(connection, job))
        self._waiting.extendleft(reversed(jobs[len(answers) :]))
        return answers

    def _alone(self, job: _Job) -> _Answer:
        try:
            with self._transaction() as connection:
                return _Answer(job.done, job.work(connection))
        except BaseException as error:  # noqa: BLE001 - it is raised where the work is awaited
            return _Answer(job.done, error=error)

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        if self._opened is None:
            self._opened = self._engine.connect()
        raw = _raw(self._opened)
        try:
            with self._opened.begin():
                yield self._opened
        finally:
            if raw.in_transaction:  # a commit that failed leaves it open
                raw.rollback()


def _behind_a_savepoint(connection: Connection, job: _Job) -> _Answer:
    try:
        with connection.begin_nested():
            return _Answer(job.done, job.work(connection))
    except BaseException as error:
        if not _raw(connection).in_transaction:
            raise sqlite3.OperationalError("the transaction is gone") from error
        return _Answer(job.done, error=error)


def _raw(connection: Connection) -> sqlite3.Connection:
    raw = connection.connection.dbapi_connection
    assert isinstance(raw, sqlite3.Connection)
    return raw


def _tell(answers: Sequence[_Answer]) -> None:
    for answer in answers:
        if answer.done.cancelled():
            continue
        if isinstance(answer.error, StopIteration):
            # No future takes one, and whoever waits would wait for ever.
            answer.done.set_exception(RuntimeError("the work ended in StopIteration"))
        elif answer.error is not None:
            answer.done.set_exception(answer.error)
        else:
            answer.done.set_result(answer.value)


def _engine(url: URL, begin: str, pragma: str) -> Engine:
    engine = create_engine(url, poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # else the driver opens transactions of its own, deferred ones
        for line in (
            f"PRAGMA busy_timeout = {BUSY_TIMEOUT}",
            "PRAGMA journal_mode = WAL",
            "PRAGMA foreign_keys = ON",
            pragma,
        ):
            connection.execute(line)

    @event.listens_for(engine, "begin")
    def open_transaction(connection: Connection) -> None:
        _raw(connection).execute(begin)

    return engine
