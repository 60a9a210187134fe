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
    and_,
    false,
    func,
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
partial_index("ix_inbox_over", inbox.c.state != literal_column("'waiting'"), inbox.c.received_at)
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
    Column("reader", NUMBER),
    Column("names", Text, nullable=False, server_default=""),
    Column("subscription", NUMBER),
    Column("in_group", Boolean, nullable=False),
    Column("bulk", Boolean, nullable=False),
    Column("body", LargeBinary),
    Column("state", Text, nullable=False),
    Column("due", Moment, nullable=False),
    Column("at", Moment, nullable=False),
    Column("timed_at", Moment),
    Column("attempts", Integer, nullable=False),
    Column("doubts", Integer, nullable=False, server_default="0"),
    Column("passed_on", Boolean, nullable=False, server_default=false()),
    Column("fence", Integer, nullable=False),
    Column("worker", Text, nullable=False),
    Column("message_id", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("settled_at", Moment),
)
partial_index("ix_parcel_due", state_is(parcel, "waiting"), parcel.c.bulk, parcel.c.at, parcel.c.number)
partial_index(
    "ix_parcel_first",
    state_is(parcel, "waiting"),
    parcel.c.channel,
    parcel.c.account,
    parcel.c.chat,
    parcel.c.bulk,
    parcel.c.due,
    parcel.c.number,
)
partial_index(
    "ix_parcel_held",
    and_(state_is(parcel, "waiting"), parcel.c.at > parcel.c.due),
    parcel.c.channel,
    parcel.c.account,
    parcel.c.chat,
    parcel.c.at,
)
SETTLED = func.coalesce(parcel.c.settled_at, parcel.c.due)
"""When a parcel that does not wait any more was dealt with."""
OF_NOBODY = and_(parcel.c.subject_kind.is_(None), parcel.c.names == literal_column("''"))
"""Parcels about no request and no question, and that name none: they go when their time is over."""
partial_index("ix_parcel_over", and_(parcel.c.state != literal_column("'waiting'"), OF_NOBODY), parcel.c.due)
partial_index("ix_parcel_never", state_is(parcel, "never"), parcel.c.channel, parcel.c.account, parcel.c.chat)
partial_index("ix_parcel_edits", parcel.c.edits != literal_column("''"), parcel.c.edits)
partial_index("ix_parcel_subject", parcel.c.subject_kind.is_not(None), parcel.c.subject_kind, parcel.c.subject_id)
partial_index("ix_parcel_reader", parcel.c.reader.is_not(None), parcel.c.reader)
partial_index("ix_parcel_subscription", parcel.c.subscription.is_not(None), parcel.c.subscription)
partial_index("ix_parcel_names", parcel.c.names != literal_column("''"), parcel.c.number)

partial_index(
    "ix_parcel_message",
    parcel.c.message_id != literal_column("''"),
    parcel.c.channel,
    parcel.c.account,
    parcel.c.chat,
    parcel.c.message_id,
)

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
    Index(None, "at"),
)

picture = Table(
    "picture",
    metadata,
    Column("name", Text, primary_key=True),
    Column("body", LargeBinary, nullable=False),
    Column("until", Moment, nullable=False),
)
