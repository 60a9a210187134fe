"""The outbox: parcels are posted in the transaction that decides them.

A reminder is a parcel whose time has not come; there is no second mechanism. Delivery's side is `claiming`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, delete, exists, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.domain.messages import Address, Message, Subject, SubjectKind
from bot.store.engine.columns import state_is
from bot.store.engine.database import Transaction
from bot.store.messages.claiming import Parcel, ParcelKind, Settled, claim, due, next_due, settle, take_back
from bot.store.messages.serialization import write_message
from bot.store.tables import address, case_line, lead, parcel

__all__ = [
    "Parcel",
    "ParcelKind",
    "ParcelRow",
    "Settled",
    "about",
    "cards",
    "claim",
    "due",
    "expire_parcels",
    "next_due",
    "post",
    "resend",
    "settle",
    "state",
    "take_back",
    "unsent",
    "withdraw",
]


@dataclass(frozen=True)
class ParcelRow:
    """A parcel given up, as the operator sees it: without its words."""

    number: int
    key: str
    address: Address
    kind: ParcelKind
    due: datetime
    attempts: int
    reason: str
    about: Subject | None


_WAITING = state_is(parcel, "waiting")
_NEVER = state_is(parcel, "never")
_POST = (
    insert(parcel)
    .values({column.name: bindparam(column.name) for column in parcel.c if column.name not in ("number", "settled_at")})
    .on_conflict_do_nothing(index_elements=["key"])
    .returning(parcel.c.number)
)
_UNSENT = (
    select(
        parcel.c.number,
        parcel.c.key,
        parcel.c.channel,
        parcel.c.account,
        parcel.c.chat,
        parcel.c.kind,
        parcel.c.due,
        parcel.c.attempts,
        parcel.c.reason,
        parcel.c.subject_kind,
        parcel.c.subject_id,
    )
    .where(_NEVER)
    .order_by(parcel.c.number.desc())
    .limit(bindparam("most"))
)
_RESEND = (
    update(parcel)
    .where(parcel.c.number.in_(bindparam("numbers", expanding=True)), _NEVER)
    .values(state="waiting", at=bindparam("now"), attempts=0, settled_at=None)
)
_IS_SUBJECT = and_(parcel.c.subject_kind == bindparam("of_kind"), parcel.c.subject_id == bindparam("of_id"))
_CARDS = (
    select(parcel.c.key, parcel.c.channel, parcel.c.account, parcel.c.chat, parcel.c.in_group)
    .join(
        address,
        and_(
            address.c.channel == parcel.c.channel,
            address.c.account == parcel.c.account,
            address.c.chat == parcel.c.chat,
        ),
        isouter=True,
    )
    .where(
        _IS_SUBJECT,
        parcel.c.kind == "new",
        or_(parcel.c.in_group, address.c.staff_id.is_not(None)),
        or_(parcel.c.state.in_(["waiting", "sent"]), and_(parcel.c.state == "withdrawn", parcel.c.worker != "")),
    )
    .order_by(parcel.c.number)
)
_AT = and_(
    parcel.c.channel == bindparam("on"),
    parcel.c.account == bindparam("by"),
    parcel.c.chat == bindparam("of"),
)
_WITHDRAW = update(parcel).values(state="withdrawn", body=None)
_WITHDRAW_AT = _WITHDRAW.where(or_(and_(_WAITING, _AT), and_(_NEVER, _AT)))
_WITHDRAW_ABOUT = _WITHDRAW.where(_IS_SUBJECT, or_(_WAITING, _NEVER))
_LIVES = or_(
    and_(
        parcel.c.subject_kind == "lead",
        exists().where(lead.c.number == parcel.c.subject_id, lead.c.phone.is_not(None)),
    ),
    and_(parcel.c.subject_kind == "case", exists().where(case_line.c.live_case == parcel.c.subject_id)),
)
_OVER = and_(~_WAITING, func.coalesce(parcel.c.settled_at, parcel.c.due) < bindparam("before"))
_EXPIRE = delete(parcel).where(_OVER, or_(~_LIVES, parcel.c.state != "sent"))
_ABOUT = select(parcel.c.subject_kind, parcel.c.subject_id).where(parcel.c.number == bindparam("this"))
_STATE = select(parcel.c.state).where(parcel.c.key == bindparam("called"))


def post(
    tx: Transaction,
    key: str,
    address: Address,
    message: Message,
    due: datetime,
    *,
    kind: ParcelKind = "new",
    edits: str = "",
    about: Subject | None = None,
    group: bool = False,
    bulk: bool = False,
) -> bool:
    """Posts the message to that address for its time; False where a parcel has that key already.

    `edits` is the key of the parcel that is changed or deleted.
    """
    row = {
        "key": key,
        "channel": address.channel,
        "account": address.account,
        "chat": address.chat,
        "kind": kind,
        "edits": edits,
        "subject_kind": about.kind if about else None,
        "subject_id": about.id if about else None,
        "in_group": group,
        "bulk": bulk,
        "body": tx.vault.seal(write_message(message)),
        "due": due,
        "at": due,
        "state": "waiting",
        "attempts": 0,
        "unsure": False,
        "fence": 0,
        **dict.fromkeys(("worker", "message_id", "reason"), ""),
    }
    return tx.connection.execute(_POST, row).scalar() is not None


def withdraw(tx: Transaction, *, address: Address | None = None, about: Subject | None = None) -> int:
    """Blanks what is unsent to that address, or about that subject; returns how many.

    One that is being sent at this moment may still arrive, and is then on record as sent.
    """
    counted = 0
    if address is not None:
        at = {"on": address.channel, "by": address.account, "of": address.chat}
        counted += tx.connection.execute(_WITHDRAW_AT, at).rowcount
    if about is not None:
        counted += tx.connection.execute(_WITHDRAW_ABOUT, _bound(about)).rowcount
    return counted


def cards(tx: Transaction, about: Subject) -> list[tuple[str, Address, bool]]:
    """Key, address, and whether it is a group, of each message to staff about that subject."""
    rows = tx.connection.execute(_CARDS, _bound(about))
    return [(key, Address(channel, account, chat), group) for key, channel, account, chat, group in rows]


def unsent(tx: Transaction, limit: int) -> list[ParcelRow]:
    """Parcels that were given up, the latest first."""
    rows = tx.connection.execute(_UNSENT, {"most": limit})
    return [
        ParcelRow(
            row[0], row[1], Address(row[2], row[3], row[4]), row[5], row[6], row[7], row[8], _subject(row[9], row[10])
        )
        for row in rows
    ]


def about(tx: Transaction, number: int) -> Subject | None:
    """What the parcel of that number is about."""
    row = tx.connection.execute(_ABOUT, {"this": number}).first()
    return None if row is None else _subject(*row)


def state(tx: Transaction, key: str) -> str:
    """The state of the parcel: "waiting", "sent", "never", "withdrawn", or "" for none."""
    return str(tx.connection.execute(_STATE, {"called": key}).scalar() or "")


def resend(tx: Transaction, numbers: Sequence[int], now: datetime) -> int:
    """Has given-up parcels tried again from now, as if for the first time; returns how many."""
    return tx.connection.execute(_RESEND, {"numbers": list(numbers), "now": now}).rowcount


def expire_parcels(tx: Transaction, before: datetime) -> int:
    """Deletes parcels that went out, or were given up, before then; returns how many.

    The rows, without words, of what was sent about a request or a live question stay as long as that itself is kept: a
    withdrawal has still to reach every copy.
    """
    return tx.connection.execute(_EXPIRE, {"before": before}).rowcount


def _bound(about: Subject) -> dict[str, object]:
    return {"of_kind": about.kind, "of_id": about.id}


def _subject(kind: SubjectKind | None, number: int | None) -> Subject | None:
    return None if kind is None or number is None else Subject(kind, number)
