"""Makes a photo that somebody sent one that a platform takes: a JPEG of so many bytes.

Where and with which telephone it was taken, which many files tell, is left out.
"""

from __future__ import annotations

import asyncio
from io import BytesIO

from PIL import Image, ImageOps

from bot.channels.interface import Undeliverable

SIDES = (2560, 1920, 1280, 960, 640)
QUALITIES = (88, 75, 60)
MOST_PIXELS = 50_000_000


async def as_jpeg(data: bytes, most: int) -> bytes:
    """A JPEG of at most `most` bytes. Raises Undeliverable(file=True) for what is no photo."""
    try:
        return await asyncio.to_thread(_jpeg, data, most)
    # Whatever a decoder stumbles over: a file of somebody's making raises what it likes.
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Undeliverable(f"not a photo: {type(error).__name__}", file=True) from None


def _jpeg(data: bytes, most: int) -> bytes:
    with Image.open(BytesIO(data), formats=("JPEG", "PNG", "WEBP", "GIF")) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise ValueError("too many pixels")
        upright = ImageOps.exif_transpose(opened)
        whole = Image.new("RGB", upright.size, "white")
        seen = upright.convert("RGBA")
        whole.paste(seen, mask=seen)
    for side in SIDES:
        smaller = whole.copy()
        smaller.thumbnail((side, side))
        for quality in QUALITIES:
            file = BytesIO()
            smaller.save(file, "JPEG", quality=quality, optimize=True)
            if file.tell() <= most:
                return file.getvalue()
    raise ValueError("cannot be made small enough")
