"""What a request was before the last act of staff, and which steps were slips."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.engine.columns import Moment

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("lead_step", sa.Column("undone", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_table(
        "lead_before",
        sa.Column("lead", NUMBER, sa.ForeignKey("lead.number"), primary_key=True),
        sa.Column("step", NUMBER, nullable=False),
        sa.Column("turn", sa.Text, nullable=False),
        sa.Column("done_by", NUMBER, sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("done_at", Moment, nullable=False),
        sa.Column("move", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("open", sa.Boolean, nullable=False),
        sa.Column("commune", sa.Text, nullable=False),
        sa.Column("taken_by", NUMBER, sa.ForeignKey("staff.id")),
        sa.Column("taken_at", Moment),
        sa.Column("call_on", sa.Date),
        sa.Column("changed_at", Moment, nullable=False),
        sa.Column("told_at", Moment),
        sa.Column("called_at", Moment),
    )
    op.create_index("ix_lead_before_done_by_done_at", "lead_before", ["done_by", "done_at"])


def downgrade() -> None:
    op.drop_table("lead_before")
    op.drop_column("lead_step", "undone")
