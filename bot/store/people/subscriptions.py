"""Who is told what: one query decides who may be written to, and all that goes asks it.

A row is of one address, and whose that is, the address says: so linking and parting carry nothing along. Of two answers
of one person the stop wins, and one address of theirs is written to.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, bindparam, case, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.domain.consents import PAYMENT_CALL
from bot.domain.messages import Address
from bot.domain.outreach.subscriptions import A_MONTH, Purpose, Subscription
from bot.store.engine.database import Transaction
from bot.store.outreach import recipients
from bot.store.people import consents, erasures, payments
from bot.store.tables import address, citizen, consent, parcel, subscription
from bot.store.tables.subscriptions import HOLDS

_other, _there = subscription.alias("other"), address.alias("there")
_of_same_person = (
    select(_other.c.id)
    .join(_there, _there.c.id == _other.c.address_id)
    .where(_there.c.citizen_id == address.c.citizen_id, _other.c.purpose == subscription.c.purpose)
    .correlate(address, subscription)
)
_HAS_STOPPED = _of_same_person.where(_other.c.ended_at.is_not(None)).exists()
_GOES_ELSEWHERE = _of_same_person.where(_other.c.consent_id.is_not(None), _other.c.id < subscription.c.id).exists()
_CONSENT_HOLDS = (
    select(consent.c.id)
    .where(consent.c.id == subscription.c.consent_id, consents.STILL_HOLDS)
    .correlate(subscription)
    .exists()
)
_SINCE = bindparam("since", type_=subscription.c.told_at.type)
_mine, _here = subscription.alias("mine"), address.alias("here")
_HAD = (
    select(
        func.coalesce(
            func.sum(case((_mine.c.told_at > _SINCE, 1), else_=0) + case((_mine.c.told_before > _SINCE, 1), else_=0)),
            0,
        )
    )
    .join(_here, _here.c.id == _mine.c.address_id)
    .where(_here.c.citizen_id == address.c.citizen_id)
    .correlate(address)
    .scalar_subquery()
)


def may_be_written_to() -> Select[Any]:
    """The one query: those who asked for it, at the one address where it goes.

    Not who has stopped, at any address of theirs, whose consent is taken back, or whose address blocked us. Bound is
    `since`, from when on it is counted what they had.
    """
    return (
        select(
            subscription.c.id,
            subscription.c.purpose,
            subscription.c.commune,
            address.c.id.label("address_id"),
            address.c.citizen_id,
            address.c.channel,
            address.c.account,
            address.c.chat,
            address.c.talked_at,
            citizen.c.language,
            _HAD.label("had"),
        )
        .join(address, address.c.id == subscription.c.address_id)
        .join(citizen, citizen.c.id == address.c.citizen_id)
        .where(HOLDS, address.c.blocked_at.is_(None))
        .where(_CONSENT_HOLDS, ~_HAS_STOPPED, ~_GOES_ELSEWHERE)
    )


_AUDIENCE = (
    may_be_written_to()
    .where(subscription.c.purpose == bindparam("what"), subscription.c.id > bindparam("after"))
    .order_by(subscription.c.id)
    .limit(bindparam("most"))
)
_IN = _AUDIENCE.where(subscription.c.commune.in_(bindparam("communes", expanding=True)))
_STILL = may_be_written_to().where(subscription.c.id.in_(bindparam("those", expanding=True)))
_OF = may_be_written_to().where(address.c.citizen_id == bindparam("who")).order_by(subscription.c.id)
_HERS = select(address.c.id).where(address.c.citizen_id == bindparam("who"))
_THEIRS = subscription.c.address_id.in_(_HERS)
_put = insert(subscription)
_CLEAR = (
    update(subscription)
    .where(_THEIRS, subscription.c.purpose == bindparam("what"))
    .values(ended_at=None, consent_id=None)
)
_BEGIN = _put.on_conflict_do_update(
    index_elements=["address_id", "purpose"],
    set_={name: _put.excluded[name] for name in ("commune", "consent_id", "ended_at")},
)
_END = _put.from_select(
    ["address_id", "purpose", "ended_at"],
    select(
        address.c.id,
        bindparam("what", type_=subscription.c.purpose.type),
        bindparam("now", type_=subscription.c.ended_at.type),
    ).where(address.c.citizen_id == bindparam("who")),
).on_conflict_do_update(
    index_elements=["address_id", "purpose"],
    set_={"ended_at": func.coalesce(subscription.c.ended_at, _put.excluded.ended_at), "consent_id": None},
)
_MOVE = update(subscription).where(_THEIRS, HOLDS).values(commune=bindparam("new"))
_WITHDRAW = (
    update(parcel)
    .where(
        parcel.c.subscription.in_(select(subscription.c.id).where(_THEIRS, subscription.c.purpose == bindparam("what")))
    )
    .where(parcel.c.state.in_(["waiting", "never"]))
    .values(state="withdrawn", body=None)
)
_TOLD = (
    update(subscription)
    .where(subscription.c.id.in_(bindparam("those", expanding=True)))
    .values(told_before=subscription.c.told_at, told_at=bindparam("now", type_=subscription.c.told_at.type))
)
_FORGET = delete(subscription).where(_THEIRS)
_EXPIRE = delete(subscription).where(subscription.c.ended_at < bindparam("before", type_=subscription.c.ended_at.type))


def audience(
    tx: Transaction, purpose: Purpose, now: datetime, *, communes: Collection[str] = (), after: int = 0, most: int = 200
) -> list[Subscription]:
    """A slice of those who may be told that now, by their numbers, from above `after`.

    communes    only what is of these; none: everywhere
    """
    bound = {"what": purpose.value, "after": after, "most": most, "since": now - A_MONTH}
    if communes:
        return _read(tx, _IN, {**bound, "communes": sorted(communes)})
    return _read(tx, _AUDIENCE, bound)


def still(tx: Transaction, those: Collection[int], now: datetime) -> dict[int, Subscription]:
    """Those of these subscriptions whose holders may be written to now."""
    found = _read(tx, _STILL, {"those": sorted(those), "since": now - A_MONTH}) if those else []
    return {one.id: one for one in found}


def of_citizen(tx: Transaction, citizen_id: int, now: datetime) -> list[Subscription]:
    """What the citizen is told, and for which commune."""
    return _read(tx, _OF, {"who": citizen_id, "since": now - A_MONTH})


def begin(tx: Transaction, citizen_id: int, address_id: int, purpose: Purpose, commune: str, consent_id: int) -> None:
    """From now on they are told it there, whatever they had said at any address of theirs."""
    tx.connection.execute(_CLEAR, {"who": citizen_id, "what": purpose.value})
    row = {"address_id": address_id, "purpose": purpose.value, "commune": commune, "consent_id": consent_id}
    tx.connection.execute(_BEGIN, {**row, "ended_at": None})


def move(tx: Transaction, citizen_id: int, commune: str) -> bool:
    """What they are told is that of this commune; False where they are told nothing."""
    return tx.connection.execute(_MOVE, {"who": citizen_id, "new": commune}).rowcount > 0


def stop(tx: Transaction, citizen_id: int, purposes: Iterable[Purpose], now: datetime) -> list[Purpose]:
    """Ends these at every address of theirs, also after a restore; returns what had been told."""
    held = [one.purpose for one in of_citizen(tx, citizen_id, now)]
    ended = list(purposes)
    for purpose in ended:
        erasures.record(tx, purpose, citizen_id, now)
        end(tx, citizen_id, purpose, now)
    return [purpose for purpose in held if purpose in ended]


def end(tx: Transaction, citizen_id: int, purpose: Purpose, now: datetime) -> None:
    """Ends it at every address of theirs; what waits to be sent is withdrawn."""
    bound = {"who": citizen_id, "what": purpose.value}
    tx.connection.execute(_WITHDRAW, bound)
    tx.connection.execute(_END, {**bound, "now": now})
    consents.withdraw_purpose(tx, citizen_id, purpose.value, now)
    if purpose is Purpose.PAYMENT:
        consents.withdraw_purpose(tx, citizen_id, PAYMENT_CALL, now)
        payments.forget(tx, citizen_id)


def told(tx: Transaction, those: Collection[int], now: datetime) -> None:
    """A message in bulk goes to the holders of these."""
    if those:
        tx.connection.execute(_TOLD, {"those": sorted(those), "now": now})


def forget(tx: Transaction, citizen_id: int) -> None:
    """Deletes what the citizen was told, and that they said no."""
    payments.forget(tx, citizen_id)
    recipients.forget(tx, citizen_id)
    tx.connection.execute(_FORGET, {"who": citizen_id})


def expire_subscriptions(tx: Transaction, before: datetime) -> int:
    """Deletes what ended before then; returns how many rows that were."""
    return tx.connection.execute(_EXPIRE, {"before": before}).rowcount


def _read(tx: Transaction, statement: Select[Any], bound: dict[str, Any]) -> list[Subscription]:
    return [_subscription(row) for row in tx.connection.execute(statement, bound)]


def _subscription(row: Row[*tuple[Any, ...]]) -> Subscription:
    place = Address(row.channel, row.account, row.chat)
    named = (row.citizen_id, row.address_id, place, row.commune, row.language, row.talked_at)
    return Subscription(row.id, Purpose(row.purpose), *named, int(row.had))
