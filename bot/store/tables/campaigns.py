"""Tables of campaigns and of those to whom each goes: numbers, codes and states, no words."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Table, Text, UniqueConstraint, false, literal_column

from bot.store.engine.columns import NUMBER, Moment, metadata, partial_index, state_is

campaign = Table(
    "campaign",
    metadata,
    Column("number", NUMBER, primary_key=True),
    Column("content", Text, nullable=False),
    Column("audience", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("hash", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("author", NUMBER, ForeignKey("staff.id"), nullable=False),
    Column("place", NUMBER),
    Column("approver", NUMBER, ForeignKey("staff.id")),
    Column("approver_place", NUMBER),
    Column("code", Text, nullable=False),
    Column("wrong", NUMBER, ForeignKey("campaign.number")),
    Column("halt", Text, nullable=False, server_default=""),
    Column("fixed_to", NUMBER, nullable=False, server_default="0"),
    Column("fixed", Boolean, nullable=False, server_default=false()),
    Column("made_at", Moment, nullable=False),
    Column("started_at", Moment),
    Column("ended_at", Moment),
)

recipient = Table(
    "recipient",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("campaign", NUMBER, ForeignKey("campaign.number"), nullable=False),
    Column("address_id", NUMBER, ForeignKey("address.id"), nullable=False, index=True),
    Column("subscription", NUMBER, nullable=False),
    Column("channel", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("why", Text, nullable=False, server_default=""),
    Column("settled_at", Moment),
    UniqueConstraint("campaign", "address_id"),
    Index("ix_recipient_state", "campaign", "state", "why"),
)
_WAITING = state_is(recipient, "waiting")
partial_index(
    "ix_recipient_waiting", _WAITING, *(recipient.c[name] for name in ("campaign", "channel", "account", "id"))
)
partial_index("ix_recipient_posted", state_is(recipient, "posted"), recipient.c.campaign, recipient.c.id)
partial_index("ix_recipient_settled", recipient.c.settled_at.is_not(None), recipient.c.settled_at)
OPEN = recipient.c.state.in_([literal_column("'waiting'"), literal_column("'posted'")])
"""Recipients of whom it is not known yet what becomes of them."""
