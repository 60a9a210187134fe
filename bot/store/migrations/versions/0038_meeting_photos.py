"""Photos of meetings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.engine.columns import Moment

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "meeting_photo",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("meeting", NUMBER, sa.ForeignKey("meeting.number"), nullable=False),
        sa.Column("source", sa.LargeBinary),
        sa.Column("body", sa.LargeBinary),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("added_by", NUMBER, sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("added_at", Moment, nullable=False),
    )
    for name in ("meeting", "added_by", "added_at"):
        op.create_index(f"ix_meeting_photo_{name}", "meeting_photo", [name])
    unread = sa.text("source IS NOT NULL")
    op.create_index(
        "ix_meeting_photo_waiting", "meeting_photo", ["tries"], sqlite_where=unread, postgresql_where=unread
    )


def downgrade() -> None:
    op.drop_table("meeting_photo")
