"""Files that came over another channel, fetched from there each time a page shows them."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.channels.interface import Undeliverable
from bot.channels.media.forwarding import Files
from bot.domain.messages import Media, MediaKind

# By kind and never by name: the sender does not decide what a browser takes it for.
TYPES: Mapping[MediaKind, str] = {
    "photo": "image/jpeg",
    "voice": "audio/ogg",
    "audio": "audio/mpeg",
    "video": "video/mp4",
    "document": "application/octet-stream",
}

# What a sound begins with: platforms differ in how they write a voice message, and browsers believe what they are told.
SOUNDS = ((b"OggS", "audio/ogg"), (b"ID3", "audio/mpeg"), (b"\xff\xf1", "audio/aac"), (b"\xff\xf9", "audio/aac"))


async def shown(media: Media, files: Files) -> Response:
    """Makes the response with the bytes; raises HTTPException(404) where gone, TryLater."""
    try:
        data = await files.fetch(media)
    except Undeliverable as error:
        raise HTTPException(404) from error
    headers = {"Cache-Control": "private, max-age=3600"}
    if media.kind == "document":
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(media.name or 'tep')}"
    return Response(data, media_type=_type(media.kind, data), headers=headers)


def _type(kind: MediaKind, data: bytes) -> str:
    if kind in ("voice", "audio"):
        if data[4:8] == b"ftyp":
            return "audio/mp4"
        return next((type for start, type in SOUNDS if data.startswith(start)), TYPES[kind])
    return TYPES[kind]
