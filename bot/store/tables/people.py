"""Tables of people: citizens, their addresses, their consents."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, LargeBinary, Table, Text, UniqueConstraint

from bot.store.engine.columns import NUMBER, Moment, metadata

citizen = Table(
    "citizen",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("language", Text, nullable=False),
    Column("came_from", Text, nullable=False),
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
    Column("staff_id", NUMBER, ForeignKey("staff.id"), index=True),
    Column("conversation", LargeBinary),
    Column("talked_at", Moment, nullable=False),
    Column("blocked_at", Moment),
    UniqueConstraint("channel", "account", "chat"),
)

consent = Table(
    "consent",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("citizen_id", NUMBER, ForeignKey("citizen.id"), nullable=False, index=True),
    Column("version", Text, nullable=False),
    Column("purposes", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("text_sha256", Text, nullable=False),
    Column("given_at", Moment, nullable=False),
    Column("withdrawn_at", Moment),
)

purpose_withdrawn = Table(
    "purpose_withdrawn",
    metadata,
    Column("consent_id", NUMBER, ForeignKey("consent.id"), primary_key=True),
    Column("purpose", Text, primary_key=True),
    Column("at", Moment, nullable=False),
)
