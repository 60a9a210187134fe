"""A parcel says which member of staff it is for, and which requests it lists."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INDEXES = {"reader": ("reader", "reader IS NOT NULL"), "names": ("number", "names != ''")}
"""By the column whose rows they hold: what is looked up, and which rows those are."""
# An officer's own request is told at the same address: what was about somebody else's is for the officer.
FILL = """
    UPDATE parcel SET reader = (
        SELECT address.staff_id FROM address
        WHERE address.channel = parcel.channel AND address.account = parcel.account AND address.chat = parcel.chat
    ) WHERE subject_kind IS NOT NULL AND NOT in_group AND kind = 'new' AND NOT EXISTS (
        SELECT 1 FROM address JOIN lead ON lead.citizen_id = address.citizen_id
        WHERE address.channel = parcel.channel AND address.account = parcel.account AND address.chat = parcel.chat
        AND parcel.subject_kind = 'lead' AND lead.number = parcel.subject_id
    )
"""


def upgrade() -> None:
    op.add_column("parcel", sa.Column("reader", NUMBER))
    op.add_column("parcel", sa.Column("names", sa.Text, nullable=False, server_default=""))
    op.execute(FILL)
    for name, (column, condition) in INDEXES.items():
        part = sa.text(condition)
        op.create_index(f"ix_parcel_{name}", "parcel", [column], sqlite_where=part, postgresql_where=part)


def downgrade() -> None:
    for name in INDEXES:
        op.drop_index(f"ix_parcel_{name}", "parcel")
    for column in ("names", "reader"):
        op.drop_column("parcel", column)
