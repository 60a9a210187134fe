"""What platforms took, as it goes on record: a line each, with its moment; and what stands on everybody's screen."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Taken:
    """A message that a platform took at that moment.

    key      of the parcel, "" where the platform is told none
    id       by which an edit or a deletion names it
    buttons  label to token
    """

    at: float
    chat: str
    text: str
    key: str = ""
    kind: str = "new"
    id: str = ""
    buttons: tuple[tuple[str, str], ...] = ()
    media: str = ""

    def token(self, label: str) -> str | None:
        """What a tap of that button sends."""
        return dict(self.buttons).get(label)


def screen(taken: list[Taken]) -> list[str]:
    """What stands in a chat after all that was sent, changed and deleted there."""
    shown: dict[str, str] = {}
    for one in taken:
        if one.kind == "delete":
            shown.pop(one.id, None)
        elif one.kind != "answer":
            shown[one.id] = one.text
    return list(shown.values())


class Record:
    """All that was taken by now: read from the file to which victims write, or added by who plays a platform."""

    def __init__(self, file: Path) -> None:
        self._file, self._read = file, 0
        self.taken: list[Taken] = []
        self._of: dict[str, list[Taken]] = defaultdict(list)

    def of(self, chat: str) -> list[Taken]:
        """Everything that went to that chat, in order."""
        self.look()
        return self._of[chat]

    def taken_by(self, chat: str) -> list[Taken]:
        """The same, by what was read of the file so far: for who asks of thousands."""
        return self._of.get(chat, [])

    def add(self, one: Taken) -> None:
        self.taken.append(one)
        self._of[one.chat].append(one)

    def look(self) -> None:
        """Reads what is new in the file; half a line waits for its other half."""
        if not self._file.exists() or self._file.stat().st_size == self._read:
            return
        with self._file.open("rb") as file:
            file.seek(self._read)
            whole, end, _half = file.read().rpartition(b"\n")
        self._read += len(whole) + len(end)
        for line in whole.splitlines():
            told = json.loads(line)
            self.add(Taken(**told | {"buttons": tuple((label, token) for label, token in told["buttons"])}))
