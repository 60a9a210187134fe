"""Questions without a good answer, for the editors: sealed, and nobody's in particular."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "question",
        sa.Column("number", NUMBER, primary_key=True),
        sa.Column("text", sa.LargeBinary, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("settled_at", MOMENT),
    )
    waiting = sa.text("settled_at IS NULL")
    op.create_index("ix_question_waiting", "question", ["number"], sqlite_where=waiting, postgresql_where=waiting)
    op.create_index("ix_question_asked_at", "question", ["asked_at"])


def downgrade() -> None:
    op.drop_table("question")
