"""What should have gone long ago: looked at, told elsewhere, put off until morning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, bindparam, false, select, update

from bot.domain.messages import Address, Subject
from bot.store.engine.at_address import address_values, at_address, same_address
from bot.store.engine.columns import state_is
from bot.store.engine.database import Transaction
from bot.store.messages.claiming import Parcel, read_parcel
from bot.store.messages.parcel_times import DUE_BY_NOW
from bot.store.messages.serialization import subjects
from bot.store.tables import address, parcel

NIGHT = "night"

_LATE = (
    select(parcel)
    .join(
        address,
        and_(
            same_address(address, parcel),
            address.c.staff_id.is_not(None),
        ),
    )
    .where(
        state_is(parcel, "waiting"),
        parcel.c.bulk == false(),
        parcel.c.passed_on == false(),
        parcel.c.kind == "new",
        parcel.c.subject_kind.is_not(None),
        parcel.c.due <= bindparam("before"),
    )
    .order_by(parcel.c.number)
    .limit(bindparam("most"))
)
_PASSED_ON = update(parcel).where(parcel.c.number.in_(bindparam("numbers", expanding=True))).values(passed_on=True)


_AT = and_(
    state_is(parcel, "waiting"),
    at_address(parcel),
)
_WAITING_AT = (
    select(*(parcel.c[name] for name in ("number", "key", "kind", "due", "reader", "subject_kind", "subject_id")))
    .where(_AT)
    .order_by(parcel.c.due, parcel.c.number)
)
_PUT_OFF = (
    update(parcel)
    .where(parcel.c.number.in_(bindparam("numbers", expanding=True)))
    .values(
        at=bindparam("until"),
        due=DUE_BY_NOW,
        timed_at=bindparam("now"),
        worker="",
        reason=NIGHT,
        attempts=parcel.c.attempts - 1,
    )
)
_WAKE = (
    update(parcel)
    .where(_AT, parcel.c.reason == NIGHT, parcel.c.worker == "")
    .values(at=bindparam("now"), due=bindparam("now"), reason="")
)


@dataclass(frozen=True)
class Waiting:
    """A parcel that waits, without its words."""

    number: int
    key: str
    kind: str
    due: datetime
    reader: int | None
    about: Subject | None


def waiting_at(tx: Transaction, place: Address) -> list[Waiting]:
    """All that waits for that chat, in the order in which it goes."""
    rows = tx.connection.execute(_WAITING_AT, address_values(place))
    return [Waiting(row.number, row.key, row.kind, row.due, row.reader, _about(row)) for row in rows]


def _about(row: Row[*tuple[Any, ...]]) -> Subject | None:
    return next(iter(subjects(row.subject_kind, row.subject_id, "")), None)


def put_off(tx: Transaction, numbers: Sequence[int], until: datetime, now: datetime) -> None:
    """Lets claimed parcels go until then: it is night, and this is no try."""
    tx.connection.execute(_PUT_OFF, {"numbers": list(numbers), "until": until, "now": now})


def wake(tx: Transaction, place: Address, now: datetime) -> None:
    """What was put off for the night goes now, for somebody is awake there."""
    tx.connection.execute(_WAKE, {**address_values(place), "now": now})


def late_to_staff(tx: Transaction, before: datetime, most: int) -> list[tuple[Parcel, Subject]]:
    """Cards due before then that were not told at another address either, the oldest first."""
    rows = tx.connection.execute(_LATE, {"before": before, "most": most})
    found = ((read_parcel(tx, row, ""), Subject(row.subject_kind, row.subject_id)) for row in rows)
    return [(one, about) for one, about in found if one is not None]


def passed_on(tx: Transaction, numbers: Sequence[int]) -> None:
    """They need no second way any more."""
    if numbers:
        tx.connection.execute(_PASSED_ON, {"numbers": list(numbers)})
