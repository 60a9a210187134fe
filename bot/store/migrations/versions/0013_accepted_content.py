"""Accepted content is kept, version by version, with the folders that gave or received it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "content_version",
        sa.Column("number", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.Column("files", sa.LargeBinary, nullable=False),
        sa.Column("how", sa.Text, nullable=False),
        sa.Column("author", NUMBER, sa.ForeignKey("staff.id")),
        sa.Column("approver", NUMBER, sa.ForeignKey("staff.id")),
        sa.Column("folder", sa.Text, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
    )
    op.create_index("ix_content_version_hash", "content_version", ["hash"])
    op.create_table(
        "content_folder",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("version", NUMBER, sa.ForeignKey("content_version.number")),
        sa.Column("hash", sa.Text, nullable=False),
        sa.Column("refused", sa.Text, nullable=False),
        sa.Column("refused_at", MOMENT),
        sa.Column("told_at", MOMENT),
        sa.Column("seen_at", MOMENT, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("content_folder")
    op.drop_table("content_version")
