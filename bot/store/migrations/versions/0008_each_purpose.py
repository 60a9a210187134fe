"""What may be passed on, by request; and purposes that were taken back by themselves."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
NOT_SHARED = """UPDATE lead SET shared = false WHERE consent_id IN
    (SELECT id FROM consent WHERE purposes NOT LIKE '%pass_to_insurer%' OR withdrawn_at IS NOT NULL)"""


def upgrade() -> None:
    op.create_table(
        "purpose_withdrawn",
        sa.Column("consent_id", NUMBER, sa.ForeignKey("consent.id"), primary_key=True),
        sa.Column("purpose", sa.Text, primary_key=True),
        sa.Column("at", MOMENT, nullable=False),
    )
    op.add_column("lead", sa.Column("shared", sa.Boolean, nullable=False, server_default=sa.true()))
    op.execute(NOT_SHARED)


def downgrade() -> None:
    op.drop_column("lead", "shared")
    op.drop_table("purpose_withdrawn")
