"""A slice of a campaign costs the same however many come after it: counted, not timed."""

from __future__ import annotations

import pytest

from bot.domain.messages import Address
from bot.domain.outreach.campaigns import Audience
from bot.store.engine.database import Database, Transaction
from bot.store.people import audience
from tests.databases import Databases
from tests.store.people.test_audience import LATER, wants, written
from tests.store.rows_read import rows_read
from tests.store.samples import VAULT

FEW, MANY, SLICE = 60, 600, 20
EACH = 100
"""SQLite tells after so many of its own steps."""
LIKE = 1.2
"""So much more the larger of two may read: a level of an index, a page looked into."""


def read_by_a_slice(tx: Transaction, audience_: Audience) -> int:
    """Rows that PostgreSQL reads for the first slice, or hundreds of steps that SQLite takes."""
    campaign = written(tx, audience_)
    steps = [0]

    def further() -> None:
        steps[0] += 1

    if not tx.shared:
        tx.connection.connection.driver_connection.set_progress_handler(further, EACH)  # type: ignore[union-attr]
    if tx.shared:  # so few rows are read whole sooner than looked up, which would hide what grows
        for way in ("seqscan", "hashjoin", "mergejoin"):
            tx.connection.exec_driver_sql(f"SET LOCAL enable_{way} = off")
    before = rows_read(tx) if tx.shared else 0
    many, _last = audience.fix(tx, campaign, "1", LATER, SLICE)
    assert many == SLICE
    if not tx.shared:
        tx.connection.connection.driver_connection.set_progress_handler(None, 0)  # type: ignore[union-attr]
        return steps[0]
    return rows_read(tx) - before


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
@pytest.mark.parametrize("communes", [(), ("29419",)], ids=["everybody", "one commune"])
async def test_ten_times_the_audience_is_read_no_further(
    made_databases: Databases, kind: str, communes: tuple[str, ...]
) -> None:
    read = {}
    for many in (FEW, MANY):
        db = Database.open(made_databases.fresh(kind), VAULT)

        def asked(tx: Transaction, many: int = many) -> None:
            for number in range(many):
                wants(tx, Address("telegram", "loa", f"c{number}"))

        await db.run(asked)
        if db.shared:
            await db.run(lambda tx: tx.connection.exec_driver_sql("ANALYZE"))
        read[many] = await db.run(lambda tx: read_by_a_slice(tx, Audience(communes=frozenset(communes))))
        await db.close()
    assert read[MANY] <= read[FEW] * LIKE, read
