"""Tallies become facts and use of plans; codes are kept with addresses and requests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
FACT = ("day", "step", "unit", "channel", "source", "topic", "answer")
PLAN_USE = ("day", "channel", "account", "what")
TALLY = ("day", "what", "commune", "came_from")
VERDICTS = ("useful", "wrong")
OA = "zalo_oa"
SENT = "sent"
Cells = Counter[tuple[date | str, ...]]


def upgrade() -> None:
    _counts("fact", FACT, with_rowid=False)
    some = sa.text("source <> ''")
    op.create_index("ix_fact_source", "fact", ["source"], sqlite_where=some, postgresql_where=some)
    _counts("plan_use", PLAN_USE, with_rowid=False)
    facts, plans = _of_tallies(_rows("tally", TALLY))
    _fill("fact", FACT, facts)
    _fill("plan_use", PLAN_USE, plans)
    op.drop_table("tally")
    op.add_column("address", sa.Column("came_from", sa.Text, nullable=False, server_default=""))
    op.add_column("address", sa.Column("came_at", MOMENT))
    # A citizen's oldest address is where a code came that was kept with the citizen alone.
    op.execute(
        "UPDATE address SET came_from = (SELECT came_from FROM citizen WHERE citizen.id = address.citizen_id), "
        "came_at = (SELECT since FROM citizen WHERE citizen.id = address.citizen_id) "
        "WHERE id IN (SELECT min(id) FROM address GROUP BY citizen_id) "
        "AND (SELECT came_from FROM citizen WHERE citizen.id = address.citizen_id) <> ''"
    )
    op.add_column("lead", sa.Column("channel", sa.Text, nullable=False, server_default=""))
    op.add_column("lead", sa.Column("source", sa.Text, nullable=False, server_default=""))
    op.execute(
        "UPDATE lead SET channel = (SELECT channel FROM consent WHERE consent.id = lead.consent_id), source = CASE "
        "WHEN phone IS NULL THEN '' ELSE (SELECT came_from FROM citizen WHERE citizen.id = lead.citizen_id) END"
    )
    op.drop_column("citizen", "came_from")


def downgrade() -> None:
    op.add_column("citizen", sa.Column("came_from", sa.Text, nullable=False, server_default=""))
    op.execute(
        "UPDATE citizen SET came_from = coalesce((SELECT came_from FROM address "
        "WHERE address.citizen_id = citizen.id AND came_from <> '' ORDER BY came_at DESC, id DESC LIMIT 1), '')"
    )
    for table, column in (("lead", "source"), ("lead", "channel"), ("address", "came_at"), ("address", "came_from")):
        op.drop_column(table, column)
    _counts("tally", TALLY, with_rowid=True)
    _fill("tally", TALLY, _to_tallies(_rows("fact", FACT), _rows("plan_use", PLAN_USE)))
    op.drop_table("plan_use")
    op.drop_index("ix_fact_source", "fact")
    op.drop_table("fact")


def _of_tallies(rows: Iterable[Sequence[object]]) -> tuple[Cells, Cells]:
    """What happened, and what counts against a platform's plan."""
    facts: Cells = Counter()
    plans: Cells = Counter()
    for day, what, commune, came_from, times in rows:
        kind, _colon, rest = str(what).partition(":")
        verdict, _blank, answer = str(what).partition(" ")
        if kind == SENT:
            channel, _colon, account = rest.partition(":")
            plans[day, channel, account, SENT] += times
        elif kind == OA:
            plans[day, OA, "", rest] += times
        elif verdict in VERDICTS and answer:
            facts[day, verdict, commune, "", "", "", answer] += times
        else:
            facts[day, what, commune, "", came_from, "", ""] += times
    return facts, plans


def _to_tallies(facts: Iterable[Sequence[object]], plans: Iterable[Sequence[object]]) -> Cells:
    tallies: Cells = Counter()
    for day, step, unit, _channel, source, _topic, answer, times in facts:
        what = f"{step} {answer}" if step in VERDICTS else step
        tallies[day, what, unit, source] += times
    for day, channel, account, what, times in plans:
        counted = f"{SENT}:{channel}:{account}" if what == SENT else f"{channel}:{what}"
        tallies[day, counted, "", ""] += times
    return tallies


def _counts(table: str, cell: Sequence[str], *, with_rowid: bool) -> None:
    """A table of counts: a day, what tells one cell from another, and a row for each connection."""
    op.create_table(
        table,
        sa.Column("day", sa.Date, primary_key=True),
        *(sa.Column(name, sa.Text, primary_key=True) for name in cell[1:]),
        sa.Column("slot", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("times", sa.BigInteger, nullable=False),
        sqlite_with_rowid=with_rowid,
    )


def _table(name: str, cell: Sequence[str]) -> sa.TableClause:
    columns = (sa.column(each) for each in (*cell[1:], "slot", "times"))
    return sa.table(name, sa.column("day", sa.Date), *columns)


def _rows(name: str, cell: Sequence[str]) -> Sequence[Sequence[object]]:
    table = _table(name, cell)
    return op.get_bind().execute(sa.select(*(table.c[each] for each in (*cell, "times")))).all()


def _fill(name: str, cell: Sequence[str], counted: Cells) -> None:
    rows = [dict(zip(cell, key, strict=True)) | {"slot": 0, "times": times} for key, times in counted.items()]
    op.bulk_insert(_table(name, cell), rows)
