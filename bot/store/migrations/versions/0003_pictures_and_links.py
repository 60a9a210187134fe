"""Pictures that a platform fetches from us, and codes with which citizens link addresses."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "picture",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("until", MOMENT, nullable=False),
    )
    op.create_table(
        "link_code",
        sa.Column("code_hash", sa.LargeBinary, primary_key=True),
        sa.Column("address_id", NUMBER, sa.ForeignKey("address.id"), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("open", sa.Boolean, nullable=False),
    )
    op.create_index("ix_link_code_address_id_made_at", "link_code", ["address_id", "made_at"])
    op.create_table(
        "link_miss",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("address_id", NUMBER, sa.ForeignKey("address.id"), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
    )
    op.create_index("ix_link_miss_address_id_at", "link_miss", ["address_id", "at"])


def downgrade() -> None:
    for table in ("link_miss", "link_code", "picture"):
        op.drop_table(table)
