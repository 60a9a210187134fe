"""Tables of what citizens agreed to: which text, for which purposes, and what of it was taken back."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Table, Text

from bot.store.engine.columns import NUMBER, Moment, metadata

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
