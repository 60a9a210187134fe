"""Pictures and sounds that a platform fetches from us for a while, under unguessable names.

What a card says, or where a citizen's photo is, is kept sealed; it is drawn, or fetched, at each request.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert

from bot.domain.messages import Message
from bot.store.engine.database import Transaction
from bot.store.messages.serialization import read_message, write_message
from bot.store.tables import picture

_keep = insert(picture).values(name=bindparam("called"), body=bindparam("card"), until=bindparam("till"))
_KEEP = _keep.on_conflict_do_update(index_elements=["name"], set_={"until": _keep.excluded.until})
_GET = select(picture.c.body).where(picture.c.name == bindparam("called"), picture.c.until > bindparam("now"))
_EXPIRE = delete(picture).where(picture.c.until <= bindparam("now"))


def keep(tx: Transaction, key: str, message: Message, until: datetime) -> str:
    """The name under which it may be fetched until then; the same for the same parcel's key."""
    name = tx.vault.blind(f"picture {key}").hex()
    shown = Message("", picture=message.picture, media=message.media)
    tx.connection.execute(
        _KEEP, {"called": name, "card": tx.seal(picture.c.body, name, write_message(shown)), "till": until}
    )
    return name


def get(tx: Transaction, name: str, now: datetime) -> Message:
    """What is shown under that name: a card, a file, or neither where there is none (any more)."""
    body: bytes | None = tx.connection.execute(_GET, {"called": name, "now": now}).scalar()
    return Message("") if body is None else read_message(tx.unseal(picture.c.body, name, body))


def expire_pictures(tx: Transaction, now: datetime) -> int:
    """Deletes those whose time is over; returns how many."""
    return tx.connection.execute(_EXPIRE, {"now": now}).rowcount
