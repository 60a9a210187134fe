"""Tables of anonymous counts, and of questions without an answer: sealed, of no citizen."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Date, Index, Integer, LargeBinary, Table, Text

from bot.store.engine.columns import NUMBER, Moment, metadata, partial_index

tally = Table(
    "tally",
    metadata,
    Column("day", Date, primary_key=True),
    Column("what", Text, primary_key=True),
    Column("commune", Text, primary_key=True),
    Column("came_from", Text, primary_key=True),
    Column("slot", Integer, primary_key=True, autoincrement=False),
    Column("times", BigInteger, nullable=False),
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
