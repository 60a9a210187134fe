"""Until when a conversation holds the last questions and the last sum."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.engine.columns import Moment

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("address", sa.Column("held_until", Moment))
    held = sa.text("held_until IS NOT NULL")
    op.create_index("ix_address_held", "address", ["held_until"], sqlite_where=held, postgresql_where=held)


def downgrade() -> None:
    op.drop_index("ix_address_held", "address")
    op.drop_column("address", "held_until")
