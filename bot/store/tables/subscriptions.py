"""Table of what people asked to be told, or not to be: a row an address and purpose."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, LargeBinary, Table, Text, UniqueConstraint, and_

from bot.store.engine.columns import NUMBER, Moment, metadata, partial_index

subscription = Table(
    "subscription",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("address_id", NUMBER, ForeignKey("address.id"), nullable=False),
    Column("purpose", Text, nullable=False),
    Column("commune", Text, nullable=False, server_default=""),
    Column("consent_id", NUMBER, ForeignKey("consent.id"), index=True),
    Column("asked_at", Moment),
    Column("ended_at", Moment),
    Column("told_at", Moment),
    Column("told_before", Moment),
    UniqueConstraint("address_id", "purpose"),
)
HOLDS = and_(subscription.c.consent_id.is_not(None), subscription.c.ended_at.is_(None))
"""That it was asked for at that address and not ended; whether it goes, the one query of the store decides."""
partial_index("ix_subscription_of_purpose", HOLDS, subscription.c.purpose, subscription.c.id)
partial_index("ix_subscription_holds", HOLDS, subscription.c.purpose, subscription.c.commune, subscription.c.id)

payment_reminder = Table(
    "payment_reminder",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("address_id", NUMBER, ForeignKey("address.id"), nullable=False, unique=True),
    Column("method", Text, nullable=False),
    Column("paid_until", Date, nullable=False),
    Column("since", Moment, nullable=False),
    Column("phone", LargeBinary),
    Column("commune", Text, nullable=False, server_default=""),
    Column("to_call", Moment),
    Column("taken_by", NUMBER),
    Column("called_at", Moment),
    Column("tries", NUMBER, nullable=False, server_default="0"),
)
partial_index(
    "ix_payment_reminder_to_call",
    payment_reminder.c.to_call.is_not(None),
    payment_reminder.c.commune,
    payment_reminder.c.to_call,
)
