"""Lists and counts of leads by commune, state, age and holder, served by indexes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, Row, and_, bindparam, case, func, select

from bot.domain.leads import CALLED, ENDS, LeadState
from bot.domain.phone import PhoneNumber
from bot.store.engine.database import Transaction
from bot.store.leads.overdue import Rules, late
from bot.store.tables import lead, lead_step, staff


@dataclass(frozen=True)
class Times:
    """What "late" and "old" mean now; `ages` are moments, latest first, that divide the leads."""

    overdue: Rules
    today: date
    ages: tuple[datetime, ...]


@dataclass(frozen=True)
class LeadFilter:
    """Which leads a list shows: no communes means all; `closed` means ended instead of open.

    only_shared    without those that the citizen does not want passed on
    source         the code by which the citizen had come
    """

    communes: frozenset[str] = frozenset()
    state: LeadState | None = None
    closed: bool = False
    asked_since: datetime | None = None
    asked_before: datetime | None = None
    late: bool = False
    holder: int | None = None
    only_shared: bool = False
    source: str = ""


@dataclass(frozen=True)
class Listed:
    """A request as a list shows it; late: somebody should have called by now."""

    number: int
    state: LeadState
    name: str
    phone: PhoneNumber
    commune: str
    asked_at: datetime
    taken_by: int | None
    taken_name: str
    call_on: date | None
    late: bool


@dataclass(frozen=True)
class LeadCounts:
    """The open leads of one commune in one state: all, late ones, and by age."""

    commune: str
    state: LeadState
    count: int
    late: int
    ages: tuple[int, ...]


class Wait(NamedTuple):
    """When a request was asked, told to staff, first taken and first called; None where not yet."""

    commune: str
    asked: datetime
    told: datetime | None
    taken: datetime | None
    called: datetime | None


_OUT_OF_TRAY = lead.c.state != LeadState.IN_TRAY.value


def listed(tx: Transaction, wanted: LeadFilter, times: Times, most: int, skip: int = 0) -> list[Listed]:
    """Open ones from the oldest, closed ones from the latest."""
    order = (lead.c.changed_at.desc(), lead.c.number) if wanted.closed else (lead.c.asked_at, lead.c.number)
    chosen = (
        select(
            lead.c.number,
            lead.c.state,
            lead.c.name,
            lead.c.phone,
            lead.c.commune,
            lead.c.asked_at,
            lead.c.taken_by,
            staff.c.name.label("taken_name"),
            lead.c.call_on,
            late(times.overdue).label("late"),
        )
        .join(staff, staff.c.id == lead.c.taken_by, isouter=True)
        .where(*_conditions(wanted, times))
        .order_by(*order)
        .limit(most)
        .offset(skip)
    )
    return [_listed(tx, row) for row in tx.connection.execute(chosen)]


def how_many(tx: Transaction, wanted: LeadFilter, times: Times) -> int:
    """How many requests a list would show in all."""
    counted = select(func.count()).select_from(lead).where(*_conditions(wanted, times))
    return int(tx.connection.execute(counted).scalar_one())


def counts(tx: Transaction, communes: frozenset[str], times: Times, *, only_shared: bool = False) -> list[LeadCounts]:
    """Every open request of these communes (none: of all), counted in one walk over an index."""
    between = zip(times.ages, (*times.ages[1:], None), strict=True)
    ages = [_sum(lead.c.asked_at >= times.ages[0])]
    ages += [_sum(and_(lead.c.asked_at < upper, *_from(lower))) for upper, lower in between]
    counted = (
        select(lead.c.commune, lead.c.state, func.count(), _sum(late(times.overdue)), *ages)
        .where(lead.c.open, _OUT_OF_TRAY, *_among(communes), *_shared(only_shared))
        .group_by(lead.c.commune, lead.c.state)
    )
    rows = tx.connection.execute(counted)
    return [LeadCounts(row[0], LeadState(row[1]), row[2], row[3], tuple(row[4:])) for row in rows]


def held(tx: Transaction) -> Mapping[int, int]:
    """How many open leads each member of staff has, by id."""
    counted = (
        select(lead.c.taken_by, func.count()).where(lead.c.open, lead.c.taken_by.is_not(None)).group_by(lead.c.taken_by)
    )
    return {row[0]: row[1] for row in tx.connection.execute(counted)}


def sources(tx: Transaction, communes: frozenset[str]) -> list[str]:
    """The codes by which those had come who asked in these communes (none: in all)."""
    codes = select(lead.c.source).where(lead.c.source != "", *_among(communes)).distinct().order_by(lead.c.source)
    return list(tx.connection.execute(codes).scalars())


def waits(tx: Transaction, communes: frozenset[str], since: datetime) -> list[Wait]:
    """One for each request asked since then."""
    called = [move.value for move in CALLED]
    steps = (
        select(
            lead_step.c.lead,
            func.min(case((lead_step.c.what == "taken", lead_step.c.at))).label("taken"),
            func.min(case((lead_step.c.what.in_(called), lead_step.c.at))).label("called"),
        )
        .where(lead_step.c.lead >= bindparam("first"), ~lead_step.c.undone)
        .group_by(lead_step.c.lead)
        .subquery()
    )
    first = tx.connection.execute(select(func.min(lead.c.number)).where(lead.c.asked_at >= since)).scalar()
    if first is None:
        return []
    chosen = (
        select(lead.c.commune, lead.c.asked_at, lead.c.told_at, steps.c.taken, steps.c.called)
        .join(steps, steps.c.lead == lead.c.number)
        .where(lead.c.number >= bindparam("first"), lead.c.asked_at >= since, *_among(communes))
    )
    return [Wait(*row) for row in tx.connection.execute(chosen, {"first": first})]


def _conditions(wanted: LeadFilter, times: Times) -> Sequence[ColumnElement[bool]]:
    out = [] if wanted.closed else [_OUT_OF_TRAY]
    conditions = [*_among(wanted.communes), ~lead.c.open if wanted.closed else lead.c.open, *out]
    conditions += _from(wanted.asked_since)
    if wanted.state is not None:
        conditions.append(lead.c.state == wanted.state.value)
    if wanted.asked_before is not None:
        conditions.append(lead.c.asked_at < wanted.asked_before)
    if wanted.late:
        conditions.append(late(times.overdue))
    if wanted.holder is not None:
        conditions.append(lead.c.taken_by == wanted.holder)
    if wanted.source:
        conditions.append(lead.c.source == wanted.source)
    return [*conditions, *_shared(wanted.only_shared)]


def _shared(only: bool) -> list[ColumnElement[bool]]:
    return [lead.c.shared] if only else []


def _among(communes: frozenset[str]) -> list[ColumnElement[bool]]:
    return [lead.c.commune.in_(sorted(communes))] if communes else []


def _from(moment: datetime | None) -> list[ColumnElement[bool]]:
    return [lead.c.asked_at >= moment] if moment is not None else []


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0).cast(Integer)


def _listed(tx: Transaction, row: Row[*tuple[Any, ...]]) -> Listed:
    return Listed(
        number=row.number,
        state=LeadState(row.state),
        name=tx.unseal(lead.c.name, row.number, row.name),
        phone=PhoneNumber(tx.unseal(lead.c.phone, row.number, row.phone)),
        commune=row.commune,
        asked_at=row.asked_at,
        taken_by=row.taken_by,
        taken_name=tx.unseal(staff.c.name, row.taken_by, row.taken_name),
        call_on=row.call_on,
        late=bool(row.late) and row.state not in ENDS,
    )
