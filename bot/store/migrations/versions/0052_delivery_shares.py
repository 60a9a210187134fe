"""How processes that deliver share the pace of each account."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.engine.columns import Moment

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "delivery_share",
        sa.Column("worker", sa.Text, primary_key=True),
        sa.Column("part", sa.Float, nullable=False),
        sa.Column("seen_at", Moment, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("delivery_share")
