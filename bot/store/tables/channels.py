"""Tables of what channels keep (leases, origins, tokens, uploads), their health, due times."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, Index, Integer, LargeBinary, Table, Text

from bot.store.engine.columns import NUMBER, Moment, metadata

lease = Table(
    "lease",
    metadata,
    Column("name", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("until", Moment, nullable=False),
    Column("fence", Integer, nullable=False),
)

# A row for each process that delivers: how much of each account's pace is its own, as long as it is seen.
delivery_share = Table(
    "delivery_share",
    metadata,
    Column("worker", Text, primary_key=True),
    Column("part", Float, nullable=False),
    Column("seen_at", Moment, nullable=False),
)

origin_key = Table(
    "origin_key",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("key", LargeBinary, nullable=False),
    Column("made_at", Moment, nullable=False),
)

origin = Table(
    "origin",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("spent", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("tray", NUMBER),
)

zalo_pair = Table(
    "zalo_pair",
    metadata,
    Column("account", Text, primary_key=True),
    Column("generation", Integer, nullable=False),
    Column("access", LargeBinary, nullable=False),
    Column("refresh", LargeBinary, nullable=False),
    Column("expires", Moment, nullable=False),
    Column("renewed_at", Moment, nullable=False),
    Column("refusal", Text, nullable=False),
)

zalo_upload = Table(
    "zalo_upload",
    metadata,
    Column("account", Text, primary_key=True),
    Column("sha256", Text, primary_key=True),
    Column("attachment", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

channel_health = Table(
    "channel_health",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("account", Text, primary_key=True),
    Column("way", Text, primary_key=True),
    Column("succeeded", Moment),
    Column("failing", Moment),
    Column("reason", Text, nullable=False),
    Column("due", Moment),
    Column("told", Moment),
)

due = Table(
    "due",
    metadata,
    Column("what", Text, primary_key=True),
    Column("about", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("rung", Integer, nullable=False),
    Index(None, "what", "at"),
)
