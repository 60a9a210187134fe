"""Tables of meetings, their guests and results, and what happens at the door.

What a meeting says of itself is public.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    false,
    literal_column,
)

from bot.store.engine.columns import NUMBER, Moment, metadata, partial_index

WORDS = ("title", "hamlet", "place", "map", "organiser", "partners", "speaker", "target", "language", "contact")
COUNTERS = ("requests", "joined_7", "joined_30", "rated_good", "rated_fair", "rated_poor")

meeting = Table(
    "meeting",
    metadata,
    Column("number", NUMBER, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("commune", Text, nullable=False),
    *(Column(name, Text, nullable=False, server_default="") for name in WORDS),
    Column("starts", Moment, nullable=False),
    Column("ends", Moment, nullable=False),
    Column("seats", Integer),
    Column("state", Text, nullable=False),
    Column("moved", Integer, nullable=False, server_default="0"),
    Column("scanned", Integer, nullable=False, server_default="0"),
    Column("made_by", NUMBER, ForeignKey("staff.id"), nullable=False, index=True),
    Column("made_at", Moment, nullable=False),
    *(Column(name, Integer, nullable=False, server_default="0") for name in COUNTERS),
    *(Column(f"counted_{name}", Integer) for name in ("present", "women", "khmer")),
    Index(None, "starts", "commune"),
)

guest = Table(
    "guest",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("meeting", NUMBER, ForeignKey("meeting.number"), nullable=False),
    Column("citizen_id", NUMBER, ForeignKey("citizen.id"), nullable=False, index=True),
    Column("came_with", NUMBER),
    Column("address_id", NUMBER, ForeignKey("address.id"), nullable=False, index=True),
    Column("companions", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("since", Moment, nullable=False),
    Column("reminded", Integer, nullable=False, server_default="0"),
    Column("arrived", Moment),
    Column("thanked", Boolean, nullable=False, server_default=false()),
    Column("rated", Text, nullable=False, server_default=""),
    Column("phone", LargeBinary),
    Column("to_call", Moment),
    Column("called_at", Moment),
    Column("called_by", NUMBER),
    UniqueConstraint("meeting", "address_id"),
    Index("ix_guest_seats", "meeting", "state", "companions"),
)
partial_index("ix_guest_to_call", guest.c.to_call.is_not(None), guest.c.meeting, guest.c.to_call)
partial_index("ix_guest_expected", guest.c.state != literal_column("'left'"), guest.c.meeting, guest.c.since)

meeting_report = Table(
    "meeting_report",
    metadata,
    Column("meeting", NUMBER, ForeignKey("meeting.number"), primary_key=True, autoincrement=False),
    *(Column(name, Integer) for name in ("present", "women", "khmer", "signed", "promised")),
    Column("words", LargeBinary),
    Column("written_by", NUMBER, ForeignKey("staff.id"), nullable=False, index=True),
    Column("written_at", Moment, nullable=False),
    Column("corrected", Integer, nullable=False, server_default="0"),
)
partial_index("ix_meeting_report_words", meeting_report.c.words.is_not(None), meeting_report.c.written_at)

guest_question = Table(
    "guest_question",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("guest", NUMBER, ForeignKey("guest.id"), nullable=False, index=True),
    Column("meeting", NUMBER, ForeignKey("meeting.number"), nullable=False, index=True),
    Column("text", LargeBinary),
    Column("name", LargeBinary),
    Column("asked_at", Moment, nullable=False),
    Column("released_at", Moment),
    Column("answer", LargeBinary),
)

scan = Table(
    "scan",
    metadata,
    Column("meeting", NUMBER, ForeignKey("meeting.number"), primary_key=True),
    Column("hash", LargeBinary, primary_key=True),
)

screen = Table(
    "screen",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("meeting", NUMBER, ForeignKey("meeting.number"), nullable=False, index=True),
    Column("made_by", NUMBER, ForeignKey("staff.id"), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("link_hash", LargeBinary, nullable=False, unique=True),
    Column("token_hash", LargeBinary, unique=True),
)

meeting_photo = Table(
    "meeting_photo",
    metadata,
    Column("id", NUMBER, primary_key=True),
    Column("meeting", NUMBER, ForeignKey("meeting.number"), nullable=False, index=True),
    Column("source", LargeBinary),
    Column("body", LargeBinary),
    Column("tries", Integer, nullable=False),
    Column("added_by", NUMBER, ForeignKey("staff.id"), nullable=False, index=True),
    Column("added_at", Moment, nullable=False, index=True),
)
partial_index("ix_meeting_photo_waiting", meeting_photo.c.source.is_not(None), meeting_photo.c.tries)
