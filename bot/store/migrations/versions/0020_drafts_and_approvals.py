"""Drafts of the content, approvals by a second person, and which draft made a version."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.engine.columns import Moment

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "content_draft",
        sa.Column("number", NUMBER, primary_key=True),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("thing", sa.Text, nullable=False),
        sa.Column("version", NUMBER, nullable=False),
        sa.Column("files", sa.LargeBinary, nullable=False),
        sa.Column("author", NUMBER, sa.ForeignKey("staff.id")),
        sa.Column("reason", sa.LargeBinary, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("publish_on", sa.Date),
        sa.Column("changed_at", Moment, nullable=False),
    )
    still_open = sa.text("state = 'open'")
    op.create_index(
        "ix_content_draft_open",
        "content_draft",
        ["number"],
        sqlite_where=still_open,
        postgresql_where=still_open,
    )
    op.create_table(
        "approval",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("about", NUMBER, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.Column("asked_by", NUMBER, sa.ForeignKey("staff.id")),
        sa.Column("asked_at", Moment, nullable=False),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("decided_by", NUMBER, sa.ForeignKey("staff.id")),
        sa.Column("decided_at", Moment),
        sa.Column("note", sa.LargeBinary),
    )
    op.create_index("ix_approval_what_about", "approval", ["what", "about"])
    op.add_column("content_version", sa.Column("draft", NUMBER))


def downgrade() -> None:
    op.drop_column("content_version", "draft")
    op.drop_table("approval")
    op.drop_table("content_draft")
