"""Which member of staff read a consent aloud."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("consent") as table:
        table.add_column(sa.Column("read_by", NUMBER, nullable=True))
        table.create_foreign_key("fk_consent_read_by_staff", "staff", ["read_by"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("consent") as table:
        table.drop_constraint("fk_consent_read_by_staff", type_="foreignkey")
        table.drop_column("read_by")
