"""Sums by months hold each day once, whoever makes them, at the same time or anew."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta

import pytest

from bot.domain.outreach.facts import Fact, Step
from bot.domain.reports.periods import Period, PeriodKind, between, of_day
from bot.store.engine.database import Database
from bot.store.statistics import facts, summing
from bot.store.statistics.months import Asked, Sums

FIRST, DAYS = date(2026, 9, 20), 60
THROUGH = FIRST + timedelta(days=DAYS - 1)


@pytest.fixture
async def ledger(db: Database) -> Database:
    """Ten ask on each of sixty days."""
    for number in range(DAYS):
        day = FIRST + timedelta(days=number)
        await db.run(lambda tx, day=day: facts.count(tx, day, Fact(Step.ASKED, "29419"), by=10))  # type: ignore[misc]
    return db


async def summed(db: Database, closing: int = 0) -> None:
    while await db.run(lambda tx: summing.sum_up(tx, THROUGH, closing)):
        pass


async def counted(db: Database, period: Period) -> int:
    found = await db.read(
        lambda tx: Sums(tx, period.closing, date(2027, 12, 31)).counts(period, Asked(steps=[Step.ASKED]))
    )
    return found.get("", {}).get(Step.ASKED, 0)


async def asked(db: Database, first: date, last: date, closing: int = 0) -> int:
    period = between(first, last, closing)
    return await counted(db, period)


async def october(db: Database) -> int:
    month = of_day(PeriodKind.MONTH, date(2026, 10, 5))
    return await counted(db, month)


async def test_four_who_sum_at_once_add_each_day_once(ledger: Database) -> None:
    await asyncio.gather(*(summed(ledger) for _each in range(4)))
    assert await asked(ledger, FIRST, THROUGH) == 10 * DAYS
    assert await october(ledger) == 310


async def test_whoever_begins_anew_meanwhile_makes_none_count_twice(ledger: Database) -> None:
    async def anew() -> None:
        for _each in range(3):
            await ledger.run(summing.begin_anew)
            await asyncio.sleep(0)

    await asyncio.gather(summed(ledger), anew(), summed(ledger), anew())
    await summed(ledger)
    assert await asked(ledger, FIRST, THROUGH) == 10 * DAYS
    assert await october(ledger) == 310


async def test_books_that_close_on_another_day_are_summed_anew(ledger: Database) -> None:
    await summed(ledger)
    await asyncio.gather(summed(ledger, 25), summed(ledger, 25))
    month = of_day(PeriodKind.MONTH, date(2026, 10, 5), 25)
    assert await counted(ledger, month) == 10 * ((month.last - month.first).days + 1)


async def test_what_was_written_after_its_day_was_summed_is_there_once_begun_anew(ledger: Database) -> None:
    await summed(ledger)
    await ledger.run(lambda tx: facts.count(tx, date(2026, 10, 5), Fact(Step.ASKED, "29419"), by=7))
    assert await october(ledger) == 310
    await ledger.run(summing.begin_anew)
    assert await october(ledger) == 317, "until there are sums again, the ledger itself is read"
    await summed(ledger)
    assert await october(ledger) == 317


async def test_where_nothing_is_known_there_is_nothing_to_begin_anew(db: Database) -> None:
    await db.run(summing.begin_anew)
    await summed(db)
    assert await asked(db, FIRST, THROUGH) == 0


@pytest.mark.parametrize("days", [1, 3, 21, 45])
async def test_any_days_are_counted_whole_wherever_they_begin(ledger: Database, days: int) -> None:
    await summed(ledger)
    for start in range(0, DAYS - days + 1, 7):
        first = FIRST + timedelta(days=start)
        assert await asked(ledger, first, first + timedelta(days=days - 1)) == 10 * days
