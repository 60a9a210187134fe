"""How many come to each meeting of a month is read from an index."""

from __future__ import annotations

from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_guest_seats", "guest", ["meeting", "state", "companions"])


def downgrade() -> None:
    op.drop_index("ix_guest_seats", "guest")
