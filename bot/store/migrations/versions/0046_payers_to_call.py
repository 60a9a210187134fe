"""Who may be called when a reminder to pay stays without an answer."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.engine.columns import Moment

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("payment_reminder", sa.Column("phone", sa.LargeBinary))
    op.add_column("payment_reminder", sa.Column("commune", sa.Text, nullable=False, server_default=""))
    op.add_column("payment_reminder", sa.Column("to_call", Moment))
    op.add_column("payment_reminder", sa.Column("taken_by", NUMBER))
    op.add_column("payment_reminder", sa.Column("called_at", Moment))
    op.add_column("payment_reminder", sa.Column("tries", NUMBER, nullable=False, server_default="0"))
    waits = sa.text("to_call IS NOT NULL")
    op.create_index(
        "ix_payment_reminder_to_call",
        "payment_reminder",
        ["commune", "to_call"],
        sqlite_where=waits,
        postgresql_where=waits,
    )


def downgrade() -> None:
    op.execute("DELETE FROM due WHERE what = 'payment' AND rung > 3")
    op.drop_index("ix_payment_reminder_to_call", "payment_reminder")
    for name in ("tries", "called_at", "taken_by", "to_call", "commune", "phone"):
        op.drop_column("payment_reminder", name)
