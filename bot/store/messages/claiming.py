"""Delivery's side of the outbox: claims what is due, settles results.

Order within a chat is by (due, number). Column `at` is when a waiting parcel may be looked at: its due time, the time
it was put off to, or the end of its lease. One that was tried and whose `at` is to come (leased, or put off) holds its
chat; a fence refuses late results.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import (
    BindParameter,
    Row,
    and_,
    bindparam,
    false,
    func,
    or_,
    select,
    true,
    union_all,
    update,
)

from bot.domain.errors import Trouble
from bot.domain.messages import Address, Message
from bot.store.engine.columns import state_is
from bot.store.engine.database import Transaction
from bot.store.messages.claim_statement import CLAIM
from bot.store.messages.serialization import read_message
from bot.store.tables import parcel

ParcelKind = Literal["new", "edit", "delete"]


@dataclass(frozen=True)
class Parcel:
    """A claimed parcel; `attempts` counts this one, `unsure` means a copy may have arrived.

    message_id      for an edit or a deletion: the platform's id of the message it is about
    """

    number: int
    key: str
    address: Address
    message: Message
    kind: ParcelKind
    due: datetime
    attempts: int
    unsure: bool
    fence: int
    message_id: str
    group: bool
    bulk: bool


@dataclass(frozen=True)
class Settled:
    """What became of a claimed parcel; `reason` holds nothing personal.

    due, unsure     with "later": when to try again, and whether it may have arrived all the same
    """

    number: int
    fence: int
    result: Literal["sent", "later", "never"]
    message_id: str = ""
    reason: str = ""
    due: datetime | None = None
    unsure: bool = False


_WAITING = state_is(parcel, "waiting")
_NOW = bindparam("now", type_=parcel.c.at.type)
_KEYS: BindParameter[str] = bindparam("keys", expanding=True)
_SENT_AS = (
    select(parcel.c.key, parcel.c.edits, parcel.c.message_id)
    .where(or_(parcel.c.key.in_(_KEYS), and_(parcel.c.edits != "", parcel.c.edits.in_(_KEYS))))
    .where(parcel.c.message_id != "")
    .order_by(parcel.c.number)
)
_DROP = update(parcel).where(parcel.c.number == bindparam("this")).values(state="withdrawn", body=None, worker="")
_UNREAD = (
    update(parcel)
    .where(parcel.c.number == bindparam("this"))
    .values(state="never", worker="", reason="unread", settled_at=bindparam("then"))
)
_MINE = and_(parcel.c.number == bindparam("this"), parcel.c.fence == bindparam("fenced"))
_SETTLE = {
    "sent": update(parcel)
    .where(_MINE, parcel.c.state.in_(["waiting", "withdrawn"]))
    .values(state="sent", body=None, worker="", message_id=bindparam("as_id"), settled_at=bindparam("then")),
    "later": update(parcel)
    .where(_MINE, _WAITING)
    .values(worker="", reason=bindparam("why"), at=bindparam("then"), unsure=or_(parcel.c.unsure, bindparam("doubt"))),
    "never": update(parcel)
    .where(_MINE, _WAITING)
    .values(state="never", worker="", reason=bindparam("why"), settled_at=bindparam("then")),
}
_NEXT_DUE = select(
    func.min(
        union_all(
            select(func.min(parcel.c.at).label("at")).where(_WAITING, parcel.c.bulk == false(), parcel.c.at > _NOW),
            select(func.min(parcel.c.at).label("at")).where(_WAITING, parcel.c.bulk == true(), parcel.c.at > _NOW),
        )
        .subquery()
        .c.at
    )
)
_DUE = select(func.count()).select_from(parcel).where(_WAITING, parcel.c.due <= bindparam("now"))
_DUE_AT = _DUE.where(
    parcel.c.channel == bindparam("on"), parcel.c.account == bindparam("by"), parcel.c.chat == bindparam("of")
)
_TAKE_BACK = update(parcel).where(_WAITING, parcel.c.worker != "").values(worker="", unsure=True, at=_NOW)
_TAKE_BACK_FROM = _TAKE_BACK.where(parcel.c.worker == bindparam("by"))


def claim(
    tx: Transaction,
    worker: str,
    now: datetime,
    lease: timedelta,
    limit: int,
    *,
    lanes: Sequence[tuple[str, str]] | None = None,
    most_bulk: int | None = None,
) -> list[Parcel]:
    """Claims at most `limit` parcels until the lease ends, one a chat, urgent ones first.

    `lanes` are the (channel, account) that the worker serves (None: all); at most `most_bulk` of the parcels are bulk.
    They are to be sent after the commit and settled before the lease ends. An edit of what was never sent comes as a
    new message; a deletion of it is dropped. What none of the keys opens is given up, and holds nobody up.
    """
    bound: dict[str, object] = {"now": now, "by": worker, "until": now + lease, "most": limit}
    bound["most_bulk"] = limit if most_bulk is None else most_bulk
    if lanes is not None:
        bound["lanes"] = list(lanes)
    rows = tx.connection.execute(CLAIM[lanes is not None], bound).all()
    sent_as = _sent_as(tx, {row.edits for row in rows if row.edits})
    parcels = []
    for row in sorted(rows, key=lambda row: (row.bulk, row.due, row.number)):
        if row.kind == "delete" and row.edits not in sent_as:
            tx.connection.execute(_DROP, {"this": row.number})
            continue
        try:
            parcels.append(_parcel(tx, row, sent_as.get(row.edits, "")))
        except Trouble:
            tx.connection.execute(_UNREAD, {"this": row.number, "then": now})
    return parcels


def settle(tx: Transaction, settled: Sequence[Settled], now: datetime) -> int:
    """Records results, but not for parcels claimed by others since; returns how many.

    What was sent is blanked. What never will be keeps its sealed words, so that an operator can have it sent again.
    """
    counted = 0
    for one in settled:
        bound: dict[str, object] = {"this": one.number, "fenced": one.fence, "then": now}
        if one.result == "sent":
            bound["as_id"] = one.message_id
        else:
            bound["why"] = one.reason
        if one.result == "later":
            bound |= {"then": one.due or now, "doubt": one.unsure}
        counted += tx.connection.execute(_SETTLE[one.result], bound).rowcount
    return counted


def due(tx: Transaction, now: datetime, address: Address | None = None) -> int:
    """How many parcels (to that address) should have gone by now, those under way included."""
    if address is None:
        return int(tx.connection.execute(_DUE, {"now": now}).scalar_one())
    at = {"now": now, "on": address.channel, "by": address.account, "of": address.chat}
    return int(tx.connection.execute(_DUE_AT, at).scalar_one())


def next_due(tx: Transaction, now: datetime) -> datetime | None:
    """When the next parcel is due after now.

    What was due at a claim with this `now` is claimed, or held.
    """
    moment: datetime | None = tx.connection.execute(_NEXT_DUE, {"now": now}).scalar()
    return moment


def take_back(tx: Transaction, worker: str | None, now: datetime) -> int:
    """Ends the leases of a worker that has died (None: of all); returns how many."""
    if worker is None:
        return tx.connection.execute(_TAKE_BACK, {"now": now}).rowcount
    return tx.connection.execute(_TAKE_BACK_FROM, {"now": now, "by": worker}).rowcount


def _sent_as(tx: Transaction, wanted: Collection[str]) -> dict[str, str]:
    """The platform's id of the latest message sent under each key, or as an edit of it."""
    if not wanted:
        return {}
    rows = tx.connection.execute(_SENT_AS, {"keys": list(wanted)}).all()
    return {key: row.message_id for row in rows for key in (row.key, row.edits) if key in wanted}


def _parcel(tx: Transaction, row: Row[*tuple[Any, ...]], message_id: str) -> Parcel:
    return Parcel(
        number=row.number,
        key=row.key,
        address=Address(row.channel, row.account, row.chat),
        message=read_message(tx.vault.unseal(row.body)),
        kind=row.kind if message_id else "new",
        due=row.due,
        attempts=row.attempts,
        unsure=row.unsure,
        fence=row.fence,
        message_id=message_id,
        group=row.in_group,
        bulk=row.bulk,
    )
