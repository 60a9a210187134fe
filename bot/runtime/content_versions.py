"""Keeps the newest good version of the content in use.

Watches the folder, accepts or refuses what it holds, follows other processes.
A faulty folder never ends a process: the last good version stays, and who can mend it is told.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path
from socket import gethostname
from typing import TypeVar

import structlog
from prometheus_client import Gauge
from watchfiles import awatch

from bot.domain.calendar import VIET_NAM
from bot.domain.content.versions import Folder, Refused, Version
from bot.library import Mistake, Mistakes
from bot.library.snapshot import Snapshot, Stamp, stamp, take, unpack
from bot.runtime.content import Examined, Knowing, examine, from_packed
from bot.services.content import versions as accepting
from bot.store.content import folders, versions
from bot.store.engine.database import Database, Transaction
from bot.talk.scene import Knowledge

T = TypeVar("T")

log = structlog.get_logger()

LOOKS = timedelta(seconds=10)
SETTLES = timedelta(seconds=15)
"""For so long a save may be half done, as while a folder is being copied, before anybody is told that it is refused."""
SEEN = timedelta(minutes=5)
GONE = timedelta(minutes=15)
OLDER = 5
REFUSED = Gauge("loa_content_refused", "Content folders whose content is refused")


def folder_of(content: Path) -> Folder:
    """The folder as the database knows it: by its path and the name of this machine."""
    path = str(content.resolve())
    return Folder(sha256(f"{gethostname()}:{path}".encode("utf-8", "replace")).hexdigest()[:16], path)


class ContentVersions:
    """The version in use, of which `knowing` holds the Knowledge.

    refused  the folders that are not used, of every process
    second   whether a changed folder wants a second pair of eyes
    """

    def __init__(
        self,
        db: Database,
        content: Path,
        knowing: Knowing,
        used: int,
        clock: Callable[[], datetime],
        second: bool = False,
    ) -> None:
        self.knowing, self.version, self._second = knowing, used, second
        self.refused: tuple[Refused, ...] = ()
        self._db, self._content, self._clock = db, content, clock
        self._folder, self._seen, self._followed = folder_of(content), clock(), used
        self._stamp: Stamp = ()
        self._written = 0

    @classmethod
    async def begin(
        cls,
        db: Database,
        content: Path,
        clock: Callable[[], datetime],
        keeps: int = 0,
        kept: Path | None = None,
        second: bool = False,
    ) -> ContentVersions:
        """The folder's content where it is good and newest, else the last good version.

        Raises Mistakes where the folder is faulty, and no content has ever been good.
        """
        folder, saved = folder_of(content), stamp(content)
        today = clock().astimezone(VIET_NAM).date()
        knowing = partial(Knowing, today=today, keeps=keeps, kept=kept)
        found = await asyncio.to_thread(examine, content, knowing)
        newest = await db.run(lambda tx: _settle(tx, folder, found, clock(), second))
        if newest is None:
            raise Mistakes(found.mistakes)
        good, used = found.made, newest.number
        if good is None or newest.hash != found.held.hash:
            good, used = await _last_good(db, newest.number, good, knowing)
        begun = cls(db, content, good, used, clock, second)
        begun._stamp, begun._followed = saved, newest.number
        return begun

    async def watch(self, tell: Callable[[Transaction, Refused, int], None], wake: Callable[[], None]) -> None:
        """Looks after the content for ever; `tell` posts what is to be said of a refused folder."""
        async for _ in self._hints():
            await self.look()
            if await self._db.run_if_there(lambda tx: self.note(tx, tell)):
                wake()

    async def look(self) -> None:
        """Examines the folder if it has changed, and changes over to a newer version."""
        try:
            if (saved := await asyncio.to_thread(stamp, self._content)) != self._stamp:
                await self._examine(saved)
            newest = await self._db.run_if_there(versions.newest)
            if newest is not None and newest.number > self._followed:
                await self._follow(newest)
            if newest is not None and newest.from_board and newest.number > self._written:
                await self._write(newest)
        except OSError as error:
            # No room to unpack a version, say: what is in use stays, and the next round tries again.
            log.error("content_unread", reason=type(error).__name__)

    async def _examine(self, saved: Stamp) -> None:
        found = await asyncio.to_thread(examine, self._content, self.knowing.read)
        now = self._clock()
        version = await self._db.run_if_there(lambda tx: _settle(tx, self._folder, found, now, self._second))
        self._stamp = saved if version is not None else ()
        if version is not None and version.hash == found.held.hash and found.made is not None:
            self._use(found.made, version.number)

    async def _follow(self, newest: Version) -> None:
        packed = await self._db.run_if_there(lambda tx: versions.files(tx, newest.number))
        if packed is None:
            return
        try:
            self._use(await asyncio.to_thread(from_packed, packed, self.knowing.read), newest.number)
        except Mistakes as error:
            # Made by a release that allows more than this one: what is in use stays, and the next version is tried.
            _log_refused(error.mistakes)
            self._followed = newest.number

    async def _write(self, newest: Version) -> None:
        """Writes what was done on the board into the folder, if nobody has changed that."""
        packed = await self._db.run_if_there(lambda tx: versions.files(tx, newest.number))
        base = await self._db.run_if_there(lambda tx: folders.base(tx, self._folder))
        if packed is None or base is None:
            return
        self._written, files = newest.number, unpack(packed)
        try:
            wrote = await asyncio.to_thread(_overwrite, self._content, base.hash, files)
        except OSError as error:
            log.warning("content_unwritten", reason=type(error).__name__)
            return
        if wrote:
            at = self._clock()
            await self._db.run_if_there(lambda tx: folders.settled(tx, self._folder, newest.number, files.hash, at))

    def _use(self, knowledge: Knowledge, number: int) -> None:
        self.knowing.use(knowledge)
        self.version = self._followed = number
        log.info("content_reloaded", count=len(knowledge.library.answers))

    def note(self, tx: Transaction, tell: Callable[[Transaction, Refused, int], None]) -> bool:
        """Takes note of every refused folder.

        Those who can mend one are told once, when the save is surely over.
        """
        now = self._clock()
        self.refused = tuple(folders.refused(tx, now - GONE))
        REFUSED.set(len(self.refused))
        if any(one.folder == self._folder for one in self.refused) and now - self._seen >= SEEN:
            folders.seen(tx, self._folder, now)
            self._seen = now
        # One refused at a time still to come was refused before the clock was set back.
        fresh = [one for one in self.refused if not one.told and abs(now - one.at) >= SETTLES]
        for one in fresh:
            tell(tx, one, self.version)
            folders.told(tx, one.folder, now)
        return bool(fresh)

    async def _hints(self) -> AsyncIterator[None]:
        """Comes round at once, with each change, and every few seconds: not all can be watched."""
        pause = int(LOOKS.total_seconds() * 1000)
        yield
        while True:
            try:
                async for _changes in awatch(self._content, rust_timeout=pause, yield_on_timeout=True):
                    yield
            except (OSError, RuntimeError) as error:
                log.warning("content_unwatched", reason=type(error).__name__)
            await asyncio.sleep(LOOKS.total_seconds())
            yield


def _settle(tx: Transaction, folder: Folder, found: Examined[T], now: datetime, second: bool = False) -> Version | None:
    """The version to be used by every process, None where there has never been one."""
    if found.made is None:
        _log_refused(found.mistakes)
        return accepting.refuse(tx, folder, tuple(map(str, found.mistakes)), now)
    return accepting.settle(tx, folder, found.held, now, second=second)


def _overwrite(content: Path, expected: str, files: Snapshot) -> bool:
    """Writes the files into a folder that holds what it did; whether it holds them now."""
    held = take(content).hash
    if held == expected:
        files.write(content)
    return held in {expected, files.hash}


def _log_refused(mistakes: Sequence[Mistake]) -> None:
    log.error("content_refused", count=len(mistakes), file=mistakes[0].file)


async def _last_good(
    db: Database, newest: int, folder: Knowing | None, made: Callable[[Path], Knowing]
) -> tuple[Knowing, int]:
    """The newest version that this release can read, and its number.

    Where it cannot read the very newest, a good folder goes before older versions.
    Raises Mistakes where nothing can be read.
    """
    number = newest
    while True:
        packed = await db.read(partial(versions.files, number=number))
        try:
            found = await asyncio.to_thread(from_packed, packed, made)
        except Mistakes as error:
            _log_refused(error.mistakes)
            if folder is not None:
                return folder, number
            if number <= max(1, newest - OLDER):
                raise
            number -= 1
            continue
        log.warning("content_from_version", count=number)
        return found, number
