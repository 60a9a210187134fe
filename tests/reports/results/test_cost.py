"""What a page of reports asks of the database: a few statements and rows, however much has happened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any, cast

from sqlalchemy import Connection

from bot.domain.outreach.facts import Fact, Step
from bot.domain.reports.official import OfficialCount
from bot.domain.reports.periods import read
from bot.domain.reports.targets import TARGETED, Target
from bot.reports.results.figures import figures
from bot.reports.results.gathering import counting_of
from bot.reports.results.targets import standings
from bot.reports.results.units import units
from bot.store.engine.database import Database, Transaction
from bot.store.reports import targets
from bot.store.statistics import facts, summing
from tests.content import CONTENT, knowing

TODAY = date(2026, 11, 30)
LIBRARY = knowing(CONTENT, TODAY).knowledge.library
UNITS = units(LIBRARY)
COMMUNES = [one.code for one in LIBRARY.places.provinces["86"].communes]
STEPS = (Step.ARRIVAL, Step.ASKED, Step.ANSWERED, Step.REQUEST, Step.JOINED)


class Counted:
    """A connection that counts the statements that are made of it, and the rows that it gives."""

    def __init__(self, connection: Connection) -> None:
        self.connection, self.statements, self.rows = connection, 0, 0

    def execute(self, *asked: Any) -> Any:
        frozen = self.connection.execute(*asked).freeze()
        self.statements += 1
        self.rows += len(frozen().all())
        return frozen()


def days() -> Iterator[date]:
    """One of each month of two years."""
    for back in range(24):
        yield TODAY.replace(day=20) - timedelta(days=30 * back)


def happen(tx: Transaction) -> None:
    """In each commune, by three channels and a code of its own; with counts and goals of each."""
    for day in days():
        told = [
            Fact(step, commune, channel, f"X{commune}" if channel == "webchat" else "")
            for step in STEPS for commune in COMMUNES for channel in ("webchat", "zalo_oa", "telegram")
        ]  # fmt: skip
        facts.count(tx, day, *told, by=5)
        facts.count(tx, day, *(Fact(Step.SHOWN, one, "webchat", "", "pension", "how") for one in COMMUNES))
    now = datetime(2026, 11, 30, tzinfo=UTC)
    for year, last in ((2025, 12), (2026, 10)):
        for month in range(1, last + 1):
            targets.add_counts(tx, {(date(year, month, 1), one): OfficialCount(800, 9, 2) for one in COMMUNES}, now)
        goals = [Target(one, name, read(str(year)), 900, "1", date(2025, 1, 1)) for one in UNITS for name in TARGETED]
        targets.add_targets(tx, goals, now)
    while summing.sum_up(tx, TODAY - timedelta(days=2), LIBRARY.home.closing):
        pass


PAGES = (
    ("86", "2026", 34, 2200),
    ("86", "2026-11", 34, 1800),
    ("29419", "2026", 34, 250),
    ("86", "2026-03-10..2026-09-20", 56, 3000),
)


async def test_a_page_asks_little(db: Database) -> None:
    """Unit and period, then at most how many statements and rows."""
    await db.run(happen)
    for unit, period, statements, rows in PAGES:
        asked, given = await db.read(partial(page, unit=unit, period=period))
        assert asked <= statements, (unit, period, asked)
        assert given <= rows, (unit, period, given)


def page(tx: Transaction, unit: str, period: str) -> tuple[int, int]:
    """How many statements and rows its numbers and targets take."""
    counted = Counted(tx.connection)
    watched = Transaction(cast("Connection", counted), tx.vault)
    counting = counting_of(watched, LIBRARY, UNITS[unit], read(period, LIBRARY.home.closing), TODAY)
    assert figures(counting).now["arrivals"].number
    assert len(standings(counting, targets.targets(watched, LIBRARY.home.closing, unit))) == len(TARGETED)
    return counted.statements, counted.rows
