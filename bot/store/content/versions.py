"""Accepted content, version by version.

No row is ever removed; the files of old ones are thinned out.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, bindparam, insert, select, union, update

from bot.domain.calendar import local
from bot.domain.content.versions import How, Version
from bot.store.engine.database import Transaction
from bot.store.tables import content_draft, content_folder, content_version

KEPT = 50

_VERSIONS: Select[Any] = select(
    content_version.c.number,
    content_version.c.hash,
    content_version.c.how,
    content_version.c.at,
    content_version.c.folder,
    content_version.c.author,
    content_version.c.approver,
    content_version.c.draft,
).order_by(content_version.c.number.desc())
_LATEST = _VERSIONS.limit(bindparam("most"))
_ONE = _VERSIONS.where(content_version.c.number == bindparam("which"))
_HOLDING = _VERSIONS.where(content_version.c.hash == bindparam("held")).limit(1)
_FILES = select(content_version.c.files).where(content_version.c.number == bindparam("which"))
_ADD = insert(content_version)
_FULL = select(content_version.c.number, content_version.c.at).where(content_version.c.files != b"")
_WANTED = union(
    select(content_draft.c.version).where(content_draft.c.state == "open"),
    select(content_folder.c.version).where(content_folder.c.version.is_not(None)),
)
_EMPTY = update(content_version).where(content_version.c.number.in_(bindparam("old", expanding=True))).values(files=b"")


def latest(tx: Transaction, most: int) -> list[Version]:
    """The newest versions, the newest first."""
    return [_version(row) for row in tx.connection.execute(_LATEST, {"most": most})]


def newest(tx: Transaction) -> Version | None:
    return next(iter(latest(tx, 1)), None)


def get(tx: Transaction, number: int) -> Version | None:
    row = tx.connection.execute(_ONE, {"which": number}).first()
    return None if row is None else _version(row)


def holding(tx: Transaction, content_hash: str) -> Version | None:
    """The newest version that held the same."""
    row = tx.connection.execute(_HOLDING, {"held": content_hash}).first()
    return None if row is None else _version(row)


def files(tx: Transaction, number: int) -> bytes:
    """The packed files of that version, which is there; b"" where they were thinned out."""
    packed: bytes = tx.connection.execute(_FILES, {"which": number}).scalar_one()
    return packed


def add(
    tx: Transaction,
    after: Version | None,
    content_hash: str,
    packed: bytes,
    how: How,
    now: datetime,
    folder: str = "",
    author: int | None = None,
    approver: int | None = None,
    draft: int | None = None,
) -> Version:
    """The next version after the one that was judged the newest.

    Two that are added at once have one number, so they clash, and one of them is judged again.
    """
    version = Version(after.number + 1 if after else 1, content_hash, how, now, folder, author, approver, draft)
    values = {"number": version.number, "hash": content_hash, "files": packed, "how": how.value}
    values |= {"author": author, "approver": approver, "folder": folder, "at": now, "draft": draft}
    tx.connection.execute(_ADD, values)
    return version


def thin(tx: Transaction, before: datetime, last: int = KEPT) -> int:
    """Empties the files of what is older.

    But of the last ones, one a month, and what a draft or a folder is made from.

    The rows stay: what was in use when, by whom, and its hash. Returns how many were emptied.
    """
    full = sorted((row.number, local(row.at)) for row in tx.connection.execute(_FULL))
    of_months = {(at.year, at.month): number for number, at in full}
    kept = {*of_months.values(), *tx.connection.execute(_WANTED).scalars()}
    old = [number for number, at in full[:-last] if at < before and number not in kept]
    if old:
        tx.connection.execute(_EMPTY, {"old": old})
    return len(old)


def _version(row: Row[*tuple[Any, ...]]) -> Version:
    return Version(row.number, row.hash, How(row.how), row.at, row.folder, row.author, row.approver, row.draft)
