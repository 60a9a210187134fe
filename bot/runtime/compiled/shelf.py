"""Keeps on disk what content was made into, by a hash of the files and of the program.

A start that finds it there takes a twentieth of the time. It may be deleted at any time; where it cannot be written, or
is damaged, the content is made anew.
"""

from __future__ import annotations

import fcntl
import gc
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
import structlog

import bot
from bot.library.load import UNFORESEEN
from bot.library.snapshot import take
from bot.runtime.compiled.flattening import flattened, rebuilt
from bot.talk.scene import Knowledge

log = structlog.get_logger()

# What a knowledge is made by, and of.
ROOMS = ("domain", "law", "library", "search", "talk", "runtime/compiled")
MOST = 4
_ENDING = ".npz"


@dataclass(frozen=True)
class Made:
    """A knowledge, and the days for which it holds: from `since` to the one before `until`."""

    knowledge: Knowledge
    since: date
    until: date


def compiled(folder: Path | None, content: Path, today: date, make: Callable[[], Knowledge]) -> Knowledge:
    """The knowledge kept in `folder` for these very files and this day, else as it is made.

    From then on it is kept. Of several processes one makes it, the others wait. Raises Mistakes where `make` does.
    """
    if folder is None:
        return make()
    file = _file(folder, content, today)
    if (kept := _read(file, today)) is not None:
        return kept
    with _one_at_a_time(folder):
        if (kept := _read(file, today)) is not None:
            return kept
        knowledge = make()
        # Nobody may have saved another file while it was made.
        if _file(folder, content, today) == file:
            _write(file, Made(knowledge, today, knowledge.library.says_the_same_until(today)))
        return knowledge


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """One process at a time is within; where no lock can be had, each makes its own.

    The system frees the lock with the process, however that ends.
    """
    with ExitStack() as stack:
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            lock = os.open(folder, os.O_RDONLY)
            stack.callback(os.close, lock)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def found(folder: Path, content: Path, today: date) -> Knowledge | None:
    """The knowledge that a serving process has kept for these very files and this day."""
    return _read(_file(folder, content, today), today)


def _file(folder: Path, content: Path, today: date) -> Path:
    named = sha256(f"{content.name} {take(content).hash} {_program()}".encode()).hexdigest()[:16]
    return folder / f"{named}-{today:%Y-%m}{_ENDING}"


@cache
def _program() -> str:
    """The hash of all that takes part in making a knowledge."""
    home = Path(bot.__file__).parent
    files = (
        home / "words.py",
        home / "lazy.py",
        *(path for room in ROOMS for path in sorted((home / room).rglob("*.py"))),
    )
    parts = (sys.version.encode(), np.__version__.encode(), *(path.read_bytes() for path in files))
    return sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest()


def _read(file: Path, today: date) -> Knowledge | None:
    """What is kept there for the day; None where nothing is, or it is damaged."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        with np.load(file, allow_pickle=False) as arrays:
            made = rebuilt({name: arrays[name] for name in arrays.files}, bot.__name__)
        with suppress(OSError):
            file.touch()  # the longest unused go first
        return made.knowledge if isinstance(made, Made) and made.since <= today < made.until else None
    except FileNotFoundError:
        return None
    except (BadZipFile, EOFError, *UNFORESEEN) as error:
        log.warning("compiled_damaged", reason=type(error).__name__)
        with suppress(OSError):
            file.unlink()
        return None
    finally:
        if collecting:
            gc.enable()


def _write(file: Path, made: Made) -> None:
    """A reader meanwhile finds the whole file or none; without room there is none."""
    half = None
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=file.parent, prefix=".", delete=False) as target:
            half = Path(target.name)
            arrays: dict[str, Any] = {**flattened(made, bot.__name__)}
            np.savez(target, **arrays)
        half.replace(file)
        _forget_unused(file.parent)
    except OSError as error:
        log.info("compiled_unwritten", reason=type(error).__name__)
        if half is not None:
            half.unlink(missing_ok=True)


def _forget_unused(folder: Path) -> None:
    kept = sorted(folder.glob(f"*{_ENDING}"), key=os.path.getmtime, reverse=True)
    for old in kept[MOST:]:
        with suppress(OSError):
            old.unlink()
