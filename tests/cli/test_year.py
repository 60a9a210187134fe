"""The simulated year: as much happens as was said, and what reports say of it is what the tables hold."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Table, func, select

from bot.cli.year.simulation import Size, simulate
from bot.domain.leads import LeadState
from bot.domain.reports.periods import PeriodKind, between, of_day
from bot.domain.reports.units import Unit, UnitKind
from bot.reports.results.figures import Wanted, at_a_glance
from bot.store.engine.database import Database, Transaction
from bot.store.tables import citizen, fact_summed, lead, meeting, official_count, staff
from tests.content import CONTENT, knowing
from tests.store.conftest import db

__all__ = ["db"]

TODAY = date(2026, 11, 30)
SMALL = Size(people=1_500, requests=150, meetings=40)
PROVINCE = Unit(UnitKind.PROVINCE, "86", "Tỉnh Vĩnh Long")


def rows(tx: Transaction, table: Table) -> int:
    return tx.connection.execute(select(func.count()).select_from(table)).scalar_one()


async def test_reports_say_what_the_tables_hold(db: Database) -> None:
    library = knowing(CONTENT, TODAY).knowledge.library
    assert await simulate(db, library, TODAY, SMALL)
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
    month = Wanted(PROVINCE, of_day(PeriodKind.MONTH, date(2026, 10, 5)), inside=True)
    assert (await db.read(lambda tx: at_a_glance(tx, month, TODAY)))["arrivals"].number
