"""What a table in Excel has to have, what it says cell by cell, and what is wrong in it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.text import fold

MOST_BYTES = 5 * 1024 * 1024
"""The largest Excel file that is read."""


@dataclass(frozen=True)
class SheetColumn:
    """A column by its heading, or any of `also`; needed: no cell of it may be empty."""

    name: str
    also: tuple[str, ...] = ()
    needed: bool = False

    @property
    def headings(self) -> frozenset[str]:
        return frozenset(fold(heading) for heading in (self.name, *self.also))


@dataclass(frozen=True)
class SheetCell:
    """What a cell says, and where it is: "B7"."""

    at: str
    text: str


@dataclass(frozen=True)
class CellMistake:
    """What is wrong in which cell."""

    at: str
    said: str

    def __str__(self) -> str:
        return f"{self.at}: {self.said}"


@dataclass(frozen=True)
class SheetRows:
    """Each row's cells by their column's name; of use only where there is no mistake."""

    rows: tuple[dict[str, SheetCell], ...]
    mistakes: tuple[CellMistake, ...]
