"""How long the server takes for a page of reports: python -m tests.bench.reports [sqlite|postgresql]

Two years of facts with 200,000 requests, on SQLite and PostgreSQL, through the whole web side but the socket.
"""

from __future__ import annotations

import asyncio
import random
import sys
from collections import Counter
from contextlib import AsyncExitStack
from datetime import date, timedelta
from functools import partial

from bot.domain.outreach.facts import Fact, Step
from bot.domain.reports.official import OfficialCount
from bot.domain.reports.periods import read
from bot.domain.reports.targets import Target
from bot.logs import set_up_logs
from bot.store.engine.database import Database, Transaction
from bot.store.reports import targets
from bot.store.statistics import facts, summing
from tests.bench import board
from tests.databases import databases
from tests.web.board.site import NOW, knowledge

DAYS, OPEN, ENDED = 730, 10_000, 190_000
TODAY = NOW.date()
CHANNELS = ("webchat", "zalo_oa", "telegram")
STEPS = {Step.ARRIVAL: 300, Step.ASKED: 300, Step.ANSWERED: 270, Step.UNANSWERED: 30, Step.SUM: 90,
         Step.REQUEST: 274, Step.TOLD: 274, Step.TAKEN: 274, Step.CALLED: 274, Step.JOINED: 70}  # fmt: skip
"""How often each happens on one day of the province."""
PAGES = {
    "month under way": "/staff/reports",
    "last month": "/staff/reports?period=2026-10",
    "quarter": "/staff/reports?period=2026-Q4",
    "year under way": "/staff/reports?period=2026",
    "year before": "/staff/reports?period=2025",
    "one commune, year": "/staff/reports?unit=29419&period=2026",
    "any days": "/staff/reports?first=2026-03-10&last=2026-09-20",
    "by channel, year": "/staff/reports?period=2026&channel=zalo_oa",
    "by source, year": "/staff/reports?period=2026&source=X29419",
    "by topic, year": "/staff/reports?period=2026&topic=pension-amount",
}


async def main() -> None:
    """Prints median and worst server time of each page, and its CPU time (PostgreSQL's apart), in milliseconds."""
    set_up_logs("error", "json")
    knowledge()
    with databases() as made:
        for kind in sys.argv[1:] or ("sqlite", "postgresql"):
            db = Database.open(await asyncio.to_thread(made.fresh, kind), board.VAULT)
            async with AsyncExitStack() as stack:
                stack.push_async_callback(db.close)
                codes = await db.run(lambda tx: board.fill(tx, OPEN, ENDED))
                print(f"{kind}: {await fill(db)} rows of the ledger")
                await board.measure(db, kind, codes["admin"], PAGES)


async def fill(db: Database) -> int:
    """Two years of facts, summed as the clock sums them; returns how many rows."""
    places = knowledge().library.places
    communes = [one.code for one in places.provinces[places.home].communes]
    chance, count = random.Random(11), 0
    for back in range(DAYS, -1, -1):
        rows = _day(communes, chance)
        count += len(rows)
        await db.run(partial(_count, day=TODAY - timedelta(days=back), rows=rows))
    await db.run(partial(_brought, communes=communes))
    while await db.run(lambda tx: summing.sum_up(tx, TODAY - timedelta(days=2), knowledge().library.home.closing)):
        pass
    if db.shared:
        await db.run(lambda tx: tx.connection.exec_driver_sql("ANALYZE"))
    return count


def _count(tx: Transaction, day: date, rows: Counter[Fact]) -> None:
    for times in set(rows.values()):
        facts.count(tx, day, *(fact for fact, found in rows.items() if found == times), by=times)


def _day(communes: list[str], chance: random.Random) -> Counter[Fact]:
    """What happens on one day, most of it in the larger communes; 274 requests."""
    rows: Counter[Fact] = Counter()
    weights = [1 + place % 11 for place in range(len(communes))]
    for step, times in STEPS.items():
        for where in chance.choices(communes, weights, k=times):
            source = f"X{where}" if chance.random() < 0.4 else ""
            rows[Fact(step, where, chance.choice(CHANNELS), source)] += 1
    answers = list(knowledge().library.answers.values())
    for where in chance.choices(communes, weights, k=STEPS[Step.ANSWERED]):
        answer = chance.choice(answers)
        rows[Fact(Step.SHOWN, where, chance.choice(CHANNELS), "", answer.topic, answer.id)] += 1
    return rows


def _brought(tx: Transaction, communes: list[str]) -> None:
    for month in (date(year, number, 1) for year in (2024, 2025, 2026) for number in range(1, 13)):
        if month < TODAY.replace(day=1):
            targets.add_counts(tx, {(month, one): OfficialCount(800, 9, 2) for one in communes}, NOW)
    goals = [
        Target(unit, measure, read(str(year)), 9_000, "12/QĐ-UBND", date(year, 1, 15))
        for unit in ("86", *communes)
        for measure in ("new", "total", "meetings", "reached")
        for year in (2025, 2026)
    ]
    targets.add_targets(tx, goals, NOW)


if __name__ == "__main__":
    asyncio.run(main())
