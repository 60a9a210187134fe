"""Tables of accepted content, of drafts, and of folders that gave or received it."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, LargeBinary, Table, Text

from bot.store.engine.columns import NUMBER, Moment, metadata, partial_index, state_is

content_version = Table(
    "content_version",
    metadata,
    Column("number", NUMBER, primary_key=True, autoincrement=False),
    Column("hash", Text, nullable=False, index=True),
    Column("files", LargeBinary, nullable=False),
    Column("how", Text, nullable=False),
    Column("author", NUMBER, ForeignKey("staff.id")),
    Column("approver", NUMBER, ForeignKey("staff.id")),
    Column("folder", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("draft", NUMBER),
)

content_draft = Table(
    "content_draft",
    metadata,
    Column("number", NUMBER, primary_key=True),
    Column("source", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("thing", Text, nullable=False),
    Column("version", NUMBER, nullable=False),
    Column("files", LargeBinary, nullable=False),
    Column("author", NUMBER, ForeignKey("staff.id")),
    Column("reason", LargeBinary, nullable=False),
    Column("state", Text, nullable=False),
    Column("publish_on", Date),
    Column("changed_at", Moment, nullable=False),
)
partial_index("ix_content_draft_open", state_is(content_draft, "open"), content_draft.c.number)

content_noticed = Table(
    "content_noticed",
    metadata,
    Column("name", Text, primary_key=True),
    Column("said", Text, nullable=False),
)
"""What editors know already: of each poster's code where it hangs, and a digest of what was said of rotas."""

content_folder = Table(
    "content_folder",
    metadata,
    Column("id", Text, primary_key=True),
    Column("path", Text, nullable=False),
    Column("version", NUMBER, ForeignKey("content_version.number")),
    Column("hash", Text, nullable=False),
    Column("refused", Text, nullable=False),
    Column("refused_at", Moment),
    Column("told_at", Moment),
    Column("seen_at", Moment, nullable=False),
)

printed = Table(
    "printed",
    metadata,
    Column("code", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("day", Date, nullable=False),
    Column("figures", Text, nullable=False),
)
