"""What is over is found by indexes of its own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

INDEXES = (
    ("ix_inbox_over", "inbox", "received_at", "state != 'waiting'"),
    (
        "ix_parcel_over",
        "parcel",
        "due",
        "state != 'waiting' AND subject_kind IS NULL AND names = ''",
    ),
    ("ix_address_talking", "address", "talked_at", "conversation IS NOT NULL"),
    ("ix_lead_step_note", "lead_step", "lead", "note IS NOT NULL"),
)
NAMED = {"sqlite": "open = 0 AND phone IS NOT NULL", "postgresql": "open = false AND phone IS NOT NULL"}


def index(name: str, table: str, column: str, where: str) -> None:
    op.create_index(name, table, [sa.text(column)], sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def upgrade() -> None:
    for one in INDEXES:
        index(*one)
    index("ix_lead_named", "lead", "changed_at", NAMED[op.get_bind().dialect.name])
    op.create_index("ix_chat_line_at", "chat_line", ["at"])


def downgrade() -> None:
    op.drop_index("ix_chat_line_at", "chat_line")
    op.drop_index("ix_lead_named", "lead")
    for name, table, *_rest in reversed(INDEXES):
        op.drop_index(name, table)
