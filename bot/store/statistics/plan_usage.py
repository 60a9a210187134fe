"""How much of a platform's plan an account uses: its addresses, its messages this month."""

from __future__ import annotations

from datetime import date

from sqlalchemy import bindparam, func, select

from bot.store.engine.database import Transaction
from bot.store.statistics import own_rows
from bot.store.tables import address, plan_use

SENT = "sent"
_ADD = own_rows.adding(plan_use)
_USERS = (
    select(func.count())
    .select_from(address)
    .where(address.c.channel == bindparam("channel"), address.c.account == bindparam("account"))
)
_USED = select(func.coalesce(func.sum(plan_use.c.times), 0)).where(
    plan_use.c.channel == bindparam("channel"),
    plan_use.c.account == bindparam("account"),
    plan_use.c.what == bindparam("what"),
    plan_use.c.day >= bindparam("first"),
    plan_use.c.day <= bindparam("last"),
)


def users(tx: Transaction, channel: str, account: str) -> int:
    """How many chats have written to that account; the platform counts those who left too."""
    return int(tx.connection.execute(_USERS, {"channel": channel, "account": account}).scalar_one())


def use(tx: Transaction, channel: str, account: str, what: str, day: date, by: int = 1) -> None:
    """The account used one more, or `by` more, of something its plan limits or charges."""
    row = {"day": day, "channel": channel, "account": account, "what": what, "times": by}
    tx.connection.execute(_ADD[tx.shared], row)


def used(tx: Transaction, channel: str, account: str, what: str, day: date) -> int:
    """How much of that the account used in that month, through that day."""
    asked = {"channel": channel, "account": account, "what": what, "first": day.replace(day=1), "last": day}
    return int(tx.connection.execute(_USED, asked).scalar_one())


def sent(tx: Transaction, channel: str, account: str, day: date) -> int:
    """How many messages the account sent, or may have sent, in that month, through that day."""
    return used(tx, channel, account, SENT, day)


def count_sent(tx: Transaction, channel: str, account: str, day: date) -> None:
    """One more."""
    use(tx, channel, account, SENT, day)


def sum_up(tx: Transaction, before: date) -> int:
    """Makes one row of each count of the days before then."""
    return own_rows.sum_up(tx, plan_use, before)
