"""Who gets a campaign: fixed once, one row a person, and what became of each."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, case, delete, func, select, update

from bot.domain.outreach.campaigns import Recipient, RecipientState, Why
from bot.store.engine.columns import state_is
from bot.store.engine.database import Transaction
from bot.store.engine.slices import a_slice
from bot.store.tables import address, parcel, recipient, subscription
from bot.store.tables.campaigns import OPEN

_OF = recipient.c.campaign == bindparam("number")
_WAITING, _POSTED = state_is(recipient, "waiting"), state_is(recipient, "posted")
_THOSE = recipient.c.id.in_(bindparam("those", expanding=True))
_ACCOUNTS = select(recipient.c.channel, recipient.c.account).where(_OF, _WAITING).distinct()
_SLICE = (
    select(recipient.c.id, recipient.c.campaign, recipient.c.address_id, recipient.c.subscription)
    .where(_OF, _WAITING, recipient.c.channel == bindparam("channel"), recipient.c.account == bindparam("account"))
    .order_by(recipient.c.id)
    .limit(bindparam("most"))
)
_ON_THE_WAY = (
    select(func.count())
    .select_from(recipient)
    .where(_OF, _POSTED, recipient.c.channel == bindparam("channel"), recipient.c.account == bindparam("account"))
)
_ON_THE_WAY_AT = (
    select(func.count())
    .select_from(recipient)
    .where(_POSTED, recipient.c.channel == bindparam("channel"), recipient.c.account == bindparam("account"))
)
_BECOME = update(recipient).where(_THOSE).values(state=bindparam("to"), why=bindparam("because"))
_SETTLE = _BECOME.values(settled_at=bindparam("now"))
_HAD = (
    select(address.c.citizen_id)
    .join(recipient, recipient.c.address_id == address.c.id)
    .where(_OF, recipient.c.state.in_(["posted", "sent"]), address.c.citizen_id.in_(bindparam("who", expanding=True)))
)
_ABOUT = and_(parcel.c.subject_kind == "recipient", parcel.c.subject_id == recipient.c.id)
_FATES = (
    select(
        recipient.c.id,
        recipient.c.channel,
        subscription.c.commune,
        func.count(case((parcel.c.state == "sent", 1))).label("sent"),
        func.count(case((parcel.c.state == "never", 1))).label("never"),
        func.max(parcel.c.settled_at).label("at"),
    )
    .outerjoin_from(recipient, parcel, _ABOUT)
    .outerjoin(subscription, subscription.c.id == recipient.c.subscription)
    .where(_OF, _POSTED)
    .group_by(recipient.c.id, recipient.c.channel, subscription.c.commune)
    .having(func.count(case((parcel.c.state == "waiting", 1))) == 0)
    .order_by(recipient.c.id)
    .limit(bindparam("most"))
)
_MINE = and_(parcel.c.subject_kind == "recipient", parcel.c.subject_id.in_(select(recipient.c.id).where(_OF, _POSTED)))
_UNTRIED = and_(state_is(parcel, "waiting"), parcel.c.attempts == 0, parcel.c.worker == "")
_TAKE_BACK = delete(parcel).where(_MINE, _UNTRIED).returning(parcel.c.subject_id)
_OPEN_OF = update(recipient).where(a_slice(recipient.c.id, and_(_OF, _WAITING)))
_END_WAITING = _OPEN_OF.values(state=RecipientState.LEFT_OUT.value, why=Why.ENDED.value, settled_at=bindparam("now"))
_COUNTS = (
    select(recipient.c.state, recipient.c.why, func.count()).where(_OF).group_by(recipient.c.state, recipient.c.why)
)
_OF_ALL = {
    state: select(func.count()).select_from(recipient).where(where)
    for state, where in ((RecipientState.WAITING, _WAITING), (RecipientState.POSTED, _POSTED))
}
_SOME_OPEN = select(recipient.c.id).where(_OF, OPEN).limit(1)
_SOME_POSTED = select(recipient.c.id).where(_OF, _POSTED).limit(1)
_TOTAL = select(func.count()).select_from(select(recipient.c.id).where(_OF).limit(bindparam("most")).subquery("some"))
_LAST_HAD = (
    select(recipient.c.campaign)
    .join(address, address.c.id == recipient.c.address_id)
    .where(address.c.citizen_id == bindparam("who"), recipient.c.settled_at > bindparam("since"))
    .where(recipient.c.state == "sent")
    .order_by(recipient.c.settled_at.desc(), recipient.c.id.desc())
    .limit(1)
)
_HERS = recipient.c.address_id.in_(select(address.c.id).where(address.c.citizen_id == bindparam("who")))
_FORGET = delete(recipient).where(_HERS)
_EXPIRE = delete(recipient).where(a_slice(recipient.c.id, recipient.c.settled_at < bindparam("before")))


@dataclass(frozen=True)
class Fate:
    """What became of the message to one recipient; commune: whose news they get."""

    id: int
    channel: str
    commune: str
    state: RecipientState
    why: str
    at: datetime | None


def accounts(tx: Transaction, number: int) -> list[tuple[str, str]]:
    """The accounts at which somebody waits for it."""
    rows = tx.connection.execute(_ACCOUNTS, {"number": number})
    return sorted((channel, account) for channel, account in rows)


def waiting(tx: Transaction, number: int, channel: str, account: str, most: int) -> list[Recipient]:
    """At most so many of those who wait for it at that account."""
    bound = {"number": number, "channel": channel, "account": account, "most": most}
    return [Recipient(*row) for row in tx.connection.execute(_SLICE, bound)]


def on_the_way(tx: Transaction, number: int, channel: str, account: str) -> int:
    """To how many at that account it is posted, and not known to have come."""
    bound = {"number": number, "channel": channel, "account": account}
    return int(tx.connection.execute(_ON_THE_WAY, bound).scalar_one())


def on_the_way_at(tx: Transaction, channel: str, account: str) -> int:
    """To how many at that account any campaign is posted, and not known to have come."""
    return int(tx.connection.execute(_ON_THE_WAY_AT, {"channel": channel, "account": account}).scalar_one())


def on_its_way(tx: Transaction, number: int) -> bool:
    """Whether it is posted to anybody of whom it is not known yet that they have it."""
    return tx.connection.execute(_SOME_POSTED, {"number": number}).first() is not None


def total(tx: Transaction, number: int, most: int) -> int:
    """How many there are, counted no further than to `most`."""
    return int(tx.connection.execute(_TOTAL, {"number": number, "most": most}).scalar_one())


def had_already(tx: Transaction, number: int, citizens: Collection[int]) -> set[int]:
    """Those of these citizens who have it, or to whom it goes, at any address of theirs."""
    if not citizens:
        return set()
    return set(tx.connection.execute(_HAD, {"number": number, "who": sorted(citizens)}).scalars())


def post(tx: Transaction, those: Collection[int]) -> None:
    """It is posted to them."""
    _become(tx, those, RecipientState.POSTED)


def leave_out(tx: Transaction, those: Collection[int], why: Why, now: datetime) -> None:
    """They do not get it, and that is why."""
    _settle(tx, those, RecipientState.LEFT_OUT, why.value, now)


def fates(tx: Transaction, number: int, most: int) -> list[Fate]:
    """What became of those to whom it was posted and who are not settled yet.

    As far as it is known.
    """
    found = []
    for row in tx.connection.execute(_FATES, {"number": number, "most": most}):
        state, why = RecipientState.LEFT_OUT, Why.CONSENT.value
        if row.sent:
            state, why = RecipientState.SENT, ""
        elif row.never:
            state, why = RecipientState.FAILED, ""
        found.append(Fate(row.id, row.channel, row.commune or "", state, why, row.at))
    return found


def settle(tx: Transaction, those: Iterable[Fate], now: datetime) -> None:
    """Writes down what became of them."""
    groups: dict[tuple[RecipientState, str], list[int]] = {}
    for one in those:
        groups.setdefault((one.state, one.why), []).append(one.id)
    for (state, why), ids in groups.items():
        _settle(tx, ids, state, why, now)


def take_back(tx: Transaction, number: int) -> list[int]:
    """What waits untried goes to nobody for now.

    Returns the subscriptions for which it was to go.

    What was tried may have arrived, so it stays.
    """
    back = set(tx.connection.execute(_TAKE_BACK, {"number": number}).scalars())
    if not back:
        return []
    _become(tx, back, RecipientState.WAITING)
    those = select(recipient.c.subscription).where(_THOSE)
    return list(tx.connection.execute(those, {"those": sorted(back)}).scalars())


def end_waiting(tx: Transaction, number: int, now: datetime) -> int:
    """A slice of those who wait for it do not get it any more; returns how many."""
    return tx.connection.execute(_END_WAITING, {"number": number, "now": now}).rowcount


def counts(tx: Transaction, number: int) -> dict[tuple[RecipientState, str], int]:
    """How many there are in each state, and why."""
    rows = tx.connection.execute(_COUNTS, {"number": number})
    return {(RecipientState(state), why): int(count) for state, why, count in rows}


def open_of_all(tx: Transaction) -> dict[RecipientState, int]:
    """Of how many of any campaign it is not known yet what becomes of them, by where they are."""
    return {state: int(tx.connection.execute(count).scalar_one()) for state, count in _OF_ALL.items()}


def some_open(tx: Transaction, number: int) -> bool:
    """Whether of anybody it is not known yet what becomes of them."""
    return tx.connection.execute(_SOME_OPEN, {"number": number}).first() is not None


def last_had(tx: Transaction, citizen_id: int, since: datetime) -> int | None:
    """The campaign that the citizen got last, after that moment."""
    number: int | None = tx.connection.execute(_LAST_HAD, {"who": citizen_id, "since": since}).scalar()
    return number


def forget(tx: Transaction, citizen_id: int) -> None:
    """Deletes that the citizen got any."""
    tx.connection.execute(_FORGET, {"who": citizen_id})


def expire_recipients(tx: Transaction, before: datetime) -> int:
    """Deletes a slice of those dealt with before then; returns how many."""
    return tx.connection.execute(_EXPIRE, {"before": before}).rowcount


def _become(tx: Transaction, those: Collection[int], state: RecipientState) -> None:
    if those:
        tx.connection.execute(_BECOME, {"those": sorted(those), "to": state.value, "because": ""})


def _settle(tx: Transaction, those: Collection[int], state: RecipientState, why: str, now: datetime) -> None:
    if those:
        bound: dict[str, Any] = {"those": sorted(those), "to": state.value, "because": why, "now": now}
        tx.connection.execute(_SETTLE, bound)
