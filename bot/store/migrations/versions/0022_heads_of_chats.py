"""The first of each chat's parcels is found by one step of an index.

So is one that holds its chat.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

CHAT = ["channel", "account", "chat"]


def index(name: str, table: str, columns: list[str], where: str) -> None:
    op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def upgrade() -> None:
    op.drop_index("ix_parcel_chat", "parcel")
    index("ix_parcel_first", "parcel", [*CHAT, "bulk", "due", "number"], "state = 'waiting'")
    index("ix_parcel_held", "parcel", [*CHAT, "at"], "state = 'waiting' AND at > due")


def downgrade() -> None:
    op.drop_index("ix_parcel_held", "parcel")
    op.drop_index("ix_parcel_first", "parcel")
    index("ix_parcel_chat", "parcel", [*CHAT, "due"], "state = 'waiting'")
