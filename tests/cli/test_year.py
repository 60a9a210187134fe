"""The simulated year: as much happens as was said, and what reports say of it is what the tables hold."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta

from sqlalchemy import Table, func, select

from bot.cli.year.simulation import Size, simulate
from bot.domain.leads import LeadState
from bot.domain.reports.periods import PeriodKind, between, of_day
from bot.domain.reports.units import Unit, UnitKind
from bot.reports.results.figures import Wanted, at_a_glance
from bot.store.engine.database import Database, Transaction
from bot.store.statistics import summing
from bot.store.tables import citizen, fact_summed, lead, meeting, official_count, staff
from tests.content import CONTENT, knowing
from tests.store.conftest import db

__all__ = ["db"]

TODAY = date(2026, 11, 30)
SMALL = Size(people=1_500, requests=150, meetings=40)
PROVINCE = Unit(UnitKind.PROVINCE, "86", "Tỉnh Vĩnh Long")


def rows(tx: Transaction, table: Table) -> int:
    return tx.connection.execute(select(func.count()).select_from(table)).scalar_one()


async def clock(db: Database) -> None:
    """The clock of a Loa that runs meanwhile: what it sums before it has happened must not be missing afterwards."""
    while True:
        await db.run(lambda tx: summing.sum_up(tx, TODAY - timedelta(days=2), 0))
        await asyncio.sleep(0.05)


async def test_reports_say_what_the_tables_hold(db: Database) -> None:
    library = knowing(CONTENT, TODAY).knowledge.library
    beside = asyncio.create_task(clock(db))
    assert await simulate(db, library, TODAY, SMALL)
    beside.cancel()
    assert not await simulate(db, library, TODAY, SMALL), "it fills an empty ledger only"
    whole = Wanted(PROVINCE, between(date(2025, 11, 30), date(2026, 11, 29)), inside=True)
    year = await db.read(lambda tx: at_a_glance(tx, whole, TODAY))

    def held(tx: Transaction) -> tuple[dict[str, int], int, int]:
        found = {table.name: rows(tx, table) for table in (citizen, lead, meeting, staff, official_count, fact_summed)}
        joined = lead.c.state == LeadState.JOINED.value
        counted = [tx.connection.execute(select(func.count()).where(one)).scalar_one() for one in (joined, lead.c.open)]
        return found, counted[0], counted[1]

    found, joined, still_open = await db.read(held)
    assert found == {
        "citizen": SMALL.people + SMALL.requests + 20,
        "lead": SMALL.requests,
        "meeting": SMALL.meetings,
        "staff": 20,
        "official_count": 124 * 12,
        "fact_summed": 1,
    }
    numbers = {name: cell.number for name, cell in year.items()}
    assert numbers["arrivals"] == SMALL.people
    assert (numbers["requests"], numbers["joined"]) == (SMALL.requests, joined)
    assert numbers["meetings"] == numbers["meetings_held"] == SMALL.meetings
    assert numbers["asked"] == int(numbers["answered"] or 0) + int(numbers["unanswered"] or 0)
    assert still_open > 0, "there is something to do"
    month, told = of_day(PeriodKind.MONTH, date(2025, 11, 30)), 0
    while month.first < TODAY:
        wanted = Wanted(PROVINCE, month, inside=True)
        cells = await db.read(lambda tx, wanted=wanted: at_a_glance(tx, wanted, TODAY))  # type: ignore[misc]
        told, month = told + int(cells["arrivals"].number or 0), month.following
    assert told == SMALL.people, "each month by itself"
