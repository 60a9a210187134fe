"""The inbox: written before the platform is told "received", blanked when it is answered.

One chat's rows are taken in order: on PostgreSQL under a lock of the chat that ends with the transaction.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Final

from sqlalchemy import bindparam, delete, exists, func, literal_column, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.domain.errors import Trouble
from bot.domain.messages import Address, Incoming
from bot.store.engine.columns import state_is
from bot.store.engine.database import Transaction
from bot.store.messages.serialization import read_incoming, write_incoming
from bot.store.tables import inbox


class Busy(Enum):
    """Somebody else is at work for this chat, and will do all of it."""

    BUSY = "busy"


BUSY: Final = Busy.BUSY


@dataclass(frozen=True)
class Received:
    """A row of the inbox; `tries` counts this try too.

    unread  none of the keys opens it, so all that is known is whose chat it is: it can only be set aside
    """

    number: int
    incoming: Incoming
    tries: int
    received_at: datetime
    unread: bool = False


_WAITING = state_is(inbox, "waiting")
_THIS = inbox.c.number == bindparam("this")
_CHAT = (
    (inbox.c.channel == bindparam("channel"))
    & (inbox.c.account == bindparam("account"))
    & (inbox.c.chat == bindparam("chat"))
)
_RECEIVE = (
    insert(inbox)
    .values({column.name: bindparam(column.name) for column in inbox.c if column.name not in ("number", "state")})
    .values(state=literal_column("'waiting'"))
    .on_conflict_do_nothing(index_elements=["channel", "account", "id"])
    .returning(inbox.c.number)
)
_LOCK = select(func.pg_try_advisory_xact_lock(bindparam("lock")))
_NEXT = (
    select(inbox.c.number, inbox.c.body, inbox.c.tries, inbox.c.received_at)
    .where(_CHAT, _WAITING)
    .order_by(inbox.c.number)
    .limit(literal_column("1"))
)
_IS_WAITING = select(exists().where(_CHAT, _WAITING))
_COUNT = update(inbox).where(_THIS).values(tries=inbox.c.tries + 1).returning(inbox.c.tries)
_DONE = update(inbox).where(_THIS).values(state="done", body=None)
_ASIDE = update(inbox).where(_THIS).values(state="aside", reason=bindparam("why"))
_CHATS = (
    select(inbox.c.channel, inbox.c.account, inbox.c.chat)
    .where(_WAITING, inbox.c.received_at < bindparam("before"))
    .group_by(inbox.c.channel, inbox.c.account, inbox.c.chat)
    .order_by(func.min(inbox.c.number))
)
_RECENT = select(func.count()).select_from(inbox).where(_CHAT, inbox.c.received_at >= bindparam("since"))
_EXPIRE = delete(inbox).where(inbox.c.state != "waiting", inbox.c.received_at < bindparam("before"))


def receive(tx: Transaction, incoming: Incoming, now: datetime) -> int | None:
    """Adds a row, its first try counted, and returns its number; None where it is known."""
    address = incoming.address
    row = {
        "channel": address.channel,
        "account": address.account,
        "chat": address.chat,
        "id": incoming.id,
        "tries": 1,
        "received_at": now,
        "body": tx.vault.seal(write_incoming(incoming)),
        "reason": "",
    }
    number: int | None = tx.connection.execute(_RECEIVE, row).scalar()
    return number


def next_of(tx: Transaction, address: Address) -> Received | Busy | None:
    """The chat's oldest row to do; BUSY where another transaction has the chat; None at the end.

    The row is read after the lock was got, by a statement of its own: one statement would look at the rows as they
    were before it waited its turn, and do a row twice.
    """
    if tx.shared and not tx.connection.execute(_LOCK, {"lock": _lock(address)}).scalar():
        return BUSY
    row = tx.connection.execute(_NEXT, _chat(address)).first()
    if row is None:
        return None
    try:
        return Received(row[0], read_incoming(tx.vault.unseal(row[1])), row[2], row[3])
    except Trouble:
        return Received(row[0], Incoming("", address, "unreadable"), row[2], row[3], unread=True)


def count_try(tx: Transaction, number: int) -> int:
    """How many tries there are with the one about to begin; to be committed before it does."""
    tries: int = tx.connection.execute(_COUNT, {"this": number}).scalar_one()
    return tries


def done(tx: Transaction, number: int) -> None:
    """The row is dealt with; what it said is blanked."""
    tx.connection.execute(_DONE, {"this": number})


def set_aside(tx: Transaction, number: int, reason: str, now: datetime) -> None:
    """Gives the row up, so that the chat goes on; its sealed words stay for the operator.

    `reason` holds none of them.
    """
    tx.connection.execute(_ASIDE, {"this": number, "why": f"{now.isoformat(timespec='seconds')} {reason}"})


def waiting_chats(tx: Transaction, received_before: datetime) -> list[Address]:
    """The chats with rows not done that came in before then, the longest waiting first."""
    return [Address(*row) for row in tx.connection.execute(_CHATS, {"before": received_before})]


def waiting(tx: Transaction, address: Address) -> bool:
    """Whether that chat has rows not done."""
    found: bool = tx.connection.execute(_IS_WAITING, _chat(address)).scalar_one()
    return bool(found)


def recent(tx: Transaction, address: Address, since: datetime) -> int:
    """How many things came in from that chat since then."""
    number: int = tx.connection.execute(_RECENT, {**_chat(address), "since": since}).scalar_one()
    return number


def expire_inbox(tx: Transaction, before: datetime) -> int:
    """Deletes rows done or set aside that came in before then; returns how many."""
    return tx.connection.execute(_EXPIRE, {"before": before}).rowcount


def _chat(address: Address) -> dict[str, str]:
    return {"channel": address.channel, "account": address.account, "chat": address.chat}


def _lock(address: Address) -> int:
    name = "\0".join((address.channel, address.account, address.chat)).encode()
    return int.from_bytes(hashlib.blake2b(name, digest_size=8).digest(), "big", signed=True)
