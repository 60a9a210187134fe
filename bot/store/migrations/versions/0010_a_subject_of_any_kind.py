"""A parcel says what it is about by kind and number, instead of by a column for each kind."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
COLUMNS = {"lead": "lead", "case": "live_case"}
"""By kind of subject: the column that held its number."""


def upgrade() -> None:
    op.add_column("parcel", sa.Column("subject_kind", sa.Text))
    op.add_column("parcel", sa.Column("subject_id", NUMBER))
    for kind, column in COLUMNS.items():
        op.execute(f"UPDATE parcel SET subject_kind = '{kind}', subject_id = {column} WHERE {column} IS NOT NULL")  # noqa: S608
        op.drop_index(f"ix_parcel_{column}", "parcel")
    # SQLite drops no column that a foreign key stands on: there the table is made anew.
    with op.batch_alter_table("parcel") as parcel:
        for column in COLUMNS.values():
            parcel.drop_column(column)
    has_subject = sa.text("subject_kind IS NOT NULL")
    parts = {"sqlite_where": has_subject, "postgresql_where": has_subject}
    op.create_index("ix_parcel_subject", "parcel", ["subject_kind", "subject_id"], **parts)


def downgrade() -> None:
    op.drop_index("ix_parcel_subject", "parcel")
    with op.batch_alter_table("parcel") as parcel:
        for column in COLUMNS.values():
            parcel.add_column(sa.Column(column, NUMBER))
        parcel.create_foreign_key("fk_parcel_lead", "lead", ["lead"], ["number"])
    for kind, column in COLUMNS.items():
        op.execute(f"UPDATE parcel SET {column} = subject_id WHERE subject_kind = '{kind}'")  # noqa: S608
        given = sa.text(f"{column} IS NOT NULL")
        op.create_index(f"ix_parcel_{column}", "parcel", [column], sqlite_where=given, postgresql_where=given)
    for column in ("subject_id", "subject_kind"):
        op.drop_column("parcel", column)
