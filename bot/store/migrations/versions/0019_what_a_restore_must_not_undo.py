"""Erasures by blinded id, numbers given out before a restore, and what waits after one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.engine.columns import Moment

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "erasure",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("at", Moment, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("who", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "erasure_key",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("key", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "number_floor",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("floor", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "standstill",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("since", Moment, nullable=False),
    )


def downgrade() -> None:
    for table in ("standstill", "number_floor", "erasure_key", "erasure"):
        op.drop_table(table)
