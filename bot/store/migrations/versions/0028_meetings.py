"""Meetings and their guests."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.engine.columns import Moment

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WORDS = ("title", "hamlet", "place", "map", "organiser", "partners", "speaker", "target", "language", "contact")


def upgrade() -> None:
    op.create_table(
        "meeting",
        sa.Column("number", NUMBER, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("commune", sa.Text, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False, server_default="") for name in WORDS),
        sa.Column("starts", Moment, nullable=False),
        sa.Column("ends", Moment, nullable=False),
        sa.Column("seats", sa.Integer),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("moved", sa.Integer, nullable=False, server_default="0"),
        sa.Column("made_by", NUMBER, sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("made_at", Moment, nullable=False),
    )
    op.create_index("ix_meeting_starts_commune", "meeting", ["starts", "commune"])
    op.create_index("ix_meeting_made_by", "meeting", ["made_by"])
    op.create_table(
        "guest",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("meeting", NUMBER, sa.ForeignKey("meeting.number"), nullable=False),
        sa.Column("citizen_id", NUMBER, sa.ForeignKey("citizen.id"), nullable=False),
        sa.Column("came_with", NUMBER),
        sa.Column("address_id", NUMBER, sa.ForeignKey("address.id"), nullable=False),
        sa.Column("companions", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("since", Moment, nullable=False),
        sa.Column("reminded", sa.Integer, nullable=False, server_default="0"),
        sa.UniqueConstraint("meeting", "address_id", name="uq_guest_meeting_address_id"),
    )
    op.create_index("ix_guest_citizen_id", "guest", ["citizen_id"])
    op.create_index("ix_guest_address_id", "guest", ["address_id"])
    here = sa.text("state != 'left'")
    op.create_index("ix_guest_expected", "guest", ["meeting", "since"], sqlite_where=here, postgresql_where=here)


def downgrade() -> None:
    op.drop_table("guest")
    op.drop_table("meeting")
