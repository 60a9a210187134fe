"""The files of a content folder as one value: hashed, packed, and written out again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import TypeAlias
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from bot.library.reading.text_file import LARGEST

READ = (".yaml", ".md", ".typ", ".txt", ".docx")
# The same files make the same zip, whenever they are packed.
_LONG_AGO = (1980, 1, 1, 0, 0, 0)

Stamp: TypeAlias = tuple[tuple[str, int, int, int], ...]
"""Path, time, size and mode of each file."""


@dataclass(frozen=True)
class Snapshot:
    """Every file that is read, by its path below the folder.

    What lies in the folder itself (README.md) is about the content, not of it.
    """

    files: Mapping[str, bytes]

    @cached_property
    def hash(self) -> str:
        lines = (f"{path} {sha256(data).hexdigest()}\n" for path, data in sorted(self.files.items()))
        return sha256("".join(lines).encode("utf-8", "replace")).hexdigest()

    def packed(self) -> bytes:
        target = BytesIO()
        with ZipFile(target, "w", ZIP_DEFLATED) as archive:
            for path, data in sorted(self.files.items()):
                archive.writestr(ZipInfo(path, _LONG_AGO), data, ZIP_DEFLATED)
        return target.getvalue()

    def write(self, folder: Path) -> None:
        """Makes the folder hold these files and no others of their kind. Raises OSError."""
        for path, data in self.files.items():
            file = folder / path
            if not file.is_file() or file.read_bytes() != data:
                file.parent.mkdir(parents=True, exist_ok=True)
                # Whoever reads meanwhile finds the file before or after, never half of it.
                half = file.with_name(f".{file.name}.loa")
                half.write_bytes(data)
                half.replace(file)
        for found in paths(folder):
            if found.as_posix() not in self.files:
                (folder / found).unlink()


def take(folder: Path) -> Snapshot:
    """The files as they are now, without those that cannot be read, which `load` tells."""
    files = {}
    for path in paths(folder):
        try:
            if (folder / path).stat().st_size <= LARGEST:
                files[path.as_posix()] = (folder / path).read_bytes()
        except OSError:
            continue
    return Snapshot(files)


def unpack(packed: bytes) -> Snapshot:
    """What was packed. Raises ValueError for a path that would lead out of a folder."""
    with ZipFile(BytesIO(packed)) as archive:
        names = archive.namelist()
        if any(PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts for name in names):
            raise ValueError("a path that leads out of the folder")
        return Snapshot({name: archive.read(name) for name in names})


def stamp(folder: Path) -> Stamp:
    """Changes with each save; costs a look at the folder, but reads no file."""
    stamps = []
    for path in sorted(folder.glob("**/*")):
        try:
            told = path.lstat()
        except OSError:
            continue
        stamps.append((path.as_posix(), told.st_mtime_ns, told.st_size, told.st_mode))
    return tuple(stamps)


def paths(folder: Path) -> list[PurePosixPath]:
    """The paths below the folder of the files that are read, in order."""
    below = (path.relative_to(folder) for suffix in READ for path in folder.glob(f"*/**/*{suffix}") if path.is_file())
    return sorted(PurePosixPath(path) for path in below if not any(part.startswith(".") for part in path.parts))
