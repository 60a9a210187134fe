"""Tables of messages: inbox, parcels, lines of the web chat, pictures fetched from us."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    literal_column,
)

from bot.store.engine.columns import NUMBER, Moment, metadata, partial_index, state_is

inbox = Table(
    "inbox",
    metadata,
    Column("number", NUMBER, primary_key=True),
    Column("channel", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("chat", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("body", LargeBinary),
    Column("reason", Text, nullable=False),
    UniqueConstraint("channel", "account", "id"),
    Index(None, "channel", "account", "chat", "received_at"),
)
partial_index(
    "ix_inbox_waiting", state_is(inbox, "waiting"), inbox.c.channel, inbox.c.account, inbox.c.chat, inbox.c.number
)

parcel = Table(
    "parcel",
    metadata,
    Column("number", NUMBER, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("channel", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("chat", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("edits", Text, nullable=False),
    Column("subject_kind", Text),
    Column("subject_id", NUMBER),
    Column("in_group", Boolean, nullable=False),
    Column("bulk", Boolean, nullable=False),
    Column("body", LargeBinary),
    Column("state", Text, nullable=False),
    Column("due", Moment, nullable=False),
    Column("at", Moment, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("unsure", Boolean, nullable=False),
    Column("fence", Integer, nullable=False),
    Column("worker", Text, nullable=False),
    Column("message_id", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("settled_at", Moment),
)
partial_index("ix_parcel_due", state_is(parcel, "waiting"), parcel.c.bulk, parcel.c.at, parcel.c.number)
partial_index(
    "ix_parcel_chat", state_is(parcel, "waiting"), parcel.c.channel, parcel.c.account, parcel.c.chat, parcel.c.due
)
partial_index("ix_parcel_never", state_is(parcel, "never"), parcel.c.channel, parcel.c.account, parcel.c.chat)
partial_index("ix_parcel_edits", parcel.c.edits != literal_column("''"), parcel.c.edits)
partial_index("ix_parcel_subject", parcel.c.subject_kind.is_not(None), parcel.c.subject_kind, parcel.c.subject_id)

chat_line = Table(
    "chat_line",
    metadata,
    Column("number", NUMBER, primary_key=True),
    Column("chat", Text, nullable=False),
    Column("message_id", Text, nullable=False),
    Column("mine", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
    Column("body", LargeBinary, nullable=False),
    UniqueConstraint("chat", "message_id"),
    Index(None, "chat", "number"),
)

picture = Table(
    "picture",
    metadata,
    Column("name", Text, primary_key=True),
    Column("body", LargeBinary, nullable=False),
    Column("until", Moment, nullable=False),
)
