"""Pictures under names that nobody guesses: a platform fetches them from us, more than once, for a while.

Kept is what the card says, sealed, and not the picture: it is drawn whenever somebody comes for it.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert

from bot.domain.messages import Card, Message
from bot.store.database import Transaction
from bot.store.tables import picture
from bot.store.written import read_message, write_message

_keep = insert(picture).values(name=bindparam("called"), body=bindparam("card"), until=bindparam("till"))
_KEEP = _keep.on_conflict_do_update(index_elements=["name"], set_={"until": _keep.excluded.until})
_GET = select(picture.c.body).where(picture.c.name == bindparam("called"), picture.c.until > bindparam("now"))
_SWEEP = delete(picture).where(picture.c.until <= bindparam("now"))


def keep(tx: Transaction, key: str, card: Card, until: datetime) -> str:
    """The name under which the card may be fetched until then; the same again for the same parcel's key."""
    name = tx.vault.blind(f"picture {key}").hex()
    tx.connection.execute(
        _KEEP, {"called": name, "card": tx.vault.seal(write_message(Message("", picture=card))), "till": until}
    )
    return name


def get(tx: Transaction, name: str, now: datetime) -> Card | None:
    """The card of that name; None where there is none (any more)."""
    body: bytes | None = tx.connection.execute(_GET, {"called": name, "now": now}).scalar()
    return None if body is None else read_message(tx.vault.unseal(body)).picture


def sweep(tx: Transaction, now: datetime) -> int:
    """Deletes those whose time is over; returns how many."""
    return tx.connection.execute(_SWEEP, {"now": now}).rowcount
