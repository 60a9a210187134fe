"""The inbox: written before the platform is told "received", blanked when it is answered.

One chat's rows are taken in order: on PostgreSQL under a lock of the chat that ends with the transaction.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Final

from sqlalchemy import and_, bindparam, delete, exists, func, literal_column, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.domain.errors import Trouble
from bot.domain.messages import Address, Incoming
from bot.search.text.foreign import cleaned
from bot.store.engine.columns import DRIFT, state_is
from bot.store.engine.database import Transaction
from bot.store.engine.slices import a_slice
from bot.store.messages.serialization import read_incoming, write_incoming
from bot.store.tables import inbox


class Busy(Enum):
    """Somebody else is at work for this chat, and will do all of it."""

    BUSY = "busy"


BUSY: Final = Busy.BUSY


@dataclass(frozen=True)
class SetAside:
    """A row that was given up, as the operator sees it: without its words."""

    number: int
    channel: str
    account: str
    received_at: datetime
    reason: str


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
_KEEP_ASIDE = (
    insert(inbox)
    .values({column.name: bindparam(column.name) for column in inbox.c if column.name != "number"})
    .on_conflict_do_nothing(index_elements=["channel", "account", "id"])
    .returning(inbox.c.number)
)
_SET_ASIDE = (
    select(inbox.c.number, inbox.c.channel, inbox.c.account, inbox.c.received_at, inbox.c.reason)
    .where(inbox.c.state == "aside")
    .order_by(inbox.c.number.desc())
    .limit(bindparam("most"))
)
_ASIDE_BODY = select(inbox.c.body, inbox.c.channel, inbox.c.account, inbox.c.id).where(
    inbox.c.number == bindparam("this"), inbox.c.state == "aside"
)
_LOCK = select(func.pg_try_advisory_xact_lock(bindparam("lock")))
_NEXT = (
    select(inbox.c.number, inbox.c.body, inbox.c.tries, inbox.c.received_at, inbox.c.id)
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
    .where(_WAITING, or_(inbox.c.received_at < bindparam("before"), inbox.c.received_at > bindparam("latest")))
    .group_by(inbox.c.channel, inbox.c.account, inbox.c.chat)
    .order_by(func.min(inbox.c.number))
)
_RECENT = select(func.count()).select_from(inbox).where(_CHAT, inbox.c.received_at >= bindparam("since"))
_OVER = and_(inbox.c.state != literal_column("'waiting'"), inbox.c.received_at < bindparam("before"))
_EXPIRE = delete(inbox).where(a_slice(inbox.c.number, _OVER))


def receive(tx: Transaction, incoming: Incoming, now: datetime) -> int | None:
    """Adds a row, its first try counted, and returns its number; None where it is known."""
    number: int | None = tx.connection.execute(_RECEIVE, _row(tx, incoming, now, "")).scalar()
    return number


def keep_aside(tx: Transaction, incoming: Incoming, now: datetime) -> int | None:
    """Adds a row that nobody's turn comes of; its number, None where it is known."""
    row = {**_row(tx, incoming, now, _dated(now, incoming.token)), "state": "aside"}
    number: int | None = tx.connection.execute(_KEEP_ASIDE, row).scalar()
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
        body = tx.unseal(inbox.c.body, (address.channel, address.account, row[4]), row[1])
        return Received(row[0], read_incoming(body), row[2], row[3])
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
    tx.connection.execute(_ASIDE, {"this": number, "why": _dated(now, reason)})


def all_aside(tx: Transaction, limit: int) -> list[SetAside]:
    """What was set aside, the latest first."""
    return [SetAside(*row) for row in tx.connection.execute(_SET_ASIDE, {"most": limit})]


def words_aside(tx: Transaction, number: int) -> str | None:
    """What was set aside under that number, as it is kept; None where there is no such row."""
    row = tx.connection.execute(_ASIDE_BODY, {"this": number}).first()
    return None if row is None or row[0] is None else tx.unseal(inbox.c.body, tuple(row[1:]), row[0])


def waiting_chats(tx: Transaction, received_before: datetime) -> list[Address]:
    """The chats with rows not done that came in before then, the longest waiting first.

    A row from a time far to come was received before the clock was set back.
    """
    bound = {"before": received_before, "latest": received_before + DRIFT}
    return [Address(*row) for row in tx.connection.execute(_CHATS, bound)]


def waiting(tx: Transaction, address: Address) -> bool:
    """Whether that chat has rows not done."""
    found: bool = tx.connection.execute(_IS_WAITING, _chat(address)).scalar_one()
    return bool(found)


def recent(tx: Transaction, address: Address, since: datetime) -> int:
    """How many things came in from that chat since then."""
    number: int = tx.connection.execute(_RECENT, {**_chat(address), "since": since}).scalar_one()
    return number


def expire_inbox(tx: Transaction, before: datetime) -> int:
    """Deletes a slice of the rows done or set aside that came in before then; returns how many."""
    return tx.connection.execute(_EXPIRE, {"before": before}).rowcount


def _row(tx: Transaction, incoming: Incoming, now: datetime, reason: str) -> dict[str, object]:
    incoming = cleaned(incoming)
    place = incoming.address
    return {
        **_chat(place),
        "id": incoming.id,
        "tries": 1,
        "received_at": now,
        "body": tx.seal(inbox.c.body, (place.channel, place.account, incoming.id), write_incoming(incoming)),
        "reason": reason,
    }


def _dated(now: datetime, reason: str) -> str:
    return f"{now.isoformat(timespec='seconds')} {reason}"


def _chat(address: Address) -> dict[str, str]:
    return {"channel": address.channel, "account": address.account, "chat": address.chat}


def _lock(address: Address) -> int:
    name = "\0".join((address.channel, address.account, address.chat)).encode()
    return int.from_bytes(hashlib.blake2b(name, digest_size=8).digest(), "big", signed=True)
