"""What people asked to be told, and which parcels go only for that."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.engine.columns import Moment

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "subscription",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("address_id", NUMBER, sa.ForeignKey("address.id"), nullable=False),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("commune", sa.Text, nullable=False, server_default=""),
        sa.Column("consent_id", NUMBER, sa.ForeignKey("consent.id")),
        sa.Column("asked_at", Moment),
        sa.Column("ended_at", Moment),
        sa.Column("told_at", Moment),
        sa.Column("told_before", Moment),
        sa.UniqueConstraint("address_id", "purpose", name="uq_subscription_address_id_purpose"),
    )
    op.create_index("ix_subscription_consent_id", "subscription", ["consent_id"])
    holds = sa.text("consent_id IS NOT NULL AND ended_at IS NULL")
    columns = ["purpose", "commune", "id"]
    op.create_index("ix_subscription_holds", "subscription", columns, sqlite_where=holds, postgresql_where=holds)
    op.add_column("parcel", sa.Column("subscription", NUMBER))
    held = sa.text("subscription IS NOT NULL")
    op.create_index("ix_parcel_subscription", "parcel", ["subscription"], sqlite_where=held, postgresql_where=held)


def downgrade() -> None:
    op.execute("DELETE FROM parcel WHERE subscription IS NOT NULL AND state IN ('waiting', 'never')")
    op.drop_index("ix_parcel_subscription", "parcel")
    op.drop_column("parcel", "subscription")
    op.drop_table("subscription")
