"""The audit log says which live questions and which staff an entry is about."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

COLUMNS = ("cases", "people")


def upgrade() -> None:
    for column in COLUMNS:
        op.add_column("audit", sa.Column(column, sa.Text, nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("audit") as audit:
        for column in COLUMNS:
            audit.drop_column(column)
