"""After the meeting: whom to thank, how they found it, and how many have joined since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias, get_args

from sqlalchemy import bindparam, literal, or_, select, update

from bot.domain.meetings import Guest, Meeting
from bot.domain.outreach.results import Mark
from bot.store.engine.columns import there_is
from bot.store.engine.database import Transaction
from bot.store.meetings import queries
from bot.store.meetings.guests import read
from bot.store.tables import consent, guest, meeting, purpose_withdrawn

Counter: TypeAlias = Literal["requests", "joined_7", "joined_30", "rated_good", "rated_fair", "rated_poor"]
RATED: Mapping[Mark, Counter] = {Mark.GOOD: "rated_good", Mark.FAIR: "rated_fair", Mark.POOR: "rated_poor"}
"""Where each mark is counted."""
_taken_back = select(purpose_withdrawn.c.consent_id).where(
    purpose_withdrawn.c.consent_id == consent.c.id, purpose_withdrawn.c.purpose == bindparam("purpose")
)
_spaced = literal(" ") + consent.c.purposes + literal(" ")
_agreed = (
    select(consent.c.id)
    .where(consent.c.citizen_id == guest.c.citizen_id, consent.c.withdrawn_at.is_(None))
    .where(_spaced.contains(literal(" ") + bindparam("purpose") + literal(" ")), ~there_is(_taken_back))
)
_TO_THANK = (
    select(guest)
    .where(guest.c.meeting == bindparam("of"), guest.c.arrived.is_not(None), ~guest.c.thanked, there_is(_agreed))
    .order_by(guest.c.id)
    .limit(bindparam("most"))
)
_KEPT = (
    select(guest)
    .join(meeting, meeting.c.number == guest.c.meeting)
    .where(guest.c.citizen_id == bindparam("who"), or_(guest.c.state != "left", guest.c.arrived.is_not(None)))
    .order_by(meeting.c.starts)
)
_THANKED = update(guest).where(guest.c.id.in_(bindparam("those", expanding=True))).values(thanked=True)
_MINE = (
    select(guest.c.id, guest.c.rated)
    .where(guest.c.meeting == bindparam("of"), guest.c.citizen_id == bindparam("who"))
    .order_by(guest.c.id)
    .limit(1)
    .with_for_update()
)
_LATELY = (
    select(meeting)
    .join(guest, guest.c.meeting == meeting.c.number)
    .where(guest.c.citizen_id == bindparam("who"), or_(guest.c.state == "coming", guest.c.arrived.is_not(None)))
    .where(meeting.c.starts <= bindparam("until"), meeting.c.ends >= bindparam("since"))
    .where(meeting.c.state.in_(["announced", "held", "reported"]))
    .order_by(meeting.c.starts.desc())
    .limit(1)
)
_COUNT = {
    name: update(meeting).where(meeting.c.number == bindparam("this")).values({name: meeting.c[name] + bindparam("by")})
    for name in get_args(Counter)
}
_COUNTED = select(*(meeting.c[name] for name in _COUNT)).where(meeting.c.number == bindparam("this"))
_RATE = update(guest).where(guest.c.id == bindparam("this")).values(rated=bindparam("mark"))


@dataclass(frozen=True)
class Since:
    """What has come of a meeting since: requests, who has joined in time, how guests found it."""

    requests: int
    joined_7: int
    joined_30: int
    good: int = 0
    fair: int = 0
    poor: int = 0


def to_thank(tx: Transaction, number: int, most: int, purpose: str) -> list[Guest]:
    """Those who were there and were not thanked yet, whose consent for that purpose holds."""
    return [read(row) for row in tx.connection.execute(_TO_THANK, {"of": number, "most": most, "purpose": purpose})]


def thanked(tx: Transaction, those: Iterable[Guest]) -> None:
    """They are not thanked again."""
    if ids := [one.id for one in those]:
        tx.connection.execute(_THANKED, {"those": ids})


def rate(tx: Transaction, number: int, citizen: int, mark: str) -> str | None:
    """Keeps how they found the meeting; returns what they said before, None for no guest."""
    row = tx.connection.execute(_MINE, {"of": number, "who": citizen}).first()
    if row is None:
        return None
    tx.connection.execute(_RATE, {"this": row.id, "mark": mark})
    before: str = row.rated
    return before


def lately(tx: Transaction, citizen: int, since: datetime, until: datetime) -> Meeting | None:
    """Where the citizen has been, or comes: the last one that goes on between these moments."""
    row = tx.connection.execute(_LATELY, {"who": citizen, "since": since, "until": until}).first()
    return None if row is None else queries.read(row)


def count(tx: Transaction, number: int, what: Counter, by: int = 1) -> None:
    """Counts it for the meeting, of nobody: it outlives requests and guests."""
    tx.connection.execute(_COUNT[what], {"this": number, "by": by})


def since(tx: Transaction, number: int) -> Since:
    """What has come of that meeting since."""
    return Since(*tx.connection.execute(_COUNTED, {"this": number}).one())


def kept(tx: Transaction, citizen: int) -> list[Guest]:
    """Where the citizen was or will be, as long as that is kept."""
    return [read(row) for row in tx.connection.execute(_KEPT, {"who": citizen})]
