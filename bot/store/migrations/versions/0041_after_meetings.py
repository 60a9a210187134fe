"""What follows a meeting: thanks, answers, whom to call, and requests made there."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
COUNTERS = ("requests", "joined_7", "joined_30")


def upgrade() -> None:
    op.add_column("guest", sa.Column("thanked", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("guest", sa.Column("rated", sa.Text, nullable=False, server_default=""))
    op.add_column("guest_question", sa.Column("answer", sa.LargeBinary))
    op.add_column("lead", sa.Column("meeting", NUMBER))
    for name in COUNTERS:
        op.add_column("meeting", sa.Column(name, sa.Integer, nullable=False, server_default="0"))


def downgrade() -> None:
    for name in reversed(COUNTERS):
        op.drop_column("meeting", name)
    op.drop_column("lead", "meeting")
    op.drop_column("guest_question", "answer")
    op.drop_column("guest", "rated")
    op.drop_column("guest", "thanked")
