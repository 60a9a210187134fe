"""Addresses that told their platform not to let us write, and back: what it ends."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, select, update

from bot.domain.messages import Address
from bot.domain.outreach.subscriptions import Purpose
from bot.store.engine.at_address import address_values, at_address
from bot.store.engine.database import Transaction
from bot.store.people import subscriptions
from bot.store.tables import address, subscription
from bot.store.tables.subscriptions import HOLDS

_AT = at_address(address)
_BLOCK = update(address).where(_AT).values(blocked_at=bindparam("since"))
_UNBLOCK = update(address).where(_AT).values(blocked_at=None, talked_at=bindparam("now"))
_HELD = (
    select(address.c.citizen_id, subscription.c.purpose)
    .join(address, address.c.id == subscription.c.address_id)
    .where(_AT, HOLDS)
)


def mark_blocked(tx: Transaction, place: Address, blocked: bool, now: datetime) -> None:
    """Records that the address blocked us, or that it may be written to again.

    The former ends what was told there, for good. The latter counts as if they had just written to us. An address
    nobody knows is no error.
    """
    at = address_values(place)
    for citizen, purpose in tx.connection.execute(_HELD, at).all() if blocked else ():
        subscriptions.stop(tx, citizen, [Purpose(purpose)], now)
    tx.connection.execute(*((_BLOCK, {**at, "since": now}) if blocked else (_UNBLOCK, {**at, "now": now})))
