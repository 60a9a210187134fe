"""Processes of Loa that share a database, each with a content folder of its own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.domain.content.versions import How, Refused
from bot.runtime.content_versions import ContentVersions
from bot.store.content import versions
from bot.store.engine.database import Database, Transaction
from tests.library.conftest import Folder, small_content

PAGE = "topics/paying/vi.md"


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 2, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


class Office:
    """Processes of Loa that share a database, each with a content folder, and what its admins are told."""

    def __init__(self, db: Database, home: Path) -> None:
        self.db, self.home, self.clock = db, home, Clock()
        self.told: list[str] = []

    def folder(self, name: str = "content") -> Folder:
        return small_content(self.home / name / "content")

    async def starts(self, folder: Folder) -> ContentVersions:
        return await ContentVersions.begin(self.db, folder.content, self.clock)

    async def looks(self, process: ContentVersions, seconds: int = 10) -> None:
        """One round of its watching."""
        self.clock.now += timedelta(seconds=seconds)
        await process.look()
        await self.db.run(lambda tx: process.note(tx, self._tell))

    async def history(self) -> list[tuple[int, How]]:
        return [(one.number, one.how) for one in await self.db.read(lambda tx: versions.latest(tx, 100))]

    def _tell(self, tx: Transaction, refused: Refused, version: int) -> None:
        self.told.append(f"{version}: {refused.mistakes[0]}")


def title(process: ContentVersions) -> str:
    return process.knowing.knowledge.library.answers["thap-nhat"].title["vi"]


def named(folder: Folder, name: str) -> None:
    """Somebody edits the first answer's title."""
    page = folder.content / PAGE
    lines = page.read_text(encoding="utf-8").split("\n")
    lines[2] = f"## {name} {{#thap-nhat}}"
    page.write_text("\n".join(lines), encoding="utf-8")
