"""Tables of linking: codes that join addresses, and the wrong codes that were brought."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, LargeBinary, Table

from bot.store.engine.columns import NUMBER, Moment, metadata

link_code = Table(
    "link_code",
    metadata,
    Column("code_hash", LargeBinary, primary_key=True),
    Column("address_id", NUMBER, ForeignKey("address.id"), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("open", Boolean, nullable=False),
)
Index("ix_link_code_address_id_made_at", link_code.c.address_id, link_code.c.made_at)

link_miss = Table(
    "link_miss",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("address_id", NUMBER, ForeignKey("address.id"), nullable=False),
    Column("at", Moment, nullable=False),
)
Index("ix_link_miss_address_id_at", link_miss.c.address_id, link_miss.c.at)
