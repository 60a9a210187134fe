"""Tables of what brings people here: codes, which nothing changes and nothing deletes."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Table, Text

from bot.store.engine.columns import NUMBER, Moment, metadata, partial_index

code = Table(
    "code",
    metadata,
    Column("code", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("commune", Text, nullable=False, index=True),
    Column("made_at", Moment, nullable=False),
    Column("made_by", NUMBER, ForeignKey("staff.id"), nullable=False),
    Column("meeting", NUMBER),
)
partial_index("ix_code_meeting", code.c.meeting.is_not(None), code.c.meeting, code.c.kind, unique=True)
