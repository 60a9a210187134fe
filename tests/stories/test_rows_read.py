"""What goes on by itself reads no more rows because there is more history.

Rows are counted, not time: as PostgreSQL says how many it has read within the transaction, whatever plan it made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

import pytest
from sqlalchemy import BigInteger, Column, LargeBinary, Text

from bot.channels.health import Health
from bot.domain.cases import Ending
from bot.domain.leads import Move
from bot.runtime.clockwork import Clockwork
from bot.runtime.content import Knowing
from bot.runtime.jobs import Jobs
from bot.services.context import Runtime
from bot.store.cases import queries as cases
from bot.store.engine.database import Database, Transaction
from bot.store.leads import queries as leads
from bot.store.messages import inbox, outbox
from bot.store.messages.outbox import Settled
from bot.store.tables import address, metadata
from bot.store.upkeep.key_check import check_key
from bot.words import languages
from tests.databases import Databases
from tests.store.everything import live
from tests.store.rows_read import rows_read
from tests.store.samples import NOW, VAULT, after
from tests.stories.conftest import ROOT

T = TypeVar("T")
FEW, MANY = 60, 600
SLACK = 40
"""Rows more that the larger of two may read: a page of an index looked into, or a row of the catalogue."""
NO_HISTORY = {
    *("staff", "staff_group", "due", "lease", "channel_health", "standstill", "number_floor", "next_number"),
    "delivery_share",
    *("content_version", "content_draft", "content_folder", "content_noticed", "printed", "approval", "code", "target"),
    *("fact", "fact_month", "fact_summed", "plan_use", "official_count", "report", "report_remark"),
    *("erasure", "erasure_key", "origin", "origin_key", "zalo_pair", "zalo_upload", "staff_session", "screen", "scan"),
}
"""Tables of what is now, or of sums, of which there is no more after ten years than after one."""
GROWS = {
    "expire_cards": "cards are kept as long as their request, and looked through by number",
    "guests expire_guests meetings": "guests are asked for the end of their meeting one by one",
    "payments expire_reminders": "one row for each who pays, and no index on the month",
    "visitors expire_sources": "one row for each address, and no index on when a code was brought",
    "measure": "gauges count what there is of meetings, campaigns and subscriptions, on the reading seat",
}
"""What does read more because there is more, and why: nothing may join these."""
OWN = {"chat", "key", "id", "edits", "message_id", "name", "form", "token_hash"}
OWN_DIGESTS = {"code_hash", "token_hash", "link_hash", "hash"}
LEASE = timedelta(minutes=1)


def past(tx: Transaction) -> None:
    """A bit of everything, over and done with."""
    live(tx)
    asked = leads.get(tx, 1)
    assert asked is not None
    assert leads.move(tx, asked, Move.WITHDRAW, NOW)
    cases.end(tx, 1, Ending.STAFF, NOW)
    while claimed := outbox.claim(tx, "w", NOW, timedelta(minutes=1), 9):
        outbox.settle(tx, [Settled(one.number, one.fence, "sent", f"m{one.number}") for one in claimed], NOW)
    tx.connection.exec_driver_sql("UPDATE inbox SET state = 'done', body = NULL")
    tx.connection.exec_driver_sql("DELETE FROM due")


def more_of_it(tx: Transaction, times: int) -> None:
    """Every row of history so many times more, each of somebody else."""
    for table in metadata.sorted_tables:
        if table.name in NO_HISTORY:
            continue
        names = ", ".join(column.name for column in table.columns)
        copied = ", ".join(_another(column) for column in table.columns)
        tx.connection.exec_driver_sql(
            f"INSERT INTO {table.name} ({names}) SELECT {copied} FROM {table.name} old, generate_series(1, {times}) n"
        )


def _another(column: Column[object]) -> str:
    """That column of a copy: other numbers and keys, which fit together within the copy."""
    old = f"old.{column.name}"
    if column is address.c.staff_id:
        return "NULL"
    if isinstance(column.type, BigInteger) and not _of_what_stays(column):
        return f"{old} + n * 1000000"
    if isinstance(column.type, Text) and column.name in OWN:
        return f"CASE {old} WHEN '' THEN '' ELSE {old} || '#' || n END"
    if isinstance(column.type, LargeBinary) and column.name in OWN_DIGESTS:
        return f"{old} || convert_to(n::text, 'UTF8')"
    return old


def _of_what_stays(column: Column[object]) -> bool:
    return column.name in ("reader", "called_by") or any(
        key.column.table.name in NO_HISTORY for key in column.foreign_keys
    )


@dataclass
class Counting:
    """A database that keeps how many rows each piece of work has read."""

    db: Database
    read: Counter[str] = field(default_factory=Counter)

    async def run_if_there(self, work: Callable[[Transaction], T]) -> T:
        def counted(tx: Transaction) -> T:
            # So few rows are read whole sooner than through an index, which would hide what grows.
            tx.connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
            before = rows_read(tx)
            done = work(tx)
            self.read[_named(work)] += rows_read(tx) - before
            return done

        return await self.db.run(counted)


def _named(work: Callable[..., object]) -> str:
    """What it calls, be it in a lambda: "expire_inbox"."""
    whole = work.func if isinstance(work, partial) else work
    called = whole.__code__.co_names if whole.__name__ == "<lambda>" else ()
    return " ".join(called) or whole.__name__


async def read_by(db: Database, jobs: Jobs, now: datetime) -> Counter[str]:
    """The rows that each chore reads; what is over is forgotten before."""
    counting = Counting(db)
    clock = Clockwork(counting, lambda: now, expire=jobs.expire)  # type: ignore[arg-type]
    await clock.forget()
    counting.read.clear()
    await clock.forget()
    chores: list[Callable[[Transaction], object]] = [
        jobs.due,
        check_key,
        lambda tx: inbox.waiting_chats(tx, now),
        lambda tx: outbox.mend_times(tx, now, LEASE),
        lambda tx: outbox.due(tx, now),
        lambda tx: outbox.next_due(tx, now),
        lambda tx: outbox.claim(tx, "w", now, LEASE, 20, lanes=[("telegram", "loa")]),
        lambda tx: jobs.watch_channels(Health(lambda: now), tx),
    ]
    if now > after(days=31):
        chores.append(jobs.measure)
    for work in chores:
        await counting.run_if_there(work)
    return counting.read


@pytest.mark.parametrize("days", [2, 60])
async def test_ten_times_the_history_is_read_no_further(made_databases: Databases, knowing: Knowing, days: int) -> None:
    read = {}
    for times in (FEW, MANY):
        with made_databases.lend("postgresql") as url:
            db, now = Database.open(url, VAULT), after(days=days)
            runtime = Runtime(lambda: knowing.knowledge, languages(ROOT / "locales"), {}, lambda now=now: now)
            await db.run(past)
            await db.run(lambda tx, times=times: more_of_it(tx, times))
            await db.run(lambda tx: tx.connection.exec_driver_sql("ANALYZE"))
            read[times] = await read_by(db, Jobs(runtime), now)
            await db.close()
    grown = {name: (read[FEW][name], rows) for name, rows in read[MANY].items() if rows > read[FEW][name] + SLACK}
    assert {name: rows for name, rows in grown.items() if name not in GROWS} == {}
    assert read[MANY].keys() > GROWS.keys() - {"measure"}
