"""What guests want to ask at a meeting: sealed, kept with the guest and gone with them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, func, insert, select, update
from sqlalchemy import delete as sql_delete

from bot.domain.meetings import GuestQuestion
from bot.store.engine.database import Transaction
from bot.store.tables import guest, guest_question

_ADD = insert(guest_question).returning(guest_question.c.id)
_WORDS = (
    update(guest_question)
    .where(guest_question.c.id == bindparam("row"))
    .values(text=bindparam("text"), name=bindparam("name"))
)
_THIS = select(guest_question).where(guest_question.c.id == bindparam("this"))
_OF = select(guest_question).where(guest_question.c.meeting == bindparam("of")).order_by(guest_question.c.id)
_RELEASED = _OF.where(guest_question.c.released_at.is_not(None)).order_by(None).order_by(guest_question.c.released_at)
_OF_CITIZEN = (
    select(guest_question)
    .join(guest, guest.c.id == guest_question.c.guest)
    .where(guest.c.citizen_id == bindparam("who"))
    .order_by(guest_question.c.id)
)
_ASKED = select(func.count()).select_from(guest_question).where(guest_question.c.guest == bindparam("by"))
_RELEASE = update(guest_question).where(guest_question.c.id == bindparam("this")).values(released_at=bindparam("at"))
_ANSWER = update(guest_question).where(guest_question.c.id == bindparam("this")).values(answer=bindparam("sealed"))
_DELETE = sql_delete(guest_question).where(guest_question.c.id == bindparam("this"))
_FORGET = sql_delete(guest_question).where(
    guest_question.c.guest.in_(select(guest.c.id).where(guest.c.citizen_id == bindparam("who")))
)


def add(tx: Transaction, guest_id: int, meeting: int, text: str, name: str, now: datetime) -> int:
    """Keeps a question of that guest, with a name if they gave one; returns its id."""
    row = {"guest": guest_id, "meeting": meeting, "asked_at": now}
    this: int = tx.connection.execute(_ADD, row).scalar_one()
    sealed = {
        "text": tx.seal(guest_question.c.text, this, text),
        "name": tx.seal(guest_question.c.name, this, name) if name else None,
    }
    tx.connection.execute(_WORDS, {"row": this, **sealed})
    return this


def get(tx: Transaction, this: int) -> GuestQuestion | None:
    row = tx.connection.execute(_THIS, {"this": this}).first()
    return None if row is None else _question(tx, row)


def of_meeting(tx: Transaction, number: int) -> list[GuestQuestion]:
    """All of them, the first asked first."""
    return [_question(tx, row) for row in tx.connection.execute(_OF, {"of": number})]


def released(tx: Transaction, number: int) -> list[GuestQuestion]:
    """Those that everybody may see, the first released first."""
    return [_question(tx, row) for row in tx.connection.execute(_RELEASED, {"of": number})]


def of_citizen(tx: Transaction, citizen: int) -> list[GuestQuestion]:
    """What the citizen has asked at meetings that are kept."""
    return [_question(tx, row) for row in tx.connection.execute(_OF_CITIZEN, {"who": citizen})]


def asked(tx: Transaction, guest_id: int) -> int:
    """How many that guest has asked."""
    return int(tx.connection.execute(_ASKED, {"by": guest_id}).scalar_one())


def release(tx: Transaction, this: int, at: datetime | None) -> None:
    """Everybody may see it from then on; None: nobody any more."""
    tx.connection.execute(_RELEASE, {"this": this, "at": at})


def answer(tx: Transaction, this: int, text: str) -> None:
    """What staff answer to it."""
    tx.connection.execute(_ANSWER, {"this": this, "sealed": tx.seal(guest_question.c.answer, this, text)})


def delete(tx: Transaction, this: int) -> None:
    tx.connection.execute(_DELETE, {"this": this})


def forget(tx: Transaction, citizen: int) -> None:
    """Deletes what the citizen has asked; before their places as guests go."""
    tx.connection.execute(_FORGET, {"who": citizen})


def _question(tx: Transaction, row: Row[*tuple[Any, ...]]) -> GuestQuestion:
    text, name, answer = (
        tx.unseal(column, row.id, getattr(row, column.name))
        for column in (guest_question.c.text, guest_question.c.name, guest_question.c.answer)
    )
    return GuestQuestion(row.id, row.meeting, row.guest, text, name, row.released_at is not None, answer)
