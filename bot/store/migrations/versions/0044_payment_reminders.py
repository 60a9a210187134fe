"""Who is reminded to pay, and of what."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.engine.columns import Moment

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "payment_reminder",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("address_id", NUMBER, sa.ForeignKey("address.id"), nullable=False),
        sa.Column("method", sa.Text, nullable=False),
        sa.Column("paid_until", sa.Date, nullable=False),
        sa.Column("since", Moment, nullable=False),
        sa.UniqueConstraint("address_id", name="uq_payment_reminder_address_id"),
    )


def downgrade() -> None:
    op.execute("DELETE FROM due WHERE what = 'payment'")
    op.drop_table("payment_reminder")
