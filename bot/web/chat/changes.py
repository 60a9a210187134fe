"""What a page that already shows some lines has to change; pure functions.

A Mark names what a page shows (its newest line and a digest of the last WINDOW lines); it travels as the event id, so
a page that was away for a while gets only what it lacks, edits and deletions of older lines included.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from bot.store.messages.chat_lines import ChatLine

WINDOW = 30


@dataclass(frozen=True)
class Mark:
    """What a page shows; the digest is empty where the page did not tell its older lines."""

    newest: int = 0
    digest: str = ""

    @classmethod
    def parse(cls, written: str) -> Mark:
        """From "12-9f3a…" or "12"; anything else counts as a page that shows nothing."""
        number, _dash, digest = written.partition("-")
        return cls(int(number), digest[:16]) if number.isascii() and number.isdigit() and len(number) < 19 else cls()

    def __str__(self) -> str:
        return f"{self.newest}-{self.digest}"


@dataclass(frozen=True)
class Changes:
    """`put` are lines to add or replace, in order; `gone` are numbers to take away."""

    put: tuple[ChatLine, ...] = ()
    gone: tuple[int, ...] = ()


def version(line: ChatLine) -> str:
    """Changes whenever the line looks different."""
    return sha256(repr((line.mine, line.message)).encode()).hexdigest()[:12]


def mark(lines: Sequence[ChatLine]) -> Mark:
    """Makes the mark of a page that shows `lines` (oldest first); only the last WINDOW matter."""
    shown = lines[-WINDOW:]
    digest = sha256(" ".join(f"{line.number}:{version(line)}" for line in shown).encode()).hexdigest()[:16]
    return Mark(lines[-1].number if lines else 0, digest)


def versions(lines: Sequence[ChatLine]) -> dict[int, str]:
    return {line.number: version(line) for line in lines}


def lacks_only_newer(shown: Mark, lines: Sequence[ChatLine]) -> bool:
    """Whether the page shows the older ones of `lines` (the last 2 × WINDOW, oldest first)."""
    older = [line for line in lines if line.number <= shown.newest]
    return not shown.digest or mark(older).digest == shown.digest


def changes(shown: Mapping[int, str], lines: Sequence[ChatLine], *, whole: bool) -> Changes:
    """Lists what turns a page that shows `shown` (number -> version) into `lines`.

    whole   there are no lines before these

    Lines older than the page's oldest are not put above it: the page did not ask for them.
    """
    now = versions(lines)
    oldest, known = min(shown, default=0), 0 if whole else min(now)
    put = tuple(line for line in lines if line.number >= oldest and shown.get(line.number) != now[line.number])
    return Changes(put, tuple(sorted(number for number in shown if number >= known and number not in now)))
