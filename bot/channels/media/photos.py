"""Makes a photo that somebody sent one that a platform takes: a JPEG of so many bytes.

Where and with which telephone it was taken, which many files tell, is left out.
"""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageOps

from bot.channels.interface import Undeliverable
from bot.channels.media.workshop import in_turn

SIDES = (2560, 1920, 1280, 960, 640)
QUALITIES = (88, 75, 60)
MOST_BYTES = 20_000_000
# A JPEG is decoded at a fraction of its size; of the others every pixel is held at once.
MOST_PIXELS = {"JPEG": 120_000_000}
MOST_OTHERS = 20_000_000


async def as_jpeg(data: bytes, most: int) -> bytes:
    """A JPEG of at most `most` bytes. Raises Undeliverable(file=True) for what is no photo."""
    try:
        return await in_turn(_jpeg, data, most)
    # Whatever a decoder stumbles over: a file of somebody's making raises what it likes.
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Undeliverable(f"not a photo: {type(error).__name__}", file=True) from None


def _jpeg(data: bytes, most: int) -> bytes:
    if len(data) > MOST_BYTES:
        raise ValueError("too many bytes")
    with Image.open(BytesIO(data), formats=("JPEG", "PNG", "WEBP", "GIF")) as opened:
        if opened.width * opened.height > MOST_PIXELS.get(opened.format or "", MOST_OTHERS):
            raise ValueError("too many pixels")
        opened.draft("RGB", (SIDES[0], SIDES[0]))
        opened.thumbnail((SIDES[0], SIDES[0]))
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
