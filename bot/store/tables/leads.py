"""Tables of leads and the steps of each."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, LargeBinary, Table, Text, and_, false, true

from bot.store.engine.columns import NUMBER, Moment, metadata, partial_index

lead = Table(
    "lead",
    metadata,
    Column("number", NUMBER, primary_key=True),
    Column("citizen_id", NUMBER, ForeignKey("citizen.id"), nullable=False, index=True),
    Column("came_with", NUMBER),
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
    Column("tray", NUMBER),
    Column("prefer", Text, nullable=False, server_default=""),
    Column("channel", Text, nullable=False, server_default=""),
    Column("source", Text, nullable=False, server_default=""),
    Column("meeting", NUMBER),
)
_open = lead.c.open == true()
partial_index("ix_lead_open_commune", _open, lead.c.commune, lead.c.state)
partial_index("ix_lead_open_taken_by", _open, lead.c.taken_by)
partial_index("ix_lead_tray", lead.c.tray.is_not(None), lead.c.tray)
_seen = ("asked_at", "number", "commune", "state", "changed_at", "call_on", "taken_by")
partial_index("ix_lead_open_asked", _open, *(lead.c[name] for name in _seen))
partial_index("ix_lead_closed", lead.c.open == false(), lead.c.changed_at, lead.c.number, lead.c.commune, lead.c.state)
partial_index("ix_lead_named", and_(lead.c.open == false(), lead.c.phone.is_not(None)), lead.c.changed_at)

lead_step = Table(
    "lead_step",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("lead", NUMBER, ForeignKey("lead.number"), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("what", Text, nullable=False),
    Column("staff_id", NUMBER, ForeignKey("staff.id")),
    Column("note", LargeBinary),
    Column("undone", Boolean, nullable=False, server_default=false()),
)
partial_index("ix_lead_step_note", lead_step.c.note.is_not(None), lead_step.c.lead)

lead_extra = Table(
    "lead_extra",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("lead", NUMBER, ForeignKey("lead.number"), nullable=False, index=True),
    Column("consent_id", NUMBER, ForeignKey("consent.id"), nullable=False),
    Column("purpose", Text, nullable=False),
    Column("body", LargeBinary),
)

lead_before = Table(
    "lead_before",
    metadata,
    Column("lead", NUMBER, ForeignKey("lead.number"), primary_key=True),
    Column("step", NUMBER, nullable=False),
    Column("turn", Text, nullable=False),
    Column("done_by", NUMBER, ForeignKey("staff.id"), nullable=False),
    Column("done_at", Moment, nullable=False),
    Column("move", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("open", Boolean, nullable=False),
    Column("commune", Text, nullable=False),
    Column("taken_by", NUMBER, ForeignKey("staff.id")),
    Column("taken_at", Moment),
    Column("call_on", Date),
    Column("changed_at", Moment, nullable=False),
    Column("told_at", Moment),
    Column("called_at", Moment),
    Index(None, "done_by", "done_at"),
)
