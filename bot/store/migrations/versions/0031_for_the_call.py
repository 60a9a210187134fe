"""What citizens have go with their requests."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "lead_extra",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("lead", NUMBER, sa.ForeignKey("lead.number"), nullable=False),
        sa.Column("consent_id", NUMBER, sa.ForeignKey("consent.id"), nullable=False),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary),
    )
    op.create_index("ix_lead_extra_lead", "lead_extra", ["lead"])


def downgrade() -> None:
    op.drop_table("lead_extra")
