"""Leases between processes, and the tokens and uploads of a Zalo account."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "lease",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.Column("fence", sa.Integer, nullable=False),
    )
    op.create_table(
        "zalo_pair",
        sa.Column("account", sa.Text, primary_key=True),
        sa.Column("generation", sa.Integer, nullable=False),
        sa.Column("access", sa.LargeBinary, nullable=False),
        sa.Column("refresh", sa.LargeBinary, nullable=False),
        sa.Column("expires", MOMENT, nullable=False),
        sa.Column("renewed_at", MOMENT, nullable=False),
        sa.Column("refusal", sa.Text, nullable=False),
    )
    op.create_table(
        "zalo_upload",
        sa.Column("account", sa.Text, primary_key=True),
        sa.Column("sha256", sa.Text, primary_key=True),
        sa.Column("attachment", sa.Text, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
    )


def downgrade() -> None:
    for table in ("zalo_upload", "zalo_pair", "lease"):
        op.drop_table(table)
