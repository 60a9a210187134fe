"""When somebody likes to be called."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("lead", sa.Column("prefer", sa.Text, nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("lead", "prefer")
