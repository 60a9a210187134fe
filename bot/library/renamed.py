"""Things by their ids; an id of before leads to the same thing.

Old buttons, notes and links go on working.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

T = TypeVar("T")


class Renamed(Mapping[str, T]):
    """Found by any id it ever had; counted and gone through by the ids of now."""

    def __init__(self, known: Mapping[str, T], before: Mapping[str, str]) -> None:
        self._known, self._before = known, before

    def __getitem__(self, id_: str) -> T:
        return self._known[self._before.get(id_, id_)]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)
