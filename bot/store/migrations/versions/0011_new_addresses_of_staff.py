"""A new address of staff waits for a tap at an old one; what links brought can go back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

LINKED = ("address", "consent", "lead", "live_case")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    for table in LINKED:
        op.add_column(table, sa.Column("came_with", NUMBER))
    op.add_column("address", sa.Column("staff_since", sa.DateTime(timezone=True)))
    op.execute(
        "UPDATE address SET staff_since = (SELECT since FROM staff WHERE staff.id = address.staff_id)"
        " WHERE staff_id IS NOT NULL"
    )
    op.create_table(
        "new_address",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("staff_id", NUMBER, sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("address_id", NUMBER, sa.ForeignKey("address.id")),
        sa.Column("code_hash", sa.LargeBinary, nullable=False),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("code_hash", name="uq_new_address_code_hash"),
    )
    for column in ("staff_id", "address_id"):
        op.create_index(f"ix_new_address_{column}", "new_address", [column])


def downgrade() -> None:
    op.drop_table("new_address")
    op.drop_column("address", "staff_since")
    for table in LINKED:
        op.drop_column(table, "came_with")
