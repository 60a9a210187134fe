"""One message to many who asked for such, and who gets it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.engine.columns import Moment

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "campaign",
        sa.Column("number", NUMBER, primary_key=True),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("audience", sa.Text, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("author", NUMBER, sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("place", NUMBER),
        sa.Column("approver", NUMBER, sa.ForeignKey("staff.id")),
        sa.Column("approver_place", NUMBER),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("wrong", NUMBER, sa.ForeignKey("campaign.number")),
        sa.Column("halt", sa.Text, nullable=False, server_default=""),
        sa.Column("fixed_to", NUMBER, nullable=False, server_default="0"),
        sa.Column("fixed", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("made_at", Moment, nullable=False),
        sa.Column("started_at", Moment),
        sa.Column("ended_at", Moment),
    )
    op.create_table(
        "recipient",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("campaign", NUMBER, sa.ForeignKey("campaign.number"), nullable=False),
        sa.Column("address_id", NUMBER, sa.ForeignKey("address.id"), nullable=False),
        sa.Column("subscription", NUMBER, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("account", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False, server_default=""),
        sa.Column("settled_at", Moment),
        sa.UniqueConstraint("campaign", "address_id", name="uq_recipient_campaign_address_id"),
    )
    op.create_index("ix_recipient_address_id", "recipient", ["address_id"])
    op.create_index("ix_recipient_state", "recipient", ["campaign", "state", "why"])
    for name, columns, condition in (
        ("ix_recipient_waiting", ["campaign", "channel", "account", "id"], "state = 'waiting'"),
        ("ix_recipient_posted", ["campaign", "id"], "state = 'posted'"),
        ("ix_recipient_settled", ["settled_at"], "settled_at IS NOT NULL"),
    ):
        part = sa.text(condition)
        op.create_index(name, "recipient", columns, sqlite_where=part, postgresql_where=part)


def downgrade() -> None:
    op.execute("DELETE FROM due WHERE what = 'campaign'")
    op.execute("DELETE FROM parcel WHERE subject_kind = 'recipient'")
    op.execute("DELETE FROM approval WHERE what = 'campaign'")
    op.drop_table("recipient")
    op.drop_table("campaign")
