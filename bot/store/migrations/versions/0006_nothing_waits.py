"""Things with a due time; more columns of leads and staff. Open requests are due at once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "due",
        sa.Column("what", sa.Text, primary_key=True),
        sa.Column("about", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("rung", sa.Integer, nullable=False),
    )
    op.create_index("ix_due_what_at", "due", ["what", "at"])
    op.add_column("lead", sa.Column("topic", sa.Text, nullable=False, server_default=""))
    op.add_column("lead", sa.Column("told_at", MOMENT))
    op.add_column("lead", sa.Column("called_at", MOMENT))
    for table in ("staff", "invitation"):
        op.add_column(table, sa.Column("skills", sa.Text, nullable=False, server_default=""))
        op.add_column(table, sa.Column("capacity", sa.Integer))
    op.add_column("staff", sa.Column("away_until", sa.Date))
    op.add_column("staff", sa.Column("told_at", MOMENT))
    op.execute("INSERT INTO due (what, about, at, rung) SELECT 'lead', number, changed_at, 0 FROM lead WHERE open")


def downgrade() -> None:
    for table, columns in {
        "staff": ("told_at", "away_until", "capacity", "skills"),
        "invitation": ("capacity", "skills"),
        "lead": ("called_at", "told_at", "topic"),
    }.items():
        for column in columns:
            op.drop_column(table, column)
    op.drop_table("due")
