"""Targets and the insurer's own counts, as they were brought in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "target",
        sa.Column("number", NUMBER, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("unit", "measure", "period")),
        sa.Column("goal", sa.Integer, nullable=False),
        sa.Column("decision", sa.Text, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
    )
    op.create_table(
        "official_count",
        sa.Column("number", NUMBER, primary_key=True),
        sa.Column("month", sa.Date, nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        *(sa.Column(name, sa.Integer) for name in ("total", "new", "stopped")),
        sa.Column("made_at", MOMENT, nullable=False),
    )
    op.create_index("ix_official_count_month", "official_count", ["month", "unit"])


def downgrade() -> None:
    op.drop_table("official_count")
    op.drop_table("target")
