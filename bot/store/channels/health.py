"""How each account of a channel fares, each way: shared by all processes, told once.

Nothing of what is sent or by whom: times, and the kind of failure.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.store.engine.columns import state_is
from bot.store.engine.database import Transaction
from bot.store.tables import channel_health, parcel

Way = Literal["in", "out"]


@dataclass(frozen=True)
class Fared:
    """One way of one account.

    succeeded   when something last came in, or went out
    failing     since when everything has failed (None: it goes well), why, and from when on that is to be told
    told        when the admins were told that it fails; None where they were not, or that it goes well again
    """

    channel: str
    account: str
    way: Way
    succeeded: datetime | None = None
    failing: datetime | None = None
    reason: str = ""
    due: datetime | None = None
    told: datetime | None = None

    def dead(self, now: datetime) -> bool:
        """Whether it has failed for so long that somebody must look."""
        return self.due is not None and self.due <= now

    def then(self, later: Fared) -> Fared:
        """What is known of it together with what happened afterwards."""
        if later.failing is None or later.succeeded is not None or self.failing is None:
            return replace(later, succeeded=later.succeeded or self.succeeded, told=self.told)
        dues = [due for due in (self.due, later.due) if due is not None]
        return replace(self, reason=later.reason, due=min(dues, default=None))


_KEY = ("channel", "account", "way")
_THIS = [channel_health.c[name] == bindparam(f"this_{name}") for name in _KEY]
_ALL = select(channel_health).order_by(*(channel_health.c[name] for name in _KEY))
_LOCKED = select(channel_health).where(*_THIS).with_for_update()
_ADD = insert(channel_health).on_conflict_do_nothing(index_elements=list(_KEY))
_CHANGE = update(channel_health).where(*_THIS)
_OLDEST = (
    select(parcel.c.channel, func.min(parcel.c.due))
    .where(state_is(parcel, "waiting"), parcel.c.due <= bindparam("now"))
    .group_by(parcel.c.channel)
)


def record(tx: Transaction, news: Iterable[Fared]) -> None:
    """Puts on record what has happened since it was last."""
    for one in news:
        tx.connection.execute(_ADD, {**dict(zip(_KEY, _key(one), strict=True)), "reason": ""})
        row = tx.connection.execute(_LOCKED, _this(one)).one()
        known = Fared(*row).then(one)
        values = {"succeeded": known.succeeded, "failing": known.failing, "reason": known.reason, "due": known.due}
        tx.connection.execute(_CHANGE.values(**values), _this(one))


def states(tx: Transaction) -> list[Fared]:
    """How every account fares, each way."""
    return [Fared(*row) for row in tx.connection.execute(_ALL)]


def tell(tx: Transaction, one: Fared, at: datetime | None) -> None:
    """The admins have been told of the failure; None: that it goes well again."""
    tx.connection.execute(_CHANGE.values(told=at), _this(one))


def oldest_due(tx: Transaction, now: datetime) -> dict[str, datetime]:
    """Since when the oldest parcel of each channel is due that has not gone out."""
    rows = tx.connection.execute(_OLDEST, {"now": now})
    return {row[0]: row[1] for row in rows}


def _key(one: Fared) -> tuple[str, str, str]:
    return one.channel, one.account, one.way


def _this(one: Fared) -> dict[str, object]:
    return {f"this_{name}": value for name, value in zip(_KEY, _key(one), strict=True)}
