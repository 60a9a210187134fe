"""A message is found by the platform's id, so that a reply to it is read as one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    sent = sa.text("message_id != ''")
    columns = ["channel", "account", "chat", "message_id"]
    op.create_index("ix_parcel_message", "parcel", columns, sqlite_where=sent, postgresql_where=sent)


def downgrade() -> None:
    op.drop_index("ix_parcel_message", "parcel")
