"""Too many requests from one origin wait in a tray; an origin is a hash of the day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.engine.columns import Moment

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "origin_key",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("key", sa.LargeBinary, nullable=False),
        sa.Column("made_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_origin_key"),
    )
    op.create_table(
        "origin",
        sa.Column("hash", sa.Text, nullable=False),
        sa.Column("spent", Moment, nullable=False),
        sa.Column("seen_at", Moment, nullable=False),
        sa.Column("tray", NUMBER),
        sa.PrimaryKeyConstraint("hash", name="pk_origin"),
    )
    op.add_column("lead", sa.Column("tray", NUMBER))
    held = sa.text("tray IS NOT NULL")
    op.create_index("ix_lead_tray", "lead", ["tray"], sqlite_where=held, postgresql_where=held)


def downgrade() -> None:
    # An older release knows no tray: what waits in it goes to the officers.
    op.execute("UPDATE lead SET state = 'new' WHERE state = 'in_tray'")
    op.execute("UPDATE lead SET state = 'withdrawn' WHERE state = 'discarded'")
    op.drop_index("ix_lead_tray", "lead")
    op.drop_column("lead", "tray")
    op.drop_table("origin")
    op.drop_table("origin_key")
