"""Reports as they were sent, and what officers write for them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "report",
        sa.Column("number", NUMBER, primary_key=True),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("period", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.Column("numbers", sa.Text, nullable=False),
        sa.Column("changed", sa.Text, nullable=False),
        sa.Column("document", sa.LargeBinary, nullable=False),
        sa.Column("sent_by", NUMBER, sa.ForeignKey("staff.id")),
        sa.Column("sent_at", MOMENT, nullable=False),
        sa.UniqueConstraint("unit", "period", "version"),
    )
    op.create_table(
        "report_remark",
        sa.Column("number", NUMBER, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("period", "kind", "commune")),
        sa.Column("text", sa.LargeBinary, nullable=False),
        sa.Column("written_by", NUMBER, sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
    )
    op.create_index("ix_report_remark_period", "report_remark", ["period"])


def downgrade() -> None:
    op.drop_table("report_remark")
    op.drop_table("report")
