"""Tables of reports: sums of the ledger, targets, the insurer's counts, what was sent."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Date, ForeignKey, Index, Integer, LargeBinary, Table, Text, UniqueConstraint

from bot.store.engine.columns import NUMBER, Moment, metadata

# Kept by the clock for pages that ask for years: a month in the books, by one of channel, source … or by none of them.
fact_month = Table(
    "fact_month",
    metadata,
    Column("told_by", Text, primary_key=True),
    Column("step", Text, primary_key=True),
    Column("month", Date, primary_key=True),
    Column("unit", Text, primary_key=True),
    Column("told", Text, primary_key=True),
    Column("times", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

# One row: up to which day the months hold what there is, and on which day they close.
fact_summed = Table(
    "fact_summed",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("through", Date, nullable=False),
    Column("closing", Integer, nullable=False),
)

# What was brought in by Excel; nothing is ever changed, so that earlier goals and counts are there to be seen.
target = Table(
    "target",
    metadata,
    Column("number", NUMBER, primary_key=True),
    *(Column(name, Text, nullable=False) for name in ("unit", "measure", "period")),
    Column("goal", Integer, nullable=False),
    Column("decision", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("made_at", Moment, nullable=False),
)

official_count = Table(
    "official_count",
    metadata,
    Column("number", NUMBER, primary_key=True),
    Column("month", Date, nullable=False),
    Column("unit", Text, nullable=False),
    *(Column(name, Integer) for name in ("total", "new", "stopped")),
    Column("made_at", Moment, nullable=False),
)
Index("ix_official_count_month", official_count.c.month, official_count.c.unit)

# A report as it was sent: never changed, and followed by another version where it was wrong.
report = Table(
    "report",
    metadata,
    Column("number", NUMBER, primary_key=True),
    Column("unit", Text, nullable=False),
    Column("period", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("hash", Text, nullable=False),
    Column("numbers", Text, nullable=False),
    Column("changed", Text, nullable=False),
    Column("document", LargeBinary, nullable=False),
    Column("sent_by", NUMBER, ForeignKey("staff.id")),
    Column("sent_at", Moment, nullable=False),
    UniqueConstraint("unit", "period", "version"),
)

report_remark = Table(
    "report_remark",
    metadata,
    Column("number", NUMBER, primary_key=True),
    Column("period", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("commune", Text, nullable=False),
    Column("text", LargeBinary, nullable=False),
    Column("written_by", NUMBER, ForeignKey("staff.id"), nullable=False),
    Column("written_at", Moment, nullable=False),
)
Index("ix_report_remark_period", report_remark.c.period)
