"""What Zalo tells of a photo, a voice message or a file that somebody sent.

That is an address and, for a file, its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from bot.domain.messages import Media, MediaKind
from bot.search.text.foreign import one_line

ENDING = re.compile(r"\.[a-z0-9]{2,4}")
NO_NAME = re.compile(r"[/\\]")
CALLED: Mapping[MediaKind, str] = {"photo": "hinh", "voice": "tin-thoai", "audio": "am-thanh", "video": "phim"}
MOST_NAME = 80
MOST = 10


def attached(kind: MediaKind, listed: object, channel: str, account: str) -> Iterator[Media]:
    """Of a list of attachments those that have an address, at most ten."""
    for one in listed[:MOST] if isinstance(listed, list) else ():
        match one:
            case {"payload": {"url": str(url)} as payload} if url:
                yield media_at(kind, url, channel, account, payload.get("name"), payload.get("size"))


def media_at(kind: MediaKind, url: str, channel: str, account: str, name: object = "", size: object = "") -> Media:
    """What lies at that address.

    Its name ends as the address does, where nobody has given it one.
    """
    given = NO_NAME.sub("_", one_line(name))[-MOST_NAME:] if isinstance(name, str) else ""
    told = str(size) if isinstance(size, str | int) and not isinstance(size, bool) else ""
    bytes_ = int(told) if told.isascii() and told.isdigit() and len(told) < 12 else 0
    return Media(kind, channel, account, url, given or _called(kind, url), bytes_)


def _called(kind: MediaKind, url: str) -> str:
    """A photo's ending tells nobody anything; that of a sound tells who can play it."""
    try:
        ending = PurePosixPath(urlsplit(url).path).suffix.lower()
    except ValueError:
        ending = ""
    return f"{CALLED.get(kind, 'tep')}{ending if ENDING.fullmatch(ending) else ''}"
