"""Live questions between a citizen and an officer, and answers proposed to the editors."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "live_case",
        sa.Column("number", NUMBER, primary_key=True),
        sa.Column("citizen_id", NUMBER, sa.ForeignKey("citizen.id"), nullable=False),
        sa.Column("address_id", NUMBER, sa.ForeignKey("address.id"), nullable=False),
        sa.Column("commune", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("rung", sa.Integer, nullable=False),
        sa.Column("taken_by", NUMBER, sa.ForeignKey("staff.id")),
        sa.Column("answered", sa.Boolean, nullable=False),
        sa.Column("heard_at", MOMENT, nullable=False),
        sa.Column("due", MOMENT),
        sa.Column("ended_at", MOMENT),
        sa.Column("ending", sa.Text, nullable=False),
        sa.Column("rated", sa.Boolean, nullable=False),
    )
    is_open, is_timed = sa.text("ended_at IS NULL"), sa.text("due IS NOT NULL")
    op.create_index("ix_live_case_citizen_id", "live_case", ["citizen_id"])
    op.create_index("ix_live_case_address_id", "live_case", ["address_id"])
    op.create_index(
        "uq_live_case_open", "live_case", ["address_id"], unique=True, sqlite_where=is_open, postgresql_where=is_open
    )
    op.create_index("ix_live_case_taken_by", "live_case", ["taken_by"], sqlite_where=is_open, postgresql_where=is_open)
    op.create_index("ix_live_case_due", "live_case", ["due"], sqlite_where=is_timed, postgresql_where=is_timed)
    op.create_index("ix_live_case_ended_at", "live_case", ["ended_at"])
    op.create_table(
        "case_asked",
        sa.Column("live_case", NUMBER, sa.ForeignKey("live_case.number"), primary_key=True),
        sa.Column("staff_id", NUMBER, sa.ForeignKey("staff.id"), primary_key=True),
        sa.Column("at", MOMENT, nullable=False),
    )
    op.create_index("ix_case_asked_staff_id", "case_asked", ["staff_id"])
    op.create_table(
        "case_line",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("live_case", NUMBER, sa.ForeignKey("live_case.number"), nullable=False),
        sa.Column("side", sa.Text, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_case_line_live_case", "case_line", ["live_case"])
    op.create_table(
        "proposal",
        sa.Column("number", NUMBER, primary_key=True),
        sa.Column("live_case", NUMBER, sa.ForeignKey("live_case.number"), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("question", sa.LargeBinary, nullable=False),
        sa.Column("answer", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("live_case"),
    )
    op.add_column("parcel", sa.Column("live_case", NUMBER))
    has_case = sa.text("live_case IS NOT NULL")
    op.create_index("ix_parcel_live_case", "parcel", ["live_case"], sqlite_where=has_case, postgresql_where=has_case)


def downgrade() -> None:
    op.drop_index("ix_parcel_live_case", "parcel")
    op.drop_column("parcel", "live_case")
    for table in ("proposal", "case_line", "case_asked", "live_case"):
        op.drop_table(table)
