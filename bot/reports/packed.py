"""How much a file of Office, which is a packed folder, comes to once it is unpacked."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

MOST_UNPACKED, MOST_PARTS = 60 * 1024 * 1024, 2_000


def fits(body: bytes) -> bool:
    """Whether it may be read whole. Raises BadZipFile for what is no such file."""
    with ZipFile(BytesIO(body)) as archive:
        parts = archive.infolist()
    return len(parts) <= MOST_PARTS and sum(one.file_size for one in parts) <= MOST_UNPACKED
