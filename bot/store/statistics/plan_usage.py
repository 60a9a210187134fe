"""How much of a platform's plan an account uses: its addresses, its messages this month."""

from __future__ import annotations

from datetime import date

from sqlalchemy import bindparam, func, select

from bot.store.engine.database import Transaction
from bot.store.statistics import tallies
from bot.store.tables import address

_USERS = (
    select(func.count())
    .select_from(address)
    .where(address.c.channel == bindparam("channel"), address.c.account == bindparam("account"))
)


def users(tx: Transaction, channel: str, account: str) -> int:
    """How many chats have written to that account; the platform counts those who left too."""
    return int(tx.connection.execute(_USERS, {"channel": channel, "account": account}).scalar_one())


def sent(tx: Transaction, channel: str, account: str, day: date) -> int:
    """How many messages the account sent, or may have sent, in that month, through that day."""
    return tallies.total(tx, _counted_as(channel, account), day.replace(day=1), day)


def count_sent(tx: Transaction, channel: str, account: str, day: date) -> None:
    """One more."""
    tallies.count(tx, day, _counted_as(channel, account))


def _counted_as(channel: str, account: str) -> str:
    return f"sent:{channel}:{account}"
