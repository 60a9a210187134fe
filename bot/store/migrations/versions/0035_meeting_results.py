"""What came of a meeting."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.engine.columns import Moment

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "meeting_report",
        sa.Column("meeting", NUMBER, sa.ForeignKey("meeting.number"), primary_key=True, autoincrement=False),
        *(sa.Column(name, sa.Integer) for name in ("present", "women", "khmer", "signed", "promised")),
        sa.Column("words", sa.LargeBinary),
        sa.Column("written_by", NUMBER, sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("written_at", Moment, nullable=False),
        sa.Column("corrected", sa.Integer, nullable=False, server_default="0"),
    )
    op.create_index("ix_meeting_report_written_by", "meeting_report", ["written_by"])
    told = sa.text("words IS NOT NULL")
    op.create_index(
        "ix_meeting_report_words", "meeting_report", ["written_at"], sqlite_where=told, postgresql_where=told
    )


def downgrade() -> None:
    op.drop_table("meeting_report")
