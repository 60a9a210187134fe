"""Tables of the ledger of facts, use of plans, questions without an answer: of no citizen."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Date, Index, Integer, LargeBinary, Table, Text, literal_column

from bot.store.engine.columns import NUMBER, Moment, metadata, partial_index

# Without a number for each row, nothing says in which order cells were first counted.
fact = Table(
    "fact",
    metadata,
    Column("day", Date, primary_key=True),
    *(Column(name, Text, primary_key=True) for name in ("step", "unit", "channel", "source", "topic", "answer")),
    Column("slot", Integer, primary_key=True, autoincrement=False),
    Column("times", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
partial_index("ix_fact_source", fact.c.source != literal_column("''"), fact.c.source)

plan_use = Table(
    "plan_use",
    metadata,
    Column("day", Date, primary_key=True),
    *(Column(name, Text, primary_key=True) for name in ("channel", "account", "what")),
    Column("slot", Integer, primary_key=True, autoincrement=False),
    Column("times", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

question = Table(
    "question",
    metadata,
    Column("number", NUMBER, primary_key=True),
    Column("text", LargeBinary, nullable=False),
    Column("kind", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("settled_at", Moment),
)
_waiting = question.c.settled_at.is_(None)
partial_index("ix_question_waiting", _waiting, question.c.number)
Index("ix_question_asked_at", question.c.asked_at)
