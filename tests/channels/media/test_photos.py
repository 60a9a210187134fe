"""A photo is made small without ever being held whole where that is too much, a few at a time."""

from __future__ import annotations

import asyncio
import threading
import time
from io import BytesIO

import pytest
from PIL import Image

from bot.channels.interface import Undeliverable
from bot.channels.media import photos, workshop
from bot.channels.media.photos import MOST_OTHERS, as_jpeg


def picture(width: int, height: int, kind: str) -> bytes:
    file = BytesIO()
    Image.new("L", (width, height), 200).save(file, kind)
    return file.getvalue()


async def test_a_photo_becomes_a_jpeg_of_that_size() -> None:
    made = await as_jpeg(picture(4000, 3000, "JPEG"), 300_000)
    with Image.open(BytesIO(made)) as opened:
        assert (opened.format, max(opened.size)) == ("JPEG", 2560)


@pytest.mark.parametrize(("width", "height"), [(7_100, 7_100), (50_000, 1_000), (100_000, 100_000)])
async def test_more_pixels_than_fit_are_refused_before_they_are_decoded(
    width: int, height: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A PNG says its size in its first bytes; 50 megapixels took more than a gigabyte."""
    head = picture(10, 10, "PNG")
    claimed = head[:16] + width.to_bytes(4, "big") + height.to_bytes(4, "big") + head[24:]
    monkeypatch.setattr(Image.Image, "convert", lambda *_rest: pytest.fail("decoded"))
    assert width * height > MOST_OTHERS
    with pytest.raises(Undeliverable):
        await as_jpeg(claimed, 300_000)


async def test_a_big_jpeg_is_decoded_at_a_fraction() -> None:
    big = picture(9_000, 7_000, "JPEG")
    made = await as_jpeg(big, 300_000)
    with Image.open(BytesIO(made)) as opened:
        assert max(opened.size) <= 2560


async def test_too_many_bytes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photos, "MOST_BYTES", 100)
    with pytest.raises(Undeliverable):
        await as_jpeg(picture(400, 300, "JPEG"), 300_000)


async def test_few_are_made_at_a_time() -> None:
    at_work, most, lock = 0, 0, threading.Lock()

    def work() -> None:
        nonlocal at_work, most
        with lock:
            at_work += 1
            most = max(most, at_work)
        time.sleep(0.02)
        with lock:
            at_work -= 1

    await asyncio.gather(*(workshop.in_turn(work) for _each in range(12)))
    assert most == workshop.AT_ONCE
