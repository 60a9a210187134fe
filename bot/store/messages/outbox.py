"""The outbox: parcels are posted in the transaction that decides them.

A reminder is a parcel whose time has not come; there is no second mechanism. Delivery's side is `claiming`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, bindparam, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.domain.messages import Address, Message, Subject
from bot.store.engine.at_address import address_values, at_address, same_address
from bot.store.engine.columns import state_is
from bot.store.engine.database import Transaction
from bot.store.messages.claiming import Parcel, ParcelKind, Settled, claim, due, next_due, settle
from bot.store.messages.given_up import ParcelRow, about, resend, unsent
from bot.store.messages.parcel_times import held, mend_times, renew, take_back
from bot.store.messages.serialization import write_communes, write_message
from bot.store.tables import address, parcel

__all__ = [
    "Parcel",
    "ParcelKind",
    "ParcelRow",
    "Settled",
    "about",
    "cards",
    "claim",
    "due",
    "held",
    "mend_times",
    "next_due",
    "post",
    "renew",
    "resend",
    "settle",
    "state",
    "take_back",
    "unsent",
    "withdraw",
]


OF_ITSELF = ("number", "settled_at", "passed_on")
_WAITING = state_is(parcel, "waiting")
_NEVER = state_is(parcel, "never")
_DUE = bindparam("due_at", type_=parcel.c.due.type)
_LAST_DUE = (
    select(func.max(parcel.c.due))
    .where(_WAITING, at_address(parcel), parcel.c.bulk == bindparam("bulky"))
    .where(parcel.c.due > _DUE, parcel.c.due <= parcel.c.timed_at)
    .scalar_subquery()
)
"""When that was due which waits in the chat to go at once, by a clock that is ahead, or was."""
_POST = (
    insert(parcel)
    .values({column.name: bindparam(column.name) for column in parcel.c if column.name not in OF_ITSELF})
    .values(due=func.coalesce(_LAST_DUE, _DUE), at=func.coalesce(_LAST_DUE, _DUE))
    .values(timed_at=func.coalesce(_LAST_DUE, bindparam("posted", type_=parcel.c.timed_at.type)))
    .on_conflict_do_nothing(index_elements=["key"])
    .returning(parcel.c.number)
)
_IS_SUBJECT = and_(parcel.c.subject_kind == bindparam("of_kind"), parcel.c.subject_id == bindparam("of_id"))
_CARDS = (
    select(parcel.c.key, parcel.c.channel, parcel.c.account, parcel.c.chat, parcel.c.in_group)
    .join(
        address,
        same_address(address, parcel),
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
_AT = at_address(parcel)
_WITHDRAW = update(parcel).values(state="withdrawn", body=None)
_WITHDRAW_AT = _WITHDRAW.where(or_(and_(_WAITING, _AT), and_(_NEVER, _AT)))
_WITHDRAW_ABOUT = _WITHDRAW.where(_IS_SUBJECT, or_(_WAITING, _NEVER))
_UNTRIED = {
    "state": "waiting",
    **dict.fromkeys(("attempts", "doubts", "fence"), 0),
    **dict.fromkeys(("worker", "message_id", "reason"), ""),
}
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
    posted: datetime | None = None,
    reader: int | None = None,
    names: Sequence[int] = (),
    subscription: int | None = None,
) -> bool:
    """Posts the message to that address for its time; False where a parcel has that key already.

    What is said later goes later, even if the clock is set back in between, or another machine's is behind.

    edits    the key of the parcel that is changed or deleted, or the platform's id of the tap that is answered
    posted   now, by which clocks set back are found out
    reader   the member of staff whom it is for; names: the numbers of the requests that it lists
    subscription   what its reader has asked to be told, without which it does not go; such are bulk
    """
    row = {
        "key": key,
        **{"channel": address.channel, "account": address.account, "chat": address.chat},
        **{"kind": kind, "edits": edits, "reader": reader, "subscription": subscription},
        **{"subject_kind": about.kind if about else None, "subject_id": about.id if about else None},
        "names": write_communes(map(str, names)),
        **{"in_group": group, "bulk": bulk or subscription is not None},
        "body": tx.seal(parcel.c.body, key, write_message(message)),
        **_UNTRIED,
        **{"due_at": due, "posted": posted, "bulky": bulk or subscription is not None, **address_values(address)},
    }
    return tx.connection.execute(_POST, row).scalar() is not None


def withdraw(tx: Transaction, *, address: Address | None = None, about: Subject | None = None) -> int:
    """Blanks what is unsent to that address, or about that subject; returns how many.

    One that is being sent at this moment may still arrive, and is then on record as sent.
    """
    counted = 0
    if address is not None:
        at = address_values(address)
        counted += tx.connection.execute(_WITHDRAW_AT, at).rowcount
    if about is not None:
        counted += tx.connection.execute(_WITHDRAW_ABOUT, _bound(about)).rowcount
    return counted


def cards(tx: Transaction, about: Subject) -> list[tuple[str, Address, bool]]:
    """Key, address, and whether it is a group, of each message to staff about that subject."""
    rows = tx.connection.execute(_CARDS, _bound(about))
    return [(key, Address(channel, account, chat), group) for key, channel, account, chat, group in rows]


def state(tx: Transaction, key: str) -> str:
    """The state of the parcel: "waiting", "sent", "never", "withdrawn", or "" for none."""
    return str(tx.connection.execute(_STATE, {"called": key}).scalar() or "")


def _bound(about: Subject) -> dict[str, object]:
    return {"of_kind": about.kind, "of_id": about.id}
