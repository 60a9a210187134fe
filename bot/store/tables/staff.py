"""What the staff board keeps: sign-in codes and sessions (hashed), and who looked at whose request.

Hashes are hexadecimal text. The audit log says nothing personal: numbers of staff and of requests, and page names.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Table, Text

from bot.store.engine.columns import NUMBER, Moment, metadata

staff_code = Table(
    "staff_code",
    metadata,
    Column("code_hash", Text, primary_key=True),
    Column("staff_id", NUMBER, ForeignKey("staff.id"), nullable=False, index=True),
    Column("made_at", Moment, nullable=False),
    Column("expires", Moment, nullable=False),
    Column("used_at", Moment),
)

staff_session = Table(
    "staff_session",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("token_hash", Text, nullable=False, unique=True),
    Column("staff_id", NUMBER, ForeignKey("staff.id"), nullable=False, index=True),
    Column("made_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("expires", Moment, nullable=False),
    Column("ended_at", Moment),
)

audit = Table(
    "audit",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("staff_id", NUMBER, ForeignKey("staff.id"), nullable=False),
    Column("page", Text, nullable=False),
    Column("leads", Text, nullable=False),
    Column("refused", Boolean, nullable=False),
    Column("form", Text, unique=True),
    Index(None, "at"),
)
