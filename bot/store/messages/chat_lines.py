"""The web chat's lines, sealed: the record of a talk of which the browser keeps nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, bindparam, select, update
from sqlalchemy import delete as deletion
from sqlalchemy.dialects.postgresql import insert

from bot.domain.messages import Message
from bot.store.engine.database import Transaction
from bot.store.engine.slices import a_slice
from bot.store.messages.serialization import read_message, write_message
from bot.store.tables import chat_line


@dataclass(frozen=True)
class ChatLine:
    """One line of a chat; `mine` is the citizen's own. `message_id` is unique within the chat."""

    number: int
    mine: bool
    message: Message
    at: datetime
    message_id: str


_ADD = (
    insert(chat_line)
    .values({name: bindparam(name) for name in ("chat", "message_id", "mine", "at", "body")})
    .on_conflict_do_nothing(index_elements=["chat", "message_id"])
    .returning(chat_line.c.number)
)
_ONE = and_(chat_line.c.chat == bindparam("of"), chat_line.c.message_id == bindparam("which"))
_NUMBER = select(chat_line.c.number).where(_ONE)
_LINES: Select[Any] = select(chat_line).where(chat_line.c.chat == bindparam("of"))
_GET = _LINES.where(chat_line.c.number == bindparam("at"))
_AFTER = _LINES.where(chat_line.c.number > bindparam("after")).order_by(chat_line.c.number)
_LAST = _LINES.order_by(chat_line.c.number.desc()).limit(bindparam("most"))
_EDIT = update(chat_line).where(_ONE).values(body=bindparam("now_says"))
_DELETE = deletion(chat_line).where(_ONE)
_FORGET = deletion(chat_line).where(chat_line.c.chat == bindparam("of"), chat_line.c.at <= bindparam("until"))
_EXPIRE = deletion(chat_line).where(a_slice(chat_line.c.number, chat_line.c.at < bindparam("before")))


def add(tx: Transaction, chat: str, message: Message, now: datetime, *, mine: bool, message_id: str) -> int:
    """The number of the line, written once however often it is added under this id."""
    row = {
        "chat": chat,
        "message_id": message_id,
        "mine": mine,
        "at": now,
        "body": b"",
    }
    number: int | None = tx.connection.execute(_ADD, row).scalar()
    if number is not None:
        edit(tx, chat, message_id, message)
        return number
    known: int = tx.connection.execute(_NUMBER, {"of": chat, "which": message_id}).scalar_one()
    return known


def after(tx: Transaction, chat: str, number: int) -> list[ChatLine]:
    """The chat's lines with higher numbers, in order."""
    return [_line(tx, row) for row in tx.connection.execute(_AFTER, {"of": chat, "after": number})]


def last(tx: Transaction, chat: str, most: int) -> list[ChatLine]:
    """The chat's last lines, in order."""
    rows = tx.connection.execute(_LAST, {"of": chat, "most": most}).all()
    return [_line(tx, row) for row in reversed(rows)]


def get(tx: Transaction, chat: str, number: int) -> ChatLine | None:
    """The chat's line of that number."""
    row = tx.connection.execute(_GET, {"of": chat, "at": number}).first()
    return _line(tx, row) if row else None


def edit(tx: Transaction, chat: str, message_id: str, message: Message) -> bool:
    """The line says this from now on; False where it is not there."""
    number: int | None = tx.connection.execute(_NUMBER, {"of": chat, "which": message_id}).scalar()
    if number is None:
        return False
    sealed = tx.seal(chat_line.c.body, number, write_message(message))
    return tx.connection.execute(_EDIT, {"of": chat, "which": message_id, "now_says": sealed}).rowcount == 1


def delete(tx: Transaction, chat: str, message_id: str) -> bool:
    """Takes the line away; False where it is not there."""
    return tx.connection.execute(_DELETE, {"of": chat, "which": message_id}).rowcount == 1


def forget_said(tx: Transaction, chat: str, now: datetime) -> int:
    """Deletes all that both sides have said in the chat: the bot repeats what it is told."""
    return tx.connection.execute(_FORGET, {"of": chat, "until": now}).rowcount


def expire_chat_lines(tx: Transaction, before: datetime) -> int:
    """Takes away a slice of all chats' lines from before then; returns how many."""
    return tx.connection.execute(_EXPIRE, {"before": before}).rowcount


def _line(tx: Transaction, row: Row[*tuple[Any, ...]]) -> ChatLine:
    return ChatLine(
        row.number, row.mine, read_message(tx.unseal(chat_line.c.body, row.number, row.body)), row.at, row.message_id
    )
