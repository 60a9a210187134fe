"""Photos of meetings, sealed, for a time.

First where they are to be fetched, then the pictures themselves.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import astuple, dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, func, insert, select, update

from bot.domain.messages import Media
from bot.store.engine.database import Transaction
from bot.store.engine.slices import a_slice
from bot.store.tables import meeting_photo

_THIS = meeting_photo.c.id == bindparam("this")
_ADD = insert(meeting_photo).returning(meeting_photo.c.id)
_WHERE = update(meeting_photo).where(_THIS).values(source=bindparam("sealed"))
_FETCHED = update(meeting_photo).where(_THIS).values(source=None, body=bindparam("sealed"))
_FAILED = update(meeting_photo).where(_THIS).values(tries=meeting_photo.c.tries + 1)
_DROP = delete(meeting_photo).where(_THIS)
_MANY = select(func.count()).where(meeting_photo.c.meeting == bindparam("of"))
_WAITING = (
    select(meeting_photo)
    .where(meeting_photo.c.source.is_not(None))
    .order_by(meeting_photo.c.tries, meeting_photo.c.id)
    .limit(bindparam("most"))
)
_OF = (
    select(meeting_photo.c.id)
    .where(meeting_photo.c.meeting == bindparam("of"), meeting_photo.c.body.is_not(None))
    .order_by(meeting_photo.c.id)
)
_GET = select(meeting_photo.c.body).where(_THIS, meeting_photo.c.meeting == bindparam("of"))
_EXPIRE = delete(meeting_photo).where(a_slice(meeting_photo.c.id, meeting_photo.c.added_at < bindparam("before")))


@dataclass(frozen=True)
class Waiting:
    """A photo that is not fetched yet."""

    id: int
    media: Media
    tries: int


def add(tx: Transaction, meeting: int, media: Media, added_by: int, now: datetime) -> None:
    """Keeps where the photo is to be fetched."""
    row = {"meeting": meeting, "tries": 0, "added_by": added_by, "added_at": now}
    this: int = tx.connection.execute(_ADD, row).scalar_one()
    where = json.dumps(astuple(media))
    tx.connection.execute(_WHERE, {"this": this, "sealed": tx.seal(meeting_photo.c.source, this, where)})


def many(tx: Transaction, meeting: int) -> int:
    """How many there are of that meeting, fetched or not."""
    return int(tx.connection.execute(_MANY, {"of": meeting}).scalar_one())


def waiting(tx: Transaction, most: int) -> list[Waiting]:
    """Those that are not fetched yet, the least tried first."""
    rows = tx.connection.execute(_WAITING, {"most": most})
    where = ((row, json.loads(tx.unseal(meeting_photo.c.source, row.id, row.source))) for row in rows)
    return [Waiting(row.id, Media(*media), row.tries) for row, media in where]


def keep(tx: Transaction, photo: int, picture: bytes) -> None:
    """The picture itself is kept from now on; where it was, is forgotten."""
    sealed = tx.seal(meeting_photo.c.body, photo, b64encode(picture).decode())
    tx.connection.execute(_FETCHED, {"this": photo, "sealed": sealed})


def failed(tx: Transaction, photo: int) -> None:
    """It could not be fetched this time."""
    tx.connection.execute(_FAILED, {"this": photo})


def drop(tx: Transaction, photo: int) -> None:
    """It is gone for good, or is not wanted any more."""
    tx.connection.execute(_DROP, {"this": photo})


def of(tx: Transaction, meeting: int) -> list[int]:
    """The ids of the pictures of that meeting."""
    return list(tx.connection.execute(_OF, {"of": meeting}).scalars())


def get(tx: Transaction, meeting: int, photo: int) -> bytes | None:
    """The picture, a JPEG; None where that meeting has none of that id."""
    sealed = tx.connection.execute(_GET, {"this": photo, "of": meeting}).scalar()
    return None if sealed is None else b64decode(tx.unseal(meeting_photo.c.body, photo, sealed))


def expire_photos(tx: Transaction, before: datetime) -> int:
    """Deletes a slice of the photos that were sent before then; returns how many."""
    return tx.connection.execute(_EXPIRE, {"before": before}).rowcount
