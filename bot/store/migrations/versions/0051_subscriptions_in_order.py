"""Subscriptions that hold are found in the order of their numbers, however many there are."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None

NAME = "ix_subscription_of_purpose"


def upgrade() -> None:
    holds = sa.text("consent_id IS NOT NULL AND ended_at IS NULL")
    op.create_index(NAME, "subscription", ["purpose", "id"], sqlite_where=holds, postgresql_where=holds)


def downgrade() -> None:
    op.drop_index(NAME, "subscription")
