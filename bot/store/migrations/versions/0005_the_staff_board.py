"""Sign-in codes, sessions and audit log of the staff board; indexes for its lists."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "staff_code",
        sa.Column("code_hash", sa.Text, primary_key=True),
        sa.Column("staff_id", NUMBER, sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("expires", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT),
    )
    op.create_table(
        "staff_session",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("token_hash", sa.Text, nullable=False),
        sa.Column("staff_id", NUMBER, sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("expires", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT),
        sa.UniqueConstraint("token_hash"),
    )
    op.create_table(
        "audit",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("staff_id", NUMBER, sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("page", sa.Text, nullable=False),
        sa.Column("leads", sa.Text, nullable=False),
        sa.Column("refused", sa.Boolean, nullable=False),
        sa.Column("form", sa.Text),
        sa.UniqueConstraint("form"),
    )
    op.create_index("ix_staff_code_staff_id", "staff_code", ["staff_id"])
    op.create_index("ix_staff_session_staff_id", "staff_session", ["staff_id"])
    op.create_index("ix_audit_at", "audit", ["at"])
    asked = ["asked_at", "number", "commune", "state", "call_on", "taken_by"]
    index("ix_lead_open_asked", asked, "open = 1", "open")
    index("ix_lead_closed", ["changed_at", "number", "commune", "state"], "open = 0", "NOT open")


def index(name: str, columns: list[str], sqlite: str, postgresql: str) -> None:
    """An index on the requests for which the condition holds."""
    op.create_index(name, "lead", columns, sqlite_where=sa.text(sqlite), postgresql_where=sa.text(postgresql))


def downgrade() -> None:
    for index in ("ix_lead_closed", "ix_lead_open_asked"):
        op.drop_index(index, "lead")
    for table in ("audit", "staff_session", "staff_code"):
        op.drop_table(table)
