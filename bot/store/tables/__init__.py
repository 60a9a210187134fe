"""Every table. What is personal is a sealed column (LargeBinary); numbers of rows never say anything about a person.

All moments are timezone-aware UTC in code. Indexes are partial where a query only ever wants the few rows still open.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    false,
    literal_column,
    true,
)

from bot.store.engine.columns import NUMBER, state_is
from bot.store.engine.columns import Moment as Moment
from bot.store.engine.columns import metadata as metadata
from bot.store.tables.cases import case_asked as case_asked
from bot.store.tables.cases import case_line as case_line
from bot.store.tables.cases import live_case as live_case
from bot.store.tables.cases import proposal as proposal
from bot.store.tables.channels import lease as lease
from bot.store.tables.channels import zalo_pair as zalo_pair
from bot.store.tables.channels import zalo_upload as zalo_upload
from bot.store.tables.linking import link_code as link_code
from bot.store.tables.linking import link_miss as link_miss
from bot.store.tables.linking import picture as picture
from bot.store.tables.staff import audit as audit
from bot.store.tables.staff import staff_code as staff_code
from bot.store.tables.staff import staff_session as staff_session
from bot.store.tables.statistics import question as question
from bot.store.tables_of_consents import consent as consent
from bot.store.tables_of_consents import purpose_withdrawn as purpose_withdrawn
from bot.store.tables_of_time import due as due


def _part(name: str, condition: ColumnElement[bool], *columns: ColumnElement[object]) -> None:
    """An index on those rows only for which the condition holds."""
    Index(name, *columns, sqlite_where=condition, postgresql_where=condition)


citizen = Table(
    "citizen",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("language", Text, nullable=False),
    Column("came_from", Text, nullable=False),
    Column("since", Moment, nullable=False),
)

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

lead = Table(
    "lead",
    metadata,
    Column("number", NUMBER, primary_key=True),
    Column("citizen_id", NUMBER, ForeignKey("citizen.id"), nullable=False, index=True),
    Column("consent_id", NUMBER, ForeignKey("consent.id"), nullable=False),
    Column("state", Text, nullable=False),
    Column("open", Boolean, nullable=False),
    Column("name", LargeBinary),
    Column("phone", LargeBinary),
    Column("phone_blind", LargeBinary, index=True),
    Column("commune", Text, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("asked_by_other", Boolean, nullable=False),
    Column("taken_by", NUMBER, ForeignKey("staff.id")),
    Column("taken_at", Moment),
    Column("call_on", Date),
    Column("changed_at", Moment, nullable=False),
    Column("topic", Text, nullable=False, server_default=""),
    Column("shared", Boolean, nullable=False, server_default=true()),
    Column("told_at", Moment),
    Column("called_at", Moment),
)
_open = lead.c.open == true()
_part("ix_lead_open_commune", _open, lead.c.commune, lead.c.state)
_part("ix_lead_open_taken_by", _open, lead.c.taken_by)
_seen = ("asked_at", "number", "commune", "state", "changed_at", "call_on", "taken_by")
_part("ix_lead_open_asked", _open, *(lead.c[name] for name in _seen))
_part("ix_lead_closed", lead.c.open == false(), lead.c.changed_at, lead.c.number, lead.c.commune, lead.c.state)

lead_step = Table(
    "lead_step",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("lead", NUMBER, ForeignKey("lead.number"), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("what", Text, nullable=False),
    Column("staff_id", NUMBER, ForeignKey("staff.id")),
    Column("note", LargeBinary),
)

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
_part("ix_inbox_waiting", state_is(inbox, "waiting"), inbox.c.channel, inbox.c.account, inbox.c.chat, inbox.c.number)

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
    Column("lead", NUMBER, ForeignKey("lead.number")),
    Column("live_case", NUMBER),
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
_part("ix_parcel_due", state_is(parcel, "waiting"), parcel.c.bulk, parcel.c.at, parcel.c.number)
_part("ix_parcel_chat", state_is(parcel, "waiting"), parcel.c.channel, parcel.c.account, parcel.c.chat, parcel.c.due)
_part("ix_parcel_never", state_is(parcel, "never"), parcel.c.channel, parcel.c.account, parcel.c.chat)
_part("ix_parcel_edits", parcel.c.edits != literal_column("''"), parcel.c.edits)
_part("ix_parcel_lead", parcel.c.lead.is_not(None), parcel.c.lead)
_part("ix_parcel_live_case", parcel.c.live_case.is_not(None), parcel.c.live_case)

tally = Table(
    "tally",
    metadata,
    Column("day", Date, primary_key=True),
    Column("what", Text, primary_key=True),
    Column("commune", Text, primary_key=True),
    Column("came_from", Text, primary_key=True),
    Column("slot", Integer, primary_key=True, autoincrement=False),
    Column("times", BigInteger, nullable=False),
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
)
