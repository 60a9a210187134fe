"""Drafts: changes of content files that wait for a second person, then for their day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from difflib import unified_diff
from enum import StrEnum
from functools import cached_property
from hashlib import sha256


class State(StrEnum):
    """Where a draft is; one that is OPEN may be changed."""

    OPEN = "open"
    PUBLISHED = "published"
    DROPPED = "dropped"


class Source(StrEnum):
    """Where a change comes from.

    WITHDRAWAL and UNDO take back what is wrong: one person alone may do that, and the admins are told. RELEASE is a
    person's own word that they have read a draft in another language: nobody else can give it, and all are told.
    """

    FORM = "form"
    SHEET = "sheet"
    FOLDER = "folder"
    WITHDRAWAL = "withdrawal"
    UNDO = "undo"
    RELEASE = "release"

    @property
    def needs_second(self) -> bool:
        return self not in {Source.WITHDRAWAL, Source.UNDO, Source.RELEASE}


class Outcome(StrEnum):
    """What became of something done with a draft.

    OWN_WORK    nobody approves what they have made themselves
    CHANGED     it is not what was looked at, or what was approved
    OVER        it was published or dropped before
    MET         somebody else has changed the same lines since: nothing is overwritten
    FAULTY      together with the content in use it has mistakes
    LATER       the content in use has just become another one: try once more
    """

    ASKED = "asked"
    APPROVED = "approved"
    SENT_BACK = "sent_back"
    PLANNED = "planned"
    DROPPED = "dropped"
    PUBLISHED = "published"
    OWN_WORK = "own_work"
    UNAPPROVED = "unapproved"
    CHANGED = "changed"
    OVER = "over"
    MET = "met"
    FAULTY = "faulty"
    LATER = "later"


@dataclass(frozen=True)
class Edit:
    """What becomes of files; only before: taken out, only after: new."""

    before: Mapping[str, bytes]
    after: Mapping[str, bytes]

    @property
    def paths(self) -> list[str]:
        return sorted({*self.before, *self.after})

    @cached_property
    def hash(self) -> str:
        """Says which lines come and go, wherever they are in the file."""
        return sha256("\n".join(self._lines()).encode()).hexdigest()

    def diff(self, path: str, around: int = 0) -> list[str]:
        """The lines of one file that come ("+") and go ("-"), with so many lines around them."""
        before, after = (_lines(files.get(path, b"")) for files in (self.before, self.after))
        return [line for line in unified_diff(before, after, n=around, lineterm="") if line[:3] not in ("---", "+++")]

    def _lines(self) -> Iterator[str]:
        for path in self.paths:
            yield f"{path} {path in self.before} {path in self.after}"
            yield from (line for line in self.diff(path) if not line.startswith("@@"))


@dataclass(frozen=True)
class Draft:
    """A change on its way into the content.

    kind, thing   what is changed: "figure" and its name, "answer" and its id …
    version       the version that it was made from
    author        None where nobody knows, as with files in a folder
    publish_on    the day on which it goes into use once it is approved; None: as soon as somebody says so
    """

    number: int
    source: Source
    kind: str
    thing: str
    version: int
    edit: Edit
    author: int | None
    reason: str
    state: State
    changed_at: datetime
    publish_on: date | None = None


def _lines(data: bytes) -> list[str]:
    """The lines of a text; of any other file, a line that only the same file has."""
    try:
        return data.decode().splitlines()
    except UnicodeDecodeError:
        return [f"{len(data)} B, SHA-256 {sha256(data).hexdigest()}"]
