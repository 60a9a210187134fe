"""Tables of live questions: cases, staff asked, lines said (sealed), proposed answers."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text

from bot.store.engine.columns import NUMBER, Moment, metadata, partial_index

live_case = Table(
    "live_case",
    metadata,
    Column("number", NUMBER, primary_key=True),
    Column("citizen_id", NUMBER, ForeignKey("citizen.id"), nullable=False, index=True),
    Column("came_with", NUMBER),
    Column("address_id", NUMBER, ForeignKey("address.id"), nullable=False, index=True),
    Column("commune", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("rung", Integer, nullable=False),
    Column("taken_by", NUMBER, ForeignKey("staff.id")),
    Column("answered", Boolean, nullable=False),
    Column("heard_at", Moment, nullable=False),
    Column("due", Moment),
    Column("ended_at", Moment),
    Column("ending", Text, nullable=False),
    Column("rated", Boolean, nullable=False),
)
_open = live_case.c.ended_at.is_(None)
_timed = live_case.c.due.is_not(None)
partial_index("uq_live_case_open", _open, live_case.c.address_id, unique=True)
partial_index("ix_live_case_taken_by", _open, live_case.c.taken_by)
partial_index("ix_live_case_due", _timed, live_case.c.due)
Index("ix_live_case_ended_at", live_case.c.ended_at)

case_asked = Table(
    "case_asked",
    metadata,
    Column("live_case", NUMBER, ForeignKey("live_case.number"), primary_key=True),
    Column("staff_id", NUMBER, ForeignKey("staff.id"), primary_key=True),
    Column("at", Moment, nullable=False),
    Index(None, "staff_id"),
)

case_line = Table(
    "case_line",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("live_case", NUMBER, ForeignKey("live_case.number"), nullable=False, index=True),
    Column("side", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

proposal = Table(
    "proposal",
    metadata,
    Column("number", NUMBER, primary_key=True),
    Column("live_case", NUMBER, ForeignKey("live_case.number"), nullable=False, unique=True),
    Column("at", Moment, nullable=False),
    Column("question", LargeBinary, nullable=False),
    Column("answer", LargeBinary, nullable=False),
)
