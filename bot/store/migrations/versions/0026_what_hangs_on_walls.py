"""What editors know of the codes on walls, so that none is changed without a word."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "content_noticed",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("said", sa.Text, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("content_noticed")
