"""Who is reminded to pay, and of what: one rhythm an address, gone when reminders are ended."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, null, select
from sqlalchemy.dialects.postgresql import insert

from bot.domain.outreach.payments import Method, PaymentReminder
from bot.store.engine.database import Transaction
from bot.store.scheduling import due
from bot.store.tables import address, payment_reminder
from bot.words import YearMonth

_put = insert(payment_reminder)
_PUT = _put.on_conflict_do_update(
    index_elements=["address_id"],
    set_={
        **{name: _put.excluded[name] for name in ("method", "paid_until", "since")},
        **{name: null() for name in ("to_call", "taken_by", "called_at")},
        "tries": 0,
    },
).returning(payment_reminder.c.id)
_GET = select(payment_reminder).where(payment_reminder.c.id == bindparam("this"))
_THEIRS = payment_reminder.c.address_id.in_(select(address.c.id).where(address.c.citizen_id == bindparam("who")))
_OF = select(payment_reminder).where(_THEIRS).order_by(payment_reminder.c.since.desc(), payment_reminder.c.id)
_FORGET = delete(payment_reminder).where(_THEIRS).returning(payment_reminder.c.id)
_EXPIRE = (
    delete(payment_reminder)
    .where(
        payment_reminder.c.since < bindparam("before", type_=payment_reminder.c.since.type),
        payment_reminder.c.paid_until < bindparam("month", type_=payment_reminder.c.paid_until.type),
    )
    .returning(payment_reminder.c.id)
)


def keep(tx: Transaction, address_id: int, method: Method, until: YearMonth, now: datetime) -> int:
    """Keeps how they pay and the last month that is paid; returns the number of the reminder.

    They have said something, so nobody is to call them about what was due before.
    """
    row = {"address_id": address_id, "method": method.value, "paid_until": date(until.year, until.month, 1)}
    number: int = tx.connection.execute(_PUT, {**row, "since": now}).scalar_one()
    return number


def get(tx: Transaction, number: int) -> PaymentReminder | None:
    """The reminder of that number."""
    row = tx.connection.execute(_GET, {"this": number}).first()
    return None if row is None else _reminder(row)


def of_citizen(tx: Transaction, citizen_id: int) -> list[PaymentReminder]:
    """What the citizen is reminded of, the latest said first."""
    return [_reminder(row) for row in tx.connection.execute(_OF, {"who": citizen_id})]


def forget(tx: Transaction, citizen_id: int) -> None:
    """Deletes it at every address of theirs, and what the clock was to do about it."""
    for number in tx.connection.execute(_FORGET, {"who": citizen_id}).scalars().all():
        due.drop(tx, "payment", number)


def expire_reminders(tx: Transaction, before: datetime) -> int:
    """Deletes what is older, by the last month paid and the last word; returns how much."""
    gone = tx.connection.execute(_EXPIRE, {"before": before, "month": before.date()}).scalars().all()
    for number in gone:
        due.drop(tx, "payment", number)
    return len(gone)


def _reminder(row: Row[*tuple[Any, ...]]) -> PaymentReminder:
    until = YearMonth(row.paid_until.year, row.paid_until.month)
    commune = row.commune if row.phone is not None else ""
    called = row.called_at is not None
    return PaymentReminder(row.id, row.address_id, Method(row.method), until, commune, called)
