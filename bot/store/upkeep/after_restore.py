"""Settles a restored database: nothing that was taken back comes to life again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Table, func, insert, select, update

from bot.domain.consents import ATTACHING, CALL_BACK, HAND_ON, MEETING, MEETING_CALL, PAYMENT_CALL
from bot.domain.errors import Trouble
from bot.domain.messages import Address, Subject
from bot.domain.outreach.payments import ONCE_MORE
from bot.domain.outreach.subscriptions import Purpose
from bot.store.cases import queries as cases
from bot.store.engine.database import Transaction
from bot.store.leads import extras
from bot.store.leads import queries as leads
from bot.store.meetings import calls, guests
from bot.store.messages import outbox as parcels
from bot.store.people import consents, erasures, payment_calls, subscriptions, visitors
from bot.store.scheduling import due, standstill
from bot.store.staff import members
from bot.store.tables import (
    address,
    citizen,
    erasure,
    invitation,
    link_code,
    parcel,
    staff,
    staff_code,
    staff_session,
)
from bot.store.upkeep.erasure_list import NUMBERED, go_on_above, read, take_over

WITHOUT_LIST = 10_000
"""So many numbers are left out where nobody knows which were given out since the backup."""


@dataclass(frozen=True)
class DoneAgain:
    """Erasures since the backup that were done again, of how many.

    listed  whether there was a list
    """

    done: int
    of: int
    listed: bool


def settle(tx: Transaction, file: Path | None, now: datetime) -> DoneAgain:
    """Does again, once, what the list tells since the backup; stops what goes out in bulk."""
    listed = read(file) if file is not None and file.exists() else None
    since = int(tx.connection.execute(select(func.coalesce(func.max(erasure.c.id), 0))).scalar_one())
    done = of = 0
    if listed is not None and listed.keys:
        fresh = {number: said for number, said in listed.erasures.items() if number > since}
        done, of = _again(tx, fresh, take_over(tx, listed), now), len(fresh)
    else:
        for table in NUMBERED:
            go_on_above(tx, table, _highest(tx, table) + WITHOUT_LIST)
    _shut_doors(tx, now)
    due.silence(tx, "payment", ONCE_MORE, now)
    standstill.stop_bulk(tx, now)
    # What waited then has most likely gone since: a copy says that it is one.
    tx.connection.execute(update(parcel).where(parcel.c.state == "waiting", parcel.c.due <= now).values(doubts=1))
    return DoneAgain(done, of, listed is not None)


def _again(tx: Transaction, fresh: dict[int, tuple[str, bytes]], key: bytes, now: datetime) -> int:
    where = select(address.c.channel, address.c.account, address.c.chat, address.c.citizen_id)
    people = {
        erasures.blinded(key, erasures.name_of(Address(*row[:3]))): row[3] for row in tx.connection.execute(where)
    }
    for one in tx.connection.execute(select(citizen.c.id)).scalars():
        people[erasures.blinded(key, erasures.name_of_citizen(one))] = one
    ids = tx.connection.execute(select(staff.c.id)).scalars()
    members_ = {erasures.blinded(key, erasures.name_of_staff(one)): one for one in ids}
    done = 0
    for number, (what, who) in sorted(fresh.items()):
        found = (members_ if what == "staff" else people).get(who)
        if found is not None:
            _do(tx, what, found, now)
            done += 1
        tx.connection.execute(insert(erasure).values(id=number, at=now, what=what, who=who))
    go_on_above(tx, erasure, 0)
    return done


def _do(tx: Transaction, what: str, who: int, now: datetime) -> None:
    match what:
        case "staff":
            for place in members.places(tx, who):
                members.let_go(tx, place)
            members.remove(tx, who)
        case "sharing":
            consents.withdraw_purpose(tx, who, HAND_ON, now)
            leads.unshare(tx, who)
        case "attached":
            for purpose in ATTACHING:
                consents.withdraw_purpose(tx, who, purpose, now)
            extras.forget(tx, who)
        case "call":
            for purpose in (CALL_BACK, HAND_ON, MEETING_CALL, PAYMENT_CALL):
                consents.withdraw_purpose(tx, who, purpose, now)
            calls.forget(tx, who)
            payment_calls.forget(tx, who)
            _end_leads(tx, who)
        case "contact":
            consents.withdraw_purpose(tx, who, MEETING, now)
            guests.forget(tx, who)
        case Purpose.NEWS | Purpose.MEETINGS | Purpose.PAYMENT:
            subscriptions.end(tx, who, Purpose(what), now)
        case "forget":
            forget(tx, who, now)
        case _:
            raise Trouble(f"Danh sách xóa nói tới việc “{what}” mà bản Loa này chưa biết; hãy dùng bản mới hơn.")


def forget(tx: Transaction, citizen: int, now: datetime) -> None:
    """Erases everything of a citizen, and what of it waits to be sent; nobody is told again."""
    _end_leads(tx, citizen)
    for number in cases.numbers_of(tx, citizen):
        parcels.withdraw(tx, about=Subject.case(number))
    cases.forget(tx, citizen, now)
    guests.forget(tx, citizen)
    consents.withdraw(tx, citizen, now)
    visitors.forget(tx, citizen)


def _end_leads(tx: Transaction, citizen: int) -> None:
    for number in leads.forget(tx, citizen):
        parcels.withdraw(tx, about=Subject.lead(number))


def _shut_doors(tx: Transaction, now: datetime) -> None:
    """Sessions that ended since, and codes that were used since, are not good again."""
    tx.connection.execute(update(staff_session).where(staff_session.c.ended_at.is_(None)).values(ended_at=now))
    for codes in (invitation, staff_code):
        tx.connection.execute(update(codes).where(codes.c.used_at.is_(None)).values(expires=now))
    tx.connection.execute(update(link_code).where(link_code.c.open).values(open=False))


def _highest(tx: Transaction, table: Table) -> int:
    (column,) = table.primary_key.columns
    return int(tx.connection.execute(select(func.coalesce(func.max(column), 0))).scalar_one())
