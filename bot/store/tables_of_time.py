"""What is due, and when: a row for each thing that happens by itself at its time."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, Table, Text

from bot.store.engine.columns import Moment, metadata

due = Table(
    "due",
    metadata,
    Column("what", Text, primary_key=True),
    Column("about", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("rung", Integer, nullable=False),
    Index(None, "what", "at"),
)
