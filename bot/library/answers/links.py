"""Links in words that are sent to many, and which of them lead to strangers."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

HOST = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}")
# With a scheme, after "www.", a bare name of the kinds that a chat makes a link of, an address, an account.
_ENDINGS = (
    r"com|net|org|vn|info|biz|io|me|ly|gl|gg|to|cc|co|tv|app|dev|link|click|page|site|online|shop|store|top|xyz|club|"
    r"vip|win|life|live|news|asia|us|uk|ru|cn|tk|ml|ga|cf|gq|pw|icu|fun|pro|one|ai|edu|gov|mobi|name|work|zip"
)
_LINK = re.compile(
    rf"[a-z][a-z0-9+.-]*:/+[^\s<>()\[\]\"“”]*|\bwww\.[^\s<>()\[\]\"“”]+"
    rf"|(?<![\w@.])(?:[\w-]+\.)+(?:{_ENDINGS})\b(?:[:/][^\s<>()\[\]\"“”]*)?|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<!\w)@\w{{3,}}",
    re.IGNORECASE,
)
_TAIL = ".,;:!?…"


@dataclass(frozen=True)
class StrangeLink:
    """A link that may not be sent: its offset, how it is written, and its host or ""."""

    at: int
    written: str
    host: str


def strange_links(text: str, hosts: Collection[str]) -> Iterator[StrangeLink]:
    """The links in `text` that lead to none of these hosts, or not by https alone."""
    for found in _LINK.finditer(text):
        written = found[0].rstrip(_TAIL)
        host = host_of(written)
        if host not in hosts:
            yield StrangeLink(found.start(), written, host or "")


def host_of(link: str) -> str | None:
    """Where a link leads; None for one without https, with a name before "@", or with a port.

    What comes after the host is nobody's concern here.
    """
    try:
        parts = urlsplit(link if "://" in link else f"https://{link}")
        plain = parts.scheme == "https" and parts.port is None and "@" not in parts.netloc
    except ValueError:
        return None
    return parts.netloc.lower() if plain else None
