"""Delivery's side of the outbox: claims what is due, settles results.

Order within a chat is by (due, number). Column `at` is when a waiting parcel may be looked at: its due time, the time
it was put off to, or the end of its lease; `timed_at` is when that was decided. One whose `at` is to come and later
than due (leased, or put off) holds its chat; a fence refuses late results.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import BindParameter, Integer, Row, and_, bindparam, false, func, or_, select, true, union_all, update

from bot.domain.errors import Trouble
from bot.domain.messages import Address, Message, Subject
from bot.store.engine.at_address import address_values, at_address
from bot.store.engine.columns import state_is
from bot.store.engine.database import Transaction
from bot.store.messages.claim_statement import CLAIM
from bot.store.messages.parcel_times import APART, DUE_BY_NOW, let_go
from bot.store.messages.serialization import read_message, subjects
from bot.store.tables import parcel

ParcelKind = Literal["new", "edit", "delete", "answer"]
ANY_DOUBTS = 1_000


@dataclass(frozen=True)
class Parcel:
    """A claimed parcel; `attempts` counts this one.

    doubts          after how many tries nobody knew whether it had arrived
    message_id      for an edit or a deletion: the platform's id of the message it is about; for an answer: of the tap
    reader          the member of staff whom it is for; subjects: what they have to have a right to
    subscription    what its reader has to be told still, where it goes only for that
    """

    number: int
    key: str
    address: Address
    message: Message
    kind: ParcelKind
    due: datetime
    attempts: int
    doubts: int
    fence: int
    message_id: str
    group: bool
    bulk: bool
    reader: int | None = None
    subjects: tuple[Subject, ...] = ()
    subscription: int | None = None

    @property
    def names(self) -> tuple[int, ...]:
        """The numbers of the requests that it tells of."""
        return tuple(one.id for one in self.subjects if one.kind == "lead")

    @property
    def unsure(self) -> bool:
        """Whether a copy may have arrived."""
        return self.doubts > 0


@dataclass(frozen=True)
class Settled:
    """What became of a claimed parcel; `reason` holds nothing personal.

    due, unsure     with "later": when to try again, and whether it may have arrived all the same
    counted         with "later": whether the try counts; not where it says nothing of the parcel
    """

    number: int
    fence: int
    result: Literal["sent", "later", "never"]
    message_id: str = ""
    reason: str = ""
    due: datetime | None = None
    unsure: bool = False
    counted: bool = True


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
    .values(
        worker="",
        reason=bindparam("why"),
        at=bindparam("then"),
        due=DUE_BY_NOW,
        timed_at=_NOW,
        attempts=parcel.c.attempts - bindparam("uncounted", type_=Integer),
        doubts=parcel.c.doubts + bindparam("doubt", type_=Integer),
    ),
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
_DUE_AT = _DUE.where(at_address(parcel))


def claim(
    tx: Transaction,
    worker: str,
    now: datetime,
    lease: timedelta,
    limit: int,
    *,
    lanes: Sequence[tuple[str, str]] | None = None,
    most_bulk: int | None = None,
    most_doubts: int = ANY_DOUBTS,
) -> list[Parcel]:
    """Claims at most `limit` parcels until the lease ends, one a chat, urgent ones first.

    `lanes` are the (channel, account) that the worker serves (None: all); at most `most_bulk` of the parcels are bulk,
    and none has more than `most_doubts`.
    They are to be sent after the commit and settled before the lease ends. An edit of what was never sent comes as a
    new message; a deletion of it is dropped. What none of the keys opens is given up, and holds nobody up.
    """
    bound: dict[str, object] = {"now": now, "by": worker, "until": now + lease, "latest": now + APART, "most": limit}
    bound |= {"most_bulk": limit if most_bulk is None else most_bulk, "most_doubts": most_doubts}
    if lanes is not None:
        bound["lanes"] = list(lanes)
    rows = tx.connection.execute(CLAIM[lanes is not None, tx.shared], bound).all()
    sent_as = _sent_as(tx, {row.edits for row in rows if row.edits})
    parcels = []
    for row in sorted(rows, key=lambda row: (row.bulk, row.due, row.number)):
        if row.kind == "delete" and row.edits not in sent_as:
            tx.connection.execute(_DROP, {"this": row.number})
            continue
        if (one := read_parcel(tx, row, sent_as.get(row.edits, ""))) is not None:
            parcels.append(one)
        else:
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
            bound |= {"then": one.due or now, "doubt": int(one.unsure), "uncounted": int(not one.counted), "now": now}
        settled_now = tx.connection.execute(_SETTLE[one.result], bound).rowcount
        if not settled_now:
            let_go(tx, one.number, one.fence)
        counted += settled_now
    return counted


def due(tx: Transaction, now: datetime, address: Address | None = None) -> int:
    """How many parcels (to that address) should have gone by now, those under way included."""
    if address is None:
        return int(tx.connection.execute(_DUE, {"now": now}).scalar_one())
    at = {"now": now, **address_values(address)}
    return int(tx.connection.execute(_DUE_AT, at).scalar_one())


def next_due(tx: Transaction, now: datetime) -> datetime | None:
    """When the next parcel is due after now.

    What was due at a claim with this `now` is claimed, or held.
    """
    moment: datetime | None = tx.connection.execute(_NEXT_DUE, {"now": now}).scalar()
    return moment


def _sent_as(tx: Transaction, wanted: Collection[str]) -> dict[str, str]:
    """The platform's id of the latest message sent under each key, or as an edit of it."""
    if not wanted:
        return {}
    rows = tx.connection.execute(_SENT_AS, {"keys": list(wanted)}).all()
    return {key: row.message_id for row in rows for key in (row.key, row.edits) if key in wanted}


def read_parcel(tx: Transaction, row: Row[*tuple[Any, ...]], message_id: str) -> Parcel | None:
    """The parcel of that row; None where none of the keys opens it."""
    try:
        message = read_message(tx.unseal(parcel.c.body, row.key, row.body))
    except Trouble:
        return None
    if row.kind == "answer":
        message_id = row.edits
    return Parcel(
        number=row.number,
        key=row.key,
        address=Address(row.channel, row.account, row.chat),
        message=message,
        kind=row.kind if message_id else "new",
        due=row.due,
        attempts=row.attempts,
        doubts=row.doubts,
        fence=row.fence,
        message_id=message_id,
        group=row.in_group,
        bulk=row.bulk,
        reader=row.reader,
        subjects=subjects(row.subject_kind, row.subject_id, row.names),
        subscription=row.subscription,
    )
