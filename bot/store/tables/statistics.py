"""The table of what was not understood: the text sealed and without numbers of persons, by nobody in particular."""

from __future__ import annotations

from sqlalchemy import Column, Index, LargeBinary, Table, Text

from bot.store.engine.columns import NUMBER, Moment, metadata

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
Index("ix_question_waiting", question.c.number, sqlite_where=_waiting, postgresql_where=_waiting)
Index("ix_question_asked_at", question.c.asked_at)
