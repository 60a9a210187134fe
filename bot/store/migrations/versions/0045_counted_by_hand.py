"""What an officer counts at a meeting, and how its guests found it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

COUNTED = ("counted_present", "counted_women", "counted_khmer")
MARKS = ("good", "fair", "poor")


def upgrade() -> None:
    for name in COUNTED:
        op.add_column("meeting", sa.Column(name, sa.Integer))
    for mark in MARKS:
        op.add_column("meeting", sa.Column(f"rated_{mark}", sa.Integer, nullable=False, server_default="0"))
        op.execute(
            f"UPDATE meeting SET rated_{mark} ="  # noqa: S608 - names of columns
            f" (SELECT count(*) FROM guest WHERE guest.meeting = meeting.number AND guest.rated = '{mark}')"
        )


def downgrade() -> None:
    for mark in reversed(MARKS):
        op.drop_column("meeting", f"rated_{mark}")
    for name in reversed(COUNTED):
        op.drop_column("meeting", name)
