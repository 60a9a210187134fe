"""A board over a content of its own: a folder, its versions, and what publishes drafts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from bot.domain.messages import Abilities
from bot.runtime.content_publishing import Publishing
from bot.runtime.content_versions import ContentVersions
from bot.services.context import Context
from bot.store.engine.database import Database, Transaction
from bot.store.engine.vault import Vault
from bot.web.dependencies import StaffParts
from bot.words import languages
from tests.content import ROOT
from tests.library.conftest import Folder
from tests.web.board.site import NOW, Board
from tests.web.site import KEY, open_site


@dataclass
class Newsroom:
    """A board where editors work, and the folder that somebody else edits."""

    board: Board
    folder: Folder
    content: ContentVersions
    publishing: Publishing
    woken: list[int] = field(default_factory=list)

    def says(self, answer: str, on: datetime = NOW) -> str:
        """What citizens are told now."""
        library = self.content.knowing.knowledge.library
        return library.answers[answer].text("vi", on.date(), library.figures)


@asynccontextmanager
async def open_newsroom(url: str, folder: Folder) -> AsyncIterator[Newsroom]:
    """The newsroom over that folder."""
    holder: list[Newsroom] = []

    def clock() -> datetime:
        return holder[0].board.now if holder else NOW

    def context(tx: Transaction, now: datetime, turn: str) -> Context:
        spoken, can = languages(ROOT / "locales"), {"webchat": Abilities(edits=True)}
        return Context(tx, now, turn, content.knowing.knowledge, spoken, can, board="https://loa.example")

    db = Database.open(url, Vault.from_text(KEY))
    content = await ContentVersions.begin(db, folder.content, clock)
    publishing = Publishing(db, content, context, clock)
    parts = StaffParts(
        context,
        lambda: content.knowing.knowledge,
        lambda: holder[0].woken.append(1),
        lambda: content.refused,
        contents=publishing,
    )
    async with open_site(url, staff=parts, clock=clock) as site:
        holder.append(Newsroom(Board(site), folder, content, publishing))
        yield holder[0]
    await db.close()


def picture(name: str) -> Path:
    """Where a picture of a page is put, to be looked at."""
    folder = Path(__file__).parent / "screenshots"
    folder.mkdir(exist_ok=True)
    return folder / f"{name}.png"
