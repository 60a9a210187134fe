"""How each account of a channel fares, each way, is on record."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.engine.columns import Moment

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "channel_health",
        sa.Column("channel", sa.Text, primary_key=True),
        sa.Column("account", sa.Text, primary_key=True),
        sa.Column("way", sa.Text, primary_key=True),
        sa.Column("succeeded", Moment),
        sa.Column("failing", Moment),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("due", Moment),
        sa.Column("told", Moment),
    )


def downgrade() -> None:
    op.drop_table("channel_health")
