"""The ledger of facts is summed by months."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "fact_month",
        sa.Column("told_by", sa.Text, primary_key=True),
        sa.Column("step", sa.Text, primary_key=True),
        sa.Column("month", sa.Date, primary_key=True),
        sa.Column("unit", sa.Text, primary_key=True),
        sa.Column("told", sa.Text, primary_key=True),
        sa.Column("times", sa.BigInteger, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "fact_summed",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("through", sa.Date, nullable=False),
        sa.Column("closing", sa.Integer, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("fact_summed")
    op.drop_table("fact_month")
