"""A parcel counts its doubts, and knows when its time was set."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("parcel", sa.Column("timed_at", sa.DateTime(timezone=True)))
    op.add_column("parcel", sa.Column("doubts", sa.Integer, nullable=False, server_default="0"))
    op.execute("UPDATE parcel SET doubts = 1 WHERE unsure")
    op.drop_column("parcel", "unsure")


def downgrade() -> None:
    op.add_column("parcel", sa.Column("unsure", sa.Boolean, nullable=False, server_default=sa.false()))
    op.execute("UPDATE parcel SET unsure = (doubts > 0)")
    op.drop_column("parcel", "doubts")
    op.drop_column("parcel", "timed_at")
