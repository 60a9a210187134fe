"""Each citizen who asks has a request of their own; absences are planned; one index more.

Those who had joined somebody else's request are told no more of it: that they were told gave it away.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SEEN = ["asked_at", "number", "commune", "state", "call_on", "taken_by"]
SEEN_NOW = ["asked_at", "number", "commune", "state", "changed_at", "call_on", "taken_by"]


def upgrade() -> None:
    op.drop_table("lead_asker")
    op.drop_index("uq_lead_open_phone", "lead")
    op.drop_index("ix_lead_open_asked", "lead")
    of_open("ix_lead_open_asked", SEEN_NOW)
    op.add_column("staff", sa.Column("away_from", sa.Date))


def downgrade() -> None:
    """Fails where two open requests have one phone: the release before knows no such thing."""
    op.drop_column("staff", "away_from")
    op.drop_index("ix_lead_open_asked", "lead")
    of_open("ix_lead_open_asked", SEEN)
    of_open("uq_lead_open_phone", ["phone_blind"], unique=True)
    op.create_table(
        "lead_asker",
        sa.Column("lead", NUMBER, sa.ForeignKey("lead.number"), primary_key=True),
        sa.Column("citizen_id", NUMBER, sa.ForeignKey("citizen.id"), primary_key=True),
    )
    op.create_index("ix_lead_asker_citizen_id", "lead_asker", ["citizen_id"])


def of_open(name: str, columns: list[str], *, unique: bool = False) -> None:
    """An index on the open requests."""
    parts = {"sqlite_where": sa.text("open = 1"), "postgresql_where": sa.text("open")}
    op.create_index(name, "lead", columns, unique=unique, **parts)
