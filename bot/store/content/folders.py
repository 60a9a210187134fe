"""Content folders: the version that each last gave or received, and why one is refused."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.domain.content.versions import Folder, Refused, Standing
from bot.store.engine.database import Transaction
from bot.store.tables import content_folder

_ROW = insert(content_folder)
_SETTLED = _ROW.on_conflict_do_update(
    index_elements=["id"],
    set_={
        name: _ROW.excluded[name] for name in ("path", "version", "hash", "seen_at", "refused", "refused_at", "told_at")
    },
)
_NEW = _ROW.on_conflict_do_nothing(index_elements=["id"])
_MINE = content_folder.c.id == bindparam("which")
_BASE = select(content_folder.c.version, content_folder.c.hash).where(_MINE, content_folder.c.version.is_not(None))
_REFUSE = (
    update(content_folder)
    .where(_MINE, content_folder.c.refused != bindparam("said"))
    .values(refused=bindparam("said"), refused_at=bindparam("now"), told_at=None)
)
_PATHS = select(content_folder.c.id, content_folder.c.path)
_SEEN = update(content_folder).where(_MINE).values(seen_at=bindparam("now"))
_TOLD = update(content_folder).where(_MINE).values(told_at=bindparam("now"))
_REFUSED = (
    select(content_folder)
    .where(content_folder.c.refused != "", content_folder.c.seen_at >= bindparam("since"))
    .order_by(content_folder.c.id)
)


def base(tx: Transaction, folder: Folder) -> Standing | None:
    """What it last gave or received; None for a folder that never did."""
    row = tx.connection.execute(_BASE, {"which": folder.id}).first()
    return None if row is None else Standing(row.version, row.hash)


def settled(tx: Transaction, folder: Folder, version: int, content_hash: str, now: datetime) -> None:
    """It has given or received that version, and nothing of it is refused any longer."""
    known = {"id": folder.id, "path": folder.path, "version": version, "hash": content_hash, "seen_at": now}
    tx.connection.execute(_SETTLED, {**known, "refused": "", "refused_at": None, "told_at": None})


def refuse(tx: Transaction, folder: Folder, mistakes: Iterable[str], now: datetime) -> None:
    """What it holds is not used.

    Refused once more for the same, it keeps the time of the first.
    """
    empty = {"id": folder.id, "path": folder.path, "version": None, "hash": "", "seen_at": now}
    tx.connection.execute(_NEW, {**empty, "refused": "", "refused_at": None, "told_at": None})
    tx.connection.execute(_REFUSE, {"which": folder.id, "said": "\n".join(mistakes), "now": now})
    seen(tx, folder, now)


def refused(tx: Transaction, since: datetime) -> list[Refused]:
    """The folders that are refused, but those that nobody has seen since then."""
    return [
        Refused(Folder(row.id, row.path), tuple(row.refused.split("\n")), row.refused_at, row.told_at is not None)
        for row in tx.connection.execute(_REFUSED, {"since": since})
    ]


def paths(tx: Transaction) -> dict[str, str]:
    """Where each folder that ever gave or received a version is, by its id."""
    return {row.id: row.path for row in tx.connection.execute(_PATHS)}


def seen(tx: Transaction, folder: Folder, now: datetime) -> None:
    """It is still there, and held by a process that runs."""
    tx.connection.execute(_SEEN, {"which": folder.id, "now": now})


def told(tx: Transaction, folder: Folder, now: datetime) -> None:
    """Those who can mend it have been told."""
    tx.connection.execute(_TOLD, {"which": folder.id, "now": now})
