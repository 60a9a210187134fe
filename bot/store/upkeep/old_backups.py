"""Backups that are no longer needed: of a folder's own, all but the newest go."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from bot.store.upkeep.backup import ABOUT


def thin_out(newest: Path, keep: int) -> list[Path]:
    """Deletes older backups of that kind beside `newest`, so that `keep` stay; returns those.

    Files that are no backups of Loa are left alone, whatever they are called.
    """
    begins = re.match(r"\D*", newest.name)
    alike = [file for file in newest.parent.glob("*.zip") if begins and file.name.startswith(begins[0])]
    ours = sorted((file for file in alike if _is_ours(file)), key=lambda file: (file == newest, file.stat().st_mtime))
    gone = ours[: max(0, len(ours) - keep)]
    for file in gone:
        file.unlink()
    return gone


def _is_ours(file: Path) -> bool:
    try:
        with ZipFile(file) as archive:
            return ABOUT in archive.namelist()
    except (BadZipFile, OSError):
        return False
