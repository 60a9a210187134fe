"""How many wish to be told what, and how many are reminded to pay."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from bot.domain.outreach.subscriptions import A_MONTH, Purpose
from bot.store.engine.database import Transaction
from bot.store.people.subscriptions import may_be_written_to
from bot.store.tables import payment_reminder, subscription
from bot.store.tables.subscriptions import HOLDS

_told = may_be_written_to().subquery("told")
_BY_COMMUNE = select(_told.c.purpose, _told.c.commune, func.count()).group_by(_told.c.purpose, _told.c.commune)
_ASKED_FOR = select(subscription.c.purpose, func.count()).where(HOLDS).group_by(subscription.c.purpose)
_REMINDED = select(func.count()).select_from(payment_reminder)
_TO_CALL = _REMINDED.where(payment_reminder.c.to_call.is_not(None))


def by_commune(tx: Transaction, now: datetime) -> dict[tuple[Purpose, str], int]:
    """How many people may be written to now, by what they are told and for which commune.

    "" where they named none."""
    rows = tx.connection.execute(_BY_COMMUNE, {"since": now - A_MONTH})
    return {(Purpose(purpose), commune): int(count) for purpose, commune, count in rows}


def asked_for(tx: Transaction) -> dict[Purpose, int]:
    """At how many addresses it was asked for and not ended; of somebody who blocked us, too."""
    return {Purpose(purpose): int(count) for purpose, count in tx.connection.execute(_ASKED_FOR)}


def reminded(tx: Transaction) -> int:
    """How many are reminded to pay."""
    return int(tx.connection.execute(_REMINDED).scalar_one())


def to_call(tx: Transaction) -> int:
    """How many of them are to be called, for they have not answered."""
    return int(tx.connection.execute(_TO_CALL).scalar_one())
