"""The tables of the first release, everything personal sealed from the beginning."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    people()
    addresses()
    consents()
    leads()
    history()
    inbox()
    outbox()
    counts()
    chat_lines()


def downgrade() -> None:
    for table in (
        *("chat_line", "tally", "parcel", "inbox", "lead_step", "lead_asker", "lead", "consent"),
        *("invitation", "staff_group", "address", "staff", "citizen"),
    ):
        op.drop_table(table)


def people() -> None:
    op.create_table("citizen", number("id"), *texts("language", "came_from"), needed("since", MOMENT))
    op.create_table(
        "staff",
        number("id"),
        needed("name", sa.LargeBinary),
        *texts("role", "language", "communes"),
        needed("active", sa.Boolean),
        needed("since", MOMENT),
    )
    op.create_table(
        "invitation",
        sa.Column("code_hash", sa.LargeBinary, primary_key=True),
        sa.Column("name", sa.LargeBinary),
        *texts("role", "communes"),
        needed("made_at", MOMENT),
        needed("expires", MOMENT),
        sa.Column("used_at", MOMENT),
    )


def addresses() -> None:
    op.create_table(
        "address",
        number("id"),
        *texts("channel", "account", "chat"),
        needed("citizen_id", NUMBER, sa.ForeignKey("citizen.id")),
        sa.Column("staff_id", NUMBER, sa.ForeignKey("staff.id")),
        sa.Column("conversation", sa.LargeBinary),
        needed("talked_at", MOMENT),
        sa.Column("blocked_at", MOMENT),
        sa.UniqueConstraint("channel", "account", "chat"),
    )
    index("ix_address_citizen_id", "address", ["citizen_id"])
    index("ix_address_staff_id", "address", ["staff_id"])
    op.create_table(
        "staff_group",
        *(sa.Column(name, sa.Text, primary_key=True) for name in ("channel", "account", "chat")),
        *texts("communes"),
    )


def consents() -> None:
    op.create_table(
        "consent",
        number("id"),
        needed("citizen_id", NUMBER, sa.ForeignKey("citizen.id")),
        *texts("version", "purposes", "channel", "text_sha256"),
        needed("given_at", MOMENT),
        sa.Column("withdrawn_at", MOMENT),
    )
    index("ix_consent_citizen_id", "consent", ["citizen_id"])


def leads() -> None:
    op.create_table(
        "lead",
        number("number"),
        needed("citizen_id", NUMBER, sa.ForeignKey("citizen.id")),
        needed("consent_id", NUMBER, sa.ForeignKey("consent.id")),
        *texts("state"),
        needed("open", sa.Boolean),
        *(sa.Column(name, sa.LargeBinary) for name in ("name", "phone", "phone_blind")),
        *texts("commune"),
        needed("asked_at", MOMENT),
        needed("asked_by_other", sa.Boolean),
        sa.Column("taken_by", NUMBER, sa.ForeignKey("staff.id")),
        sa.Column("taken_at", MOMENT),
        sa.Column("call_on", sa.Date),
        needed("changed_at", MOMENT),
    )
    index("ix_lead_citizen_id", "lead", ["citizen_id"])
    index("ix_lead_phone_blind", "lead", ["phone_blind"])
    index("uq_lead_open_phone", "lead", ["phone_blind"], where="open = 1", unique=True)
    index("ix_lead_open_commune", "lead", ["commune", "state"], where="open = 1")
    index("ix_lead_open_taken_by", "lead", ["taken_by"], where="open = 1")


def history() -> None:
    op.create_table(
        "lead_asker",
        sa.Column("lead", NUMBER, sa.ForeignKey("lead.number"), primary_key=True),
        sa.Column("citizen_id", NUMBER, sa.ForeignKey("citizen.id"), primary_key=True),
    )
    index("ix_lead_asker_citizen_id", "lead_asker", ["citizen_id"])
    op.create_table(
        "lead_step",
        number("id"),
        needed("lead", NUMBER, sa.ForeignKey("lead.number")),
        needed("at", MOMENT),
        *texts("what"),
        sa.Column("staff_id", NUMBER, sa.ForeignKey("staff.id")),
        sa.Column("note", sa.LargeBinary),
    )
    index("ix_lead_step_lead", "lead_step", ["lead"])


def inbox() -> None:
    op.create_table(
        "inbox",
        number("number"),
        *texts("channel", "account", "id", "chat", "state"),
        needed("tries", sa.Integer),
        needed("received_at", MOMENT),
        sa.Column("body", sa.LargeBinary),
        *texts("reason"),
        sa.UniqueConstraint("channel", "account", "id"),
    )
    index("ix_inbox_channel_account_chat_received_at", "inbox", ["channel", "account", "chat", "received_at"])
    index("ix_inbox_waiting", "inbox", ["channel", "account", "chat", "number"], where="state = 'waiting'")


def outbox() -> None:
    op.create_table(
        "parcel",
        number("number"),
        *texts("key", "channel", "account", "chat", "kind", "edits"),
        sa.Column("lead", NUMBER, sa.ForeignKey("lead.number")),
        needed("in_group", sa.Boolean),
        needed("bulk", sa.Boolean),
        sa.Column("body", sa.LargeBinary),
        *texts("state"),
        needed("due", MOMENT),
        needed("at", MOMENT),
        needed("attempts", sa.Integer),
        needed("unsure", sa.Boolean),
        needed("fence", sa.Integer),
        *texts("worker", "message_id", "reason"),
        sa.Column("settled_at", MOMENT),
        sa.UniqueConstraint("key"),
    )
    index("ix_parcel_due", "parcel", ["bulk", "at", "number"], where="state = 'waiting'")
    index("ix_parcel_chat", "parcel", ["channel", "account", "chat", "due"], where="state = 'waiting'")
    index("ix_parcel_never", "parcel", ["channel", "account", "chat"], where="state = 'never'")
    index("ix_parcel_edits", "parcel", ["edits"], where="edits != ''")
    index("ix_parcel_lead", "parcel", ["lead"], where="lead IS NOT NULL")


def counts() -> None:
    op.create_table(
        "tally",
        sa.Column("day", sa.Date, primary_key=True),
        *(sa.Column(name, sa.Text, primary_key=True) for name in ("what", "commune", "came_from")),
        sa.Column("slot", sa.Integer, primary_key=True, autoincrement=False),
        needed("times", sa.BigInteger),
    )


def chat_lines() -> None:
    op.create_table(
        "chat_line",
        number("number"),
        *texts("chat", "message_id"),
        needed("mine", sa.Boolean),
        needed("at", MOMENT),
        needed("body", sa.LargeBinary),
        sa.UniqueConstraint("chat", "message_id"),
    )
    index("ix_chat_line_chat_number", "chat_line", ["chat", "number"])


def number(name: str) -> sa.Column:
    return sa.Column(name, NUMBER, primary_key=True)


def texts(*names: str) -> list[sa.Column]:
    return [needed(name, sa.Text) for name in names]


def needed(name: str, kind: object, *constraints: sa.ForeignKey) -> sa.Column:
    return sa.Column(name, kind, *constraints, nullable=False)


def index(name: str, table: str, columns: list[str], *, where: str = "", unique: bool = False) -> None:
    part = sa.text(where) if where else None
    # SQLite, which has no truth values, uses an index only for the very words of its condition.
    whole = sa.text("open") if where == "open = 1" else part
    op.create_index(name, table, columns, unique=unique, sqlite_where=part, postgresql_where=whole)
