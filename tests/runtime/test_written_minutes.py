"""The minutes as a file: made when a channel sends them, from what is kept then."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from bot.channels.interface import Undeliverable
from bot.channels.media.forwarding import Files
from bot.domain.calendar import VIET_NAM
from bot.domain.meetings import Plan
from bot.domain.messages import Address, Media
from bot.domain.outreach.results import MINUTES, Heads, Results, file_name
from bot.domain.people import Role
from bot.runtime.written_minutes import with_minutes
from bot.store.engine.database import Database, Transaction
from bot.store.engine.vault import Vault
from bot.store.meetings import queries, results
from bot.words import languages
from tests.content import CONTENT, knowing
from tests.store.samples import hired

VAULT = Vault.from_text(Vault.new_text())
STARTS = datetime(2026, 12, 5, 8, 0, tzinfo=VIET_NAM)
PLAN = Plan("hoi-nghi", "Hội nghị tháng 12", "29419", "Đình Mỹ Long", STARTS, STARTS + timedelta(hours=2))


def written(tx: Transaction) -> None:
    minh = hired(tx, Address("telegram", "", "minh"), "Minh", Role.OFFICER, ("29419",))
    number = queries.add(tx, PLAN, minh.id, STARTS).number
    results.put(tx, Results(number, Heads(42, 17, None, 3), {"Hỏi gì?": "Lương hưu"}, minh.id, STARTS))
    queries.add(tx, PLAN, minh.id, STARTS)


async def test_the_file_says_what_was_reported(database_url: str) -> None:
    db = Database.open(database_url, VAULT)
    try:
        await db.run(written)
        library = knowing(CONTENT, STARTS.date()).knowledge.library
        vi = languages(Path(__file__).parents[2] / "locales")["vi"]
        files = with_minutes(Files(), db, lambda: library, vi, lambda: STARTS + timedelta(days=1))
        made = Document(BytesIO(await files.fetch(Media("document", MINUTES, "", "1", file_name(1)))))
        text = "\n".join(one.text for one in made.paragraphs)
        for line in ("Có mặt: 42 người", "Lương hưu", "Đình Mỹ Long"):
            assert line in text
        for number in ("2", "9"):
            with pytest.raises(Undeliverable) as none:
                await files.fetch(Media("document", MINUTES, "", number))
            assert none.value.file, "the words still go"
    finally:
        await db.close()
