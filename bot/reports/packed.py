"""How much a file of Office, which is a packed folder, comes to once it is unpacked."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

MOST_UNPACKED = 60 * 1024 * 1024


def fits(body: bytes) -> bool:
    """Whether it may be read whole. Raises BadZipFile for what is no such file."""
    with ZipFile(BytesIO(body)) as archive:
        return sum(one.file_size for one in archive.infolist()) <= MOST_UNPACKED
