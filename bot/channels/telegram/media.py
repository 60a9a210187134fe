"""Photos, voice messages and files on Telegram: what an update tells of them, and the call that carries one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from telegram import InputFile

from bot.domain.messages import Media, MediaKind

NAME = "telegram"
FIELDS: Mapping[str, MediaKind] = {
    "voice": "voice",
    "audio": "audio",
    "video": "video",
    "video_note": "video",
    "animation": "video",
    "document": "document",
}
METHODS: Mapping[MediaKind, tuple[str, str]] = {
    "photo": ("sendPhoto", "photo"),
    "voice": ("sendVoice", "voice"),
    "audio": ("sendAudio", "audio"),
    "video": ("sendVideo", "video"),
    "document": ("sendDocument", "document"),
}
ENDINGS: Mapping[MediaKind, str] = {
    "photo": "hinh.jpg",
    "voice": "tin-thoai.ogg",
    "audio": "am-thanh.mp3",
    "video": "phim.mp4",
    "document": "tep",
}
MOST_NAME = 80


def media_of(message: Mapping[str, Any], account: str) -> Media | None:
    """What the message holds that can be passed on: of a photo the largest size."""
    match message:
        case {"photo": [*_sizes, {"file_id": str(ref)} as largest]}:
            return Media("photo", NAME, account, ref, size=_size(largest))
    for field, kind in FIELDS.items():
        file: Mapping[str, Any] = message.get(field) or {}
        if isinstance(file.get("file_id"), str):
            return Media(kind, NAME, account, file["file_id"], str(file.get("file_name", ""))[:MOST_NAME], _size(file))
    return None


def carried(media: Media, text: str, data: bytes | None) -> tuple[str, dict[str, Any]]:
    """Method and arguments that send it with a caption; `data` is None where it lies at this very bot already."""
    method, field = METHODS[media.kind]
    name = media.name or ENDINGS[media.kind]
    return method, {field: media.ref if data is None else InputFile(data, name, attach=True), "caption": text}


def _size(file: Mapping[str, Any]) -> int:
    size = file.get("file_size", 0)
    return size if isinstance(size, int) else 0
