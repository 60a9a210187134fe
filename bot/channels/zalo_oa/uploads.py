"""What an Official Account uploads before it is shown: our drawings, and what people sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal

from bot.channels.interface import Undeliverable
from bot.channels.media.photos import as_jpeg
from bot.channels.zalo_oa.outgoing import DOCUMENTS, LARGEST_DOCUMENT, LARGEST_PICTURE, Body, file, picture
from bot.domain.messages import Media


@dataclass(frozen=True)
class Upload:
    """A picture ("image", PNG or JPEG of 1 MB at most) or a document ("file", 5 MB at most)."""

    kind: Literal["image", "file"]
    name: str
    type: str
    content: bytes = field(repr=False)

    @property
    def hash(self) -> str:
        """The same for the same content."""
        return sha256(self.content).hexdigest()

    def shown_to(self, user: str, words: str, id: str) -> Body:
        """The message that shows it; a document cannot carry words."""
        return picture(user, words, id) if self.kind == "image" else file(user, id)


def drawing(png: bytes) -> Upload:
    """A card of ours."""
    return Upload("image", "loa.png", "image/png", png)


async def passed_on(media: Media, content: bytes) -> Upload:
    """What somebody sent, as Zalo takes it.

    Raises Undeliverable(file=True) for what it does not take.
    """
    if media.kind == "photo":
        return Upload("image", "hinh.jpg", "image/jpeg", await as_jpeg(content, LARGEST_PICTURE))
    name = media.name.lower()
    type = next((type for ending, type in DOCUMENTS.items() if name.endswith(ending)), "")
    if not type or not 0 < len(content) <= LARGEST_DOCUMENT:
        raise Undeliverable("zalo takes no such file", file=True)
    return Upload("file", media.name, type, content)
