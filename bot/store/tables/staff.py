"""Tables of staff: members, groups, invitations, addresses, codes, sessions, audit log.

The board's hashes are hexadecimal text. The audit log holds nothing personal: numbers of staff, of requests and of
live questions, and names of pages.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, LargeBinary, Table, Text

from bot.store.engine.columns import NUMBER, Moment, metadata

staff = Table(
    "staff",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("name", LargeBinary, nullable=False),
    Column("role", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("communes", Text, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("since", Moment, nullable=False),
    Column("skills", Text, nullable=False, server_default=""),
    Column("capacity", Integer),
    Column("away_from", Date),
    Column("away_until", Date),
    Column("told_at", Moment),
)

staff_group = Table(
    "staff_group",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("account", Text, primary_key=True),
    Column("chat", Text, primary_key=True),
    Column("communes", Text, nullable=False),
)

invitation = Table(
    "invitation",
    metadata,
    Column("code_hash", LargeBinary, primary_key=True),
    Column("name", LargeBinary),
    Column("role", Text, nullable=False),
    Column("communes", Text, nullable=False),
    Column("skills", Text, nullable=False, server_default=""),
    Column("capacity", Integer),
    Column("made_at", Moment, nullable=False),
    Column("expires", Moment, nullable=False),
    Column("used_at", Moment),
)

new_address = Table(
    "new_address",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("staff_id", NUMBER, ForeignKey("staff.id"), nullable=False, index=True),
    Column("address_id", NUMBER, ForeignKey("address.id"), index=True),
    Column("code_hash", LargeBinary, nullable=False, unique=True),
    Column("expires", Moment, nullable=False),
)

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
    Column("cases", Text, nullable=False, server_default=""),
    Column("people", Text, nullable=False, server_default=""),
    Index(None, "at"),
)

approval = Table(
    "approval",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("what", Text, nullable=False),
    Column("about", NUMBER, nullable=False),
    Column("hash", Text, nullable=False),
    Column("asked_by", NUMBER, ForeignKey("staff.id")),
    Column("asked_at", Moment, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("decided_by", NUMBER, ForeignKey("staff.id")),
    Column("decided_at", Moment),
    Column("note", LargeBinary),
    Index(None, "what", "about"),
)
