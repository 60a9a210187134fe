"""Sums of the ledger over all units and by day: the clock makes all of them anew from it."""

from __future__ import annotations

from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _forget()


def downgrade() -> None:
    _forget()


def _forget() -> None:
    op.execute("DELETE FROM fact_month")
    op.execute("DELETE FROM fact_summed")
