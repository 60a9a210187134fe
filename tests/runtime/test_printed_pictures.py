"""A printed picture as a file: made when a channel sends it, and read back as a phone would."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

import pytest
from PIL import Image

from bot.channels.interface import Undeliverable
from bot.channels.media.forwarding import Files
from bot.domain.messages import Media
from bot.domain.outreach.links import links_of
from bot.domain.outreach.prints import PRINTS
from bot.runtime.printed_pictures import with_prints
from bot.store.engine.database import Database
from bot.store.engine.vault import Vault
from tests.reports.printed import library, scanned

VAULT = Vault.from_text(Vault.new_text())


def links(code: str) -> Mapping[str, str]:
    return links_of(code, zalo="", telegram="", web="https://loa.example.vn")


async def fetched(url: str, ref: str, ways: Mapping[str, str] | None = None) -> bytes:
    db = Database.open(url, VAULT)
    try:
        files = with_prints(Files(), db, library, links if ways is None else lambda _code: ways)
        return await files.fetch(Media("photo", PRINTS, "", ref))
    finally:
        await db.close()


async def test_the_picture_is_a_square_photo_that_leads_to_loa(database_url: str) -> None:
    picture = Image.open(BytesIO(await fetched(database_url, "XMY7@2026-11-30")))
    assert (picture.format, picture.size) == ("JPEG", (1080, 1080))
    assert scanned(picture) == {"https://loa.example.vn/q/XMY7"}


async def test_a_code_that_has_gone_leaves_the_words(database_url: str) -> None:
    with pytest.raises(Undeliverable) as gone:
        await fetched(database_url, "GONE2@2026-11-30")
    assert gone.value.file
    with pytest.raises(Undeliverable):
        await fetched(database_url, "XMY7@2026-11-30", {})
