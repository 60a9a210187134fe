"""Drafts go into use: merged with the newest version, checked whole, then one transaction."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

from bot.domain.calendar import local
from bot.domain.content.drafts import Draft, Outcome
from bot.domain.content.versions import Version
from bot.library import Library, Mistakes
from bot.library.editing.applying import applied
from bot.library.editing.checked import Checked, Published
from bot.library.snapshot import Snapshot, unpack
from bot.runtime.content import from_packed, load_fitting
from bot.runtime.content_versions import ContentVersions
from bot.services.content import drafting
from bot.services.context import Context
from bot.store.content import drafts, versions
from bot.store.engine.database import Database, Transaction

TRIES = 3
LOOKS = timedelta(seconds=30)


class Publishing:
    """Checks files as they would be used, and puts drafts in use.

    context   that of one action: (transaction, time, what is unique to it)
    """

    def __init__(
        self,
        db: Database,
        content: ContentVersions,
        context: Callable[[Transaction, datetime, str], Context],
        clock: Callable[[], datetime],
        keeps: int = 0,
    ) -> None:
        self._db, self._content, self._context, self._clock, self._keeps = db, content, context, clock, keeps

    async def current(self) -> tuple[Version, Mapping[str, bytes]]:
        """The version in use everywhere, and its files."""

        def newest(tx: Transaction) -> tuple[Version, bytes]:
            version = versions.newest(tx)
            assert version is not None
            return version, versions.files(tx, version.number)

        version, packed = await self._db.read(newest)
        return version, unpack(packed).files

    async def check(self, files: Mapping[str, bytes]) -> Checked:
        """What the checker says of these files."""
        return await asyncio.to_thread(self._checked, Snapshot(files))

    async def publish(self, number: int, by: int | None, key: str) -> Published:
        """Puts the draft in use if it is approved, meets nobody else's change, and has no mistake."""
        for attempt in range(TRIES):
            draft, why = await self._db.read(lambda tx: _standing(self._here(tx, key), number))
            if draft is None or why is not None:
                return Published(why or Outcome.OVER)
            newest, files = await self.current()
            both = applied(draft.edit, files)
            if both.met:
                return Published(Outcome.MET, met=both.met)
            made = Snapshot(both.files)
            checked = await asyncio.to_thread(self._checked, made)
            if checked.mistakes:
                return Published(Outcome.FAULTY, checked.mistakes)
            outcome = await self._db.run(self._publishing(draft, newest, made, by, f"{key}:{attempt}"))
            if outcome is not Outcome.LATER:
                break
        await self._content.look()
        return Published(outcome)

    async def watch(self, wake: Callable[[], None]) -> None:
        """Publishes what is due, for ever; `wake` is told when there may be something to send."""
        while True:
            if await self.due():
                wake()
            await asyncio.sleep(LOOKS.total_seconds())

    async def due(self) -> int:
        """Publishes what was planned for today or before; returns how much that was."""
        today = local(self._clock()).date()
        waiting = await self._db.run_if_there(lambda tx: _ready(self._here(tx, "due"), today))
        for draft in waiting or ():
            done = await self.publish(draft.number, None, f"due:{draft.number}")
            if done.outcome is not Outcome.PUBLISHED:
                await self._db.run(self._failing(draft, done.outcome))
        return len(waiting or ())

    def _checked(self, files: Snapshot) -> Checked:
        try:
            return Checked(from_packed(files.packed(), self._load))
        except Mistakes as error:
            return Checked(None, error.mistakes)

    def _load(self, content: Path) -> Library:
        return load_fitting(content, self._keeps)

    def _publishing(
        self, draft: Draft, newest: Version, files: Snapshot, by: int | None, key: str
    ) -> Callable[[Transaction], Outcome]:
        return lambda tx: drafting.publish(self._here(tx, key), draft, newest, files, by)

    def _failing(self, draft: Draft, why: Outcome) -> Callable[[Transaction], None]:
        return lambda tx: drafting.failed(self._here(tx, f"failed:{draft.number}"), draft, why)

    def _here(self, tx: Transaction, key: str) -> Context:
        return self._context(tx, self._clock(), key)


def _standing(context: Context, number: int) -> tuple[Draft | None, Outcome | None]:
    draft = drafts.get(context.tx, number)
    return draft, drafting.hindrance(context, draft)


def _ready(context: Context, today: date) -> list[Draft]:
    return [draft for draft in drafts.due(context.tx, today) if drafting.hindrance(context, draft) is None]
