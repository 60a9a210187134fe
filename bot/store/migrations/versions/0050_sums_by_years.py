"""Sums of the ledger by years: the clock makes all sums anew from it."""

from __future__ import annotations

from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _forget()


def downgrade() -> None:
    _forget()


def _forget() -> None:
    op.execute("DELETE FROM fact_month")
    op.execute("DELETE FROM fact_summed")
