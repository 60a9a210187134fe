"""A speech program for tests: half a second of a tone for each word, and a line for each time it is called."""

from __future__ import annotations

import io
import shlex
import sys
from pathlib import Path

import av

PROGRAM = """
import math, struct, sys, wave
words = sys.stdin.read()
open(sys.argv[1], "a").write(sys.argv[2] + " " + " ".join(words.split()) + "\\n")
tone = [int(9000 * math.sin(n / 8)) for n in range(4000 * len(words.split()))]
with wave.open(sys.stdout.buffer, "wb") as sound:
    sound.setnchannels(1), sound.setsampwidth(2), sound.setframerate(8000)
    sound.writeframes(struct.pack(f"<{len(tone)}h", *tone))
"""


class SpeechProgram:
    """The program, as a setting names it; what it was given to say, in order, by language."""

    def __init__(self, folder: Path) -> None:
        self._said = folder / "said"
        (folder / "speech.py").write_text(PROGRAM, encoding="utf-8")
        line = (sys.executable, str(folder / "speech.py"), str(self._said))
        self.setting = f"{shlex.join(line)} {{language}}"

    @property
    def said(self) -> list[tuple[str, str]]:
        lines = self._said.read_text(encoding="utf-8").splitlines() if self._said.exists() else []
        return [(language, words) for language, _gap, words in (line.partition(" ") for line in lines)]


def seconds(sound: bytes) -> float:
    """How long it plays, by a player's own count."""
    with av.open(io.BytesIO(sound), "r") as opened:
        return sum(frame.samples / frame.sample_rate for frame in opened.decode(audio=0))
