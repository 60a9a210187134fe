"""A WAV file in the codings that platforms take."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import cast

import av
from av.audio.stream import AudioStream

#: By the ending of the file: what holds the sound, how it is coded, and its samples a second.
CODINGS: Mapping[str, tuple[str, str, int]] = {".ogg": ("ogg", "libopus", 48_000), ".aac": ("adts", "aac", 24_000)}
BITS = 32_000


def coded(wav: bytes, ending: str) -> bytes:
    """Plain speech in the coding of that ending; raises ValueError where `wav` is no sound."""
    holder, coding, rate = CODINGS[ending]
    written = BytesIO()
    try:
        with av.open(BytesIO(wav), "r") as source, av.open(written, "w", format=holder) as target:
            stream = cast(AudioStream, target.add_stream(coding, rate=rate, layout="mono"))
            stream.bit_rate = BITS
            for frame in source.decode(audio=0):
                target.mux(stream.encode(frame))
            target.mux(stream.encode(None))
    except (av.FFmpegError, IndexError) as error:
        raise ValueError("no sound") from error
    return written.getvalue()
