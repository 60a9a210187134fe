"""The year's report as Word, PDF and Excel beside live talk: python -m tests.bench.documents [sqlite|postgresql]

Two years of facts of a province. Turns of talk are timed alone first, then while one document after the other is made
as the board makes them. Read the ratio, both halves are of the same run; and the seconds of each document.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from functools import partial

from bot.domain.reports.periods import read
from bot.logs import set_up_logs
from bot.reports.documents.order import as_pdf
from bot.reports.results.gathering import gathered, unit_named
from bot.reports.results.report import Report
from bot.reports.results.word import document, template_of
from bot.reports.results.workbook import workbook
from bot.store.engine.database import Database, Transaction
from bot.words import languages
from tests.bench import board, reports
from tests.bench.evening import LANES, Office, Platform, told
from tests.databases import databases
from tests.web.board.site import ROOT, knowledge

SECONDS = 40.0


async def main() -> None:
    """Prints what a turn takes alone and beside the documents, and what these take."""
    set_up_logs("error", "json")
    knowledge()
    with databases() as made:
        for kind in sys.argv[1:] or ("sqlite", "postgresql"):
            db = Database.open(await asyncio.to_thread(made.fresh, kind), board.VAULT)
            async with AsyncExitStack() as stack:
                stack.push_async_callback(db.close)
                await reports.fill(db)
                await beside(db, kind)


async def beside(db: Database, kind: str) -> None:
    """One database: alone first, then with documents made without a pause."""
    office = Office(db, {name: Platform(name, 1_000) for name in LANES})
    delivering = asyncio.create_task(office.delivery.run())
    await office.talk(10)  # warm
    alone = await office.talk(SECONDS)
    took: dict[str, list[float]] = {}
    making = asyncio.create_task(_without_a_pause(db, took))
    busy = await office.talk(SECONDS)
    making.cancel()
    await asyncio.wait([making])
    await office.reception.finish()
    office.delivery.stop()
    await delivering
    print(f"{kind}: {told(alone, 'alone')}; {told(busy, 'beside')}; "
          f"ratio of medians {statistics.median(busy) / statistics.median(alone):.2f}")  # fmt: skip
    print("  seconds:", ", ".join(f"{what} {statistics.median(all_):.1f}" for what, all_ in took.items()))


async def _without_a_pause(db: Database, took: dict[str, list[float]]) -> None:
    """As the board makes them: the numbers on the reading connection, the rest in a thread or a process of its own."""
    library, vi = knowledge().library, languages(ROOT / "locales")["vi"]

    def numbers(tx: Transaction) -> Report:
        province = unit_named(tx, library, "")
        assert province is not None
        return gathered(tx, library, province, read("2026"), vi, reports.TODAY).report

    async def timed(what: str, work: Callable[[], bytes], before: float) -> bytes:
        began = time.perf_counter()
        made = await asyncio.to_thread(work)
        took.setdefault(what, []).append(time.perf_counter() - began + before)
        return made

    while True:
        began = time.perf_counter()
        report = await db.read(numbers)
        gathering = time.perf_counter() - began
        word = await timed("Word", partial(document, report, template_of(library.documents)), gathering)
        await timed("PDF of it", partial(as_pdf, word), 0.0)
        await timed("Excel", partial(workbook, report), gathering)


if __name__ == "__main__":
    asyncio.run(main())
