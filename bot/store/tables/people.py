"""Tables of people: citizens, their addresses, their consents.

What was brought along by a link says with which citizen it came, and goes back there when the link is undone.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, LargeBinary, Table, Text, UniqueConstraint, false

from bot.store.engine.columns import NUMBER, Moment, metadata, partial_index

citizen = Table(
    "citizen",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("language", Text, nullable=False),
    Column("since", Moment, nullable=False),
)

address = Table(
    "address",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("channel", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("chat", Text, nullable=False),
    Column("citizen_id", NUMBER, ForeignKey("citizen.id"), nullable=False, index=True),
    Column("came_with", NUMBER),
    Column("staff_id", NUMBER, ForeignKey("staff.id"), index=True),
    Column("staff_since", Moment),
    Column("conversation", LargeBinary),
    Column("talked_at", Moment, nullable=False),
    Column("blocked_at", Moment),
    Column("held_until", Moment),
    Column("read_aloud", Boolean, nullable=False, server_default=false()),
    Column("came_from", Text, nullable=False, server_default=""),
    Column("came_at", Moment),
    UniqueConstraint("channel", "account", "chat"),
)

partial_index("ix_address_held", address.c.held_until.is_not(None), address.c.held_until)
partial_index("ix_address_talking", address.c.conversation.is_not(None), address.c.talked_at)

consent = Table(
    "consent",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("citizen_id", NUMBER, ForeignKey("citizen.id"), nullable=False, index=True),
    Column("came_with", NUMBER),
    Column("version", Text, nullable=False),
    Column("purposes", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("text_sha256", Text, nullable=False),
    Column("given_at", Moment, nullable=False),
    Column("withdrawn_at", Moment),
    Column("read_by", NUMBER, ForeignKey("staff.id")),
)

purpose_withdrawn = Table(
    "purpose_withdrawn",
    metadata,
    Column("consent_id", NUMBER, ForeignKey("consent.id"), primary_key=True),
    Column("purpose", Text, primary_key=True),
    Column("at", Moment, nullable=False),
)
