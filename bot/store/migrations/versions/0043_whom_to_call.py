"""Guests whom no message reaches, and who left a number for that."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.engine.columns import Moment

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("guest", sa.Column("phone", sa.LargeBinary))
    op.add_column("guest", sa.Column("to_call", Moment))
    op.add_column("guest", sa.Column("called_at", Moment))
    op.add_column("guest", sa.Column("called_by", NUMBER))
    waits = sa.text("to_call IS NOT NULL")
    op.create_index("ix_guest_to_call", "guest", ["meeting", "to_call"], sqlite_where=waits, postgresql_where=waits)


def downgrade() -> None:
    op.drop_index("ix_guest_to_call", "guest")
    for name in ("called_by", "called_at", "to_call", "phone"):
        op.drop_column("guest", name)
