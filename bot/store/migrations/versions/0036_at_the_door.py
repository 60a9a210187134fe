"""What happens at the door of a meeting: codes, scans, screens, and what guests want to ask."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.engine.columns import Moment

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("code", sa.Column("meeting", NUMBER))
    made = sa.text("meeting IS NOT NULL")
    kinds = ["meeting", "kind"]
    op.create_index("ix_code_meeting", "code", kinds, unique=True, sqlite_where=made, postgresql_where=made)
    op.add_column("meeting", sa.Column("scanned", sa.Integer, nullable=False, server_default="0"))
    op.add_column("guest", sa.Column("arrived", Moment))
    op.create_table(
        "guest_question",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("guest", NUMBER, sa.ForeignKey("guest.id"), nullable=False),
        sa.Column("meeting", NUMBER, sa.ForeignKey("meeting.number"), nullable=False),
        sa.Column("text", sa.LargeBinary),
        sa.Column("name", sa.LargeBinary),
        sa.Column("asked_at", Moment, nullable=False),
        sa.Column("released_at", Moment),
    )
    op.create_index("ix_guest_question_guest", "guest_question", ["guest"])
    op.create_index("ix_guest_question_meeting", "guest_question", ["meeting"])
    op.create_table(
        "scan",
        sa.Column("meeting", NUMBER, sa.ForeignKey("meeting.number"), primary_key=True),
        sa.Column("hash", sa.LargeBinary, primary_key=True),
    )
    op.create_table(
        "screen",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("meeting", NUMBER, sa.ForeignKey("meeting.number"), nullable=False),
        sa.Column("made_by", NUMBER, sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("made_at", Moment, nullable=False),
        sa.Column("link_hash", sa.LargeBinary, nullable=False, unique=True),
        sa.Column("token_hash", sa.LargeBinary, unique=True),
    )
    op.create_index("ix_screen_meeting", "screen", ["meeting"])


def downgrade() -> None:
    for table in ("screen", "scan", "guest_question"):
        op.drop_table(table)
    op.drop_column("guest", "arrived")
    op.drop_column("meeting", "scanned")
    op.drop_index("ix_code_meeting", "code")
    op.drop_column("code", "meeting")
