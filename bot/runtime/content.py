"""The knowledge in use: a content with its indexes, changed over in one step."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Generic, TypeVar

from bot.library import Library, Mistakes, load
from bot.library.load import UNFORESEEN
from bot.library.reading.mistakes import Mistake
from bot.library.snapshot import Snapshot, take, unpack
from bot.runtime.compiled.shelf import compiled
from bot.talk.scene import Knowledge

T = TypeVar("T")


@dataclass(frozen=True)
class Examined(Generic[T]):
    """What a folder held, and what was made of it: None where there are mistakes."""

    held: Snapshot
    made: T | None
    mistakes: tuple[Mistake, ...] = ()


def examine(content: Path, make: Callable[[Path], T]) -> Examined[T]:
    """Reads a folder by `make`, again and again until it has not changed while it was read."""
    while True:
        held = take(content)
        try:
            made = make(content)
        except Mistakes as error:
            return Examined(held, None, error.mistakes)
        if take(content).hash == held.hash:
            return Examined(held, made)


class Knowing:
    """Holds the Knowledge that every turn uses.

    keeps   for how many days names and phone numbers are kept: the consent must not promise less
    kept    where it is kept on disk once it is made
    """

    def __init__(self, content: Path, today: date, keeps: int = 0, kept: Path | None = None) -> None:
        """Raises Mistakes where the content is faulty."""
        self._today, self._keeps, self._kept = today, keeps, kept
        self.use(self.read(content))

    def read(self, content: Path) -> Knowledge:
        """The Knowledge of a folder, not in use yet. Raises Mistakes with every mistake in it."""
        knowledge = compiled(self._kept, content, self._today, lambda: self._made(content))
        fit(knowledge.library, content, self._keeps)
        return knowledge

    def _made(self, content: Path) -> Knowledge:
        library = load(content)
        try:
            return Knowledge.of(library, self._today, getattr(self, "knowledge", None))
        except UNFORESEEN as error:
            message = f"Máy tìm kiếm không dùng được nội dung này ({type(error).__name__}). Hãy xem lại chỗ vừa sửa."
            raise Mistakes([Mistake(content.name, 1, 1, message)]) from error

    def use(self, knowledge: Knowledge) -> None:
        """Changes over to it in one step."""
        self.knowledge = knowledge
        _tidy()


def from_packed(packed: bytes, made: Callable[[Path], T]) -> T:
    """What is made of a folder that holds these files, as long as it takes."""
    with TemporaryDirectory(prefix="loa-") as home:
        content = Path(home) / "content"
        unpack(packed).write(content)
        return made(content)


def load_fitting(content: Path, keeps: int) -> Library:
    """The library of a folder, if it may be used with these settings. Raises Mistakes."""
    library = load(content)
    fit(library, content, keeps)
    return library


def fit(library: Library, content: Path, keeps: int) -> None:
    """Raises Mistakes where the consent promises less than what these settings keep."""
    if library.consent.keep_days < keeps:
        file = f"{content.name}/consent/{library.consent.version}.yaml"
        message = f"Lời xin đồng ý nói giữ {library.consent.keep_days} ngày, ít hơn LOA_KEEP_LEAD_DAYS ({keeps})."
        raise Mistakes([Mistake(file, 1, 1, message)])


def _tidy() -> None:
    """Gives back to the system what only the building needed.

    The C library would keep it, and only glibc can.
    """
    with suppress(AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
