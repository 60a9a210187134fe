"""Versions of the content, and what becomes of a folder that differs from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class How(StrEnum):
    """What made a version."""

    FOLDER = "folder"
    PUSH = "push"
    UNDO = "undo"
    EDIT = "edit"


@dataclass(frozen=True)
class Folder:
    """A content folder of one machine.

    `id` stays the same as long as neither its path nor the machine's name changes.
    """

    id: str
    path: str


@dataclass(frozen=True)
class Version:
    """An accepted content.

    author, approver  numbers of staff; None where nobody said who it was
    draft             what was changed and why, where it was done on the board
    """

    number: int
    hash: str
    how: How
    at: datetime
    folder: str = ""
    author: int | None = None
    approver: int | None = None
    draft: int | None = None

    @property
    def from_board(self) -> bool:
        """Whether somebody made it in a browser, so that folders that can be written hold it too."""
        return self.draft is not None


@dataclass(frozen=True)
class Standing:
    """The version that a folder last gave or received, and the hash of what it held then."""

    version: int
    hash: str


@dataclass(frozen=True)
class Refused:
    """A folder whose content is not in use, and why: one line for each mistake."""

    folder: Folder
    mistakes: tuple[str, ...]
    at: datetime
    told: bool


class Verdict(StrEnum):
    """What a well-written folder is to the versions.

    NEXT           it becomes the next version
    NEWEST         it holds the newest version
    BEHIND         it has not changed since an older version: the newest one is used
    BOTH_CHANGED   it has changed, and so has the content in use since then
    STRANGER       it holds what no version has held, and nobody knows which version that was made from
    """

    NEXT = "next"
    NEWEST = "newest"
    BEHIND = "behind"
    BOTH_CHANGED = "both_changed"
    STRANGER = "stranger"


def judge(held: str, base: Standing | None, newest: Version | None, known: bool) -> Verdict:
    """What becomes of a folder that holds content of the hash `held`.

    base    what the folder last gave or received, None for one that never did
    known   whether any version has held the same
    """
    if newest is None:
        return Verdict.NEXT
    if held == newest.hash:
        return Verdict.NEWEST
    if base is None:
        return Verdict.BEHIND if known else Verdict.STRANGER
    if held == base.hash:
        return Verdict.BEHIND
    return Verdict.NEXT if base.version == newest.number else Verdict.BOTH_CHANGED
