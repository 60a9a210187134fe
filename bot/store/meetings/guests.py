"""Guests of meetings: who comes, who waits for a seat.

The last seat goes to one, however many tap at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.domain.meetings import Guest, GuestState, Meeting, fits, moving_up, taken
from bot.store.engine.columns import there_is
from bot.store.engine.database import Transaction
from bot.store.meetings import queries, questions
from bot.store.tables import guest, guest_question, meeting

_OF = (
    select(guest).where(guest.c.meeting == bindparam("of"), guest.c.state != "left").order_by(guest.c.since, guest.c.id)
)
_MINE = select(guest).where(guest.c.meeting == bindparam("of"), guest.c.address_id == bindparam("by"))
_put = insert(guest).values(
    {name: bindparam(name) for name in ("meeting", "citizen_id", "address_id", "companions", "state", "since")}
)
_PUT = _put.on_conflict_do_update(
    index_elements=["meeting", "address_id"],
    set_={name: _put.excluded[name] for name in ("citizen_id", "companions", "state", "since")},
)
_PRESENT = _put.on_conflict_do_update(
    index_elements=["meeting", "address_id"],
    set_={"citizen_id": _put.excluded.citizen_id, "state": _put.excluded.state},
).returning(guest.c.id)
_KNOWN = _put.on_conflict_do_update(
    index_elements=["meeting", "address_id"], set_={"citizen_id": _put.excluded.citizen_id}
).returning(guest.c.id)
_ARRIVED = update(guest).where(guest.c.id == bindparam("this")).values(arrived=bindparam("at"))
_BECOME = update(guest).where(guest.c.id.in_(bindparam("those", expanding=True))).values(state=bindparam("to"))
_WAITS = (
    select(guest.c.id)
    .where(guest.c.meeting == bindparam("of"), guest.c.state != "left", guest.c.state == GuestState.WAITING.value)
    .limit(1)
)
_TO_REMIND = (
    select(guest)
    .where(guest.c.meeting == bindparam("of"), guest.c.state == "coming")
    .where(guest.c.reminded < bindparam("below"))
    .order_by(guest.c.since, guest.c.id)
    .limit(bindparam("most"))
)
_REMINDED = update(guest).where(guest.c.id.in_(bindparam("those", expanding=True))).values(reminded=bindparam("round"))
_OF_CITIZEN = (
    select(guest)
    .join(meeting, meeting.c.number == guest.c.meeting)
    .where(guest.c.citizen_id == bindparam("who"), guest.c.state != "left", meeting.c.ends > bindparam("now"))
    .order_by(meeting.c.starts)
)
_COUNTED = (
    select(guest.c.meeting, guest.c.state, func.sum(1 + guest.c.companions).label("parties"))
    .where(guest.c.meeting.in_(bindparam("those", expanding=True)), guest.c.state != "left")
    .group_by(guest.c.meeting, guest.c.state)
)
_HERS = select(guest.c.meeting).where(guest.c.citizen_id == bindparam("who"), guest.c.state != "left")
_FORGET = delete(guest).where(guest.c.citizen_id == bindparam("who"))
_over = select(meeting.c.number).where(meeting.c.number == guest.c.meeting, meeting.c.ends < bindparam("before"))
_EXPIRE = delete(guest).where(there_is(_over))
_asked_over = select(meeting.c.number).where(
    meeting.c.number == guest_question.c.meeting, meeting.c.ends < bindparam("before")
)
_EXPIRE_QUESTIONS = delete(guest_question).where(there_is(_asked_over))


def expected(tx: Transaction, number: int) -> list[Guest]:
    """Those who come or wait, in the order in which they said so."""
    return [read(row) for row in tx.connection.execute(_OF, {"of": number})]


def counted(tx: Transaction, numbers: Collection[int]) -> dict[int, tuple[int, int]]:
    """How many come to each of these meetings, and how many wait; none where nobody does."""
    found: dict[tuple[int, str], int] = {}
    if numbers:
        rows = tx.connection.execute(_COUNTED, {"those": list(numbers)})
        found = {(row.meeting, row.state): int(row.parties) for row in rows}
    return {
        number: (found.get((number, GuestState.COMING), 0), found.get((number, GuestState.WAITING), 0))
        for number, _state in found
    }


def register(
    tx: Transaction, number: int, citizen: int, address: int, companions: int, now: datetime
) -> tuple[Meeting, Guest] | None:
    """Gives seats to them and their companions, or a place on the waiting list.

    None where it is not open.

    Who registers again changes how many come: with fewer the seats are kept, with more one may have to wait.
    """
    found = queries.get(tx, number, lock=True)
    if found is None or not found.open or found.plan.ends <= now:
        return None
    before = tx.connection.execute(_MINE, {"of": number, "by": address}).first()
    others = [one for one in expected(tx, number) if one.address != address]
    comes = fits(found.plan, taken(others), 1 + companions)
    same = before is not None and before.state != GuestState.LEFT.value
    since = before.since if before is not None and same else now
    state = GuestState.COMING if comes else GuestState.WAITING
    row = {"meeting": number, "citizen_id": citizen, "address_id": address, "companions": companions}
    tx.connection.execute(_PUT, {**row, "state": state.value, "since": since})
    made = tx.connection.execute(_MINE, {"of": number, "by": address}).one()
    return found, read(made)


def arrive(tx: Transaction, number: int, citizen: int, address: int, now: datetime) -> None:
    """They are there, registered or not; nobody in the hall is turned away for a seat."""
    row = {"meeting": number, "citizen_id": citizen, "address_id": address, "companions": 0, "since": now}
    this = tx.connection.execute(_PRESENT, {**row, "state": GuestState.COMING.value}).scalar_one()
    tx.connection.execute(_ARRIVED, {"this": this, "at": now})


def known(tx: Transaction, number: int, citizen: int, address: int, now: datetime) -> int:
    """The id of the citizen as a guest, for what they ask; it takes no seat."""
    row = {"meeting": number, "citizen_id": citizen, "address_id": address, "companions": 0, "since": now}
    this: int = tx.connection.execute(_KNOWN, {**row, "state": GuestState.LEFT.value}).scalar_one()
    return this


def leave(tx: Transaction, number: int, citizen: int) -> bool:
    """They do not come; False where they were not expected."""
    queries.get(tx, number, lock=True)
    those = [one.id for one in expected(tx, number) if one.citizen == citizen]
    return bool(those) and tx.connection.execute(_BECOME, {"those": those, "to": GuestState.LEFT.value}).rowcount > 0


def move_up(tx: Transaction, number: int) -> Sequence[Guest]:
    """Gives free seats to those who wait; returns who has them now."""
    found = queries.get(tx, number, lock=True)
    if found is None or not found.open:
        return ()
    if tx.connection.execute(_WAITS, {"of": number}).first() is None:
        return []
    up = moving_up(found.plan, expected(tx, number))
    if up:
        tx.connection.execute(_BECOME, {"those": [one.id for one in up], "to": GuestState.COMING.value})
    return up


def to_remind(tx: Transaction, number: int, level: int, most: int, *, only_untold: bool) -> list[Guest]:
    """Those who come and were not reminded in this round yet; `only_untold`: nor in any before."""
    bound = {"of": number, "below": 1 if only_untold else level, "most": most}
    return [read(row) for row in tx.connection.execute(_TO_REMIND, bound)]


def reminded(tx: Transaction, those: Iterable[Guest], level: int) -> None:
    """Records that they are reminded in that round; 0: that they are to be reminded anew."""
    if ids := [one.id for one in those]:
        tx.connection.execute(_REMINDED, {"those": ids, "round": level})


def of_citizen(tx: Transaction, citizen: int, now: datetime) -> list[Guest]:
    """Where the citizen is expected, the next meeting first."""
    return [read(row) for row in tx.connection.execute(_OF_CITIZEN, {"who": citizen, "now": now})]


def forget(tx: Transaction, citizen: int) -> list[int]:
    """Deletes the citizen's places; returns the meetings where that frees seats."""
    questions.forget(tx, citizen)
    freed = list(tx.connection.execute(_HERS, {"who": citizen}).scalars())
    tx.connection.execute(_FORGET, {"who": citizen})
    return freed


def expire_guests(tx: Transaction, before: datetime) -> int:
    """Deletes the guests of meetings that ended before then, with what they asked.

    Returns how many.
    """
    tx.connection.execute(_EXPIRE_QUESTIONS, {"before": before})
    return tx.connection.execute(_EXPIRE, {"before": before}).rowcount


def read(row: Row[*tuple[Any, ...]]) -> Guest:
    """The guest of a row of the table."""
    return Guest(
        row.id,
        row.meeting,
        row.citizen_id,
        row.address_id,
        row.companions,
        GuestState(row.state),
        row.since,
        row.arrived,
        row.rated,
    )
