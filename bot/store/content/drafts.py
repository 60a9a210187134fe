"""Drafts of the content, with the files that each changes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, bindparam, insert, select, update

from bot.domain.content.drafts import Draft, Edit, Source, State
from bot.library.snapshot import Snapshot, unpack
from bot.store.engine.database import Transaction
from bot.store.tables import content_draft

_ADD = insert(content_draft).values(reason=b"").returning(content_draft.c.number)
_WHY = update(content_draft).where(content_draft.c.number == bindparam("which")).values(reason=bindparam("why"))
_ONE = select(content_draft).where(content_draft.c.number == bindparam("which"))
_OPEN = select(content_draft).where(content_draft.c.state == State.OPEN.value).order_by(content_draft.c.number.desc())
_DUE = _OPEN.where(content_draft.c.publish_on <= bindparam("today"))
_AMONG = select(content_draft).where(content_draft.c.number.in_(bindparam("numbers", expanding=True)))
_THIS = (content_draft.c.number == bindparam("which")) & (content_draft.c.state == State.OPEN.value)
_REWRITE = (
    update(content_draft)
    .where(_THIS)
    .values(
        {name: bindparam(f"new_{name}") for name in ("source", "kind", "thing", "author", "files", "version", "reason")}
        | {"changed_at": bindparam("now")}
    )
)
_PLAN = update(content_draft).where(_THIS).values(publish_on=bindparam("day"))
_END = update(content_draft).where(_THIS).values(state=bindparam("as_state"), changed_at=bindparam("now"))


def add(
    tx: Transaction,
    source: Source,
    kind: str,
    thing: str,
    version: int,
    edit: Edit,
    author: int | None,
    reason: str,
    now: datetime,
) -> int:
    """A new draft; returns its number."""
    row: dict[str, object] = {"source": source.value, "kind": kind, "thing": thing, "version": version}
    row |= {"files": _packed(edit), "author": author, "state": State.OPEN.value, "changed_at": now}
    number: int = tx.connection.execute(_ADD, row).scalar_one()
    tx.connection.execute(_WHY, {"which": number, "why": tx.seal(content_draft.c.reason, number, reason)})
    return number


def get(tx: Transaction, number: int) -> Draft | None:
    row = tx.connection.execute(_ONE, {"which": number}).first()
    return None if row is None else _draft(tx, row)


def waiting(tx: Transaction) -> list[Draft]:
    """Those that are on their way, the newest first."""
    return [_draft(tx, row) for row in tx.connection.execute(_OPEN)]


def due(tx: Transaction, today: date) -> list[Draft]:
    """Those whose day has come."""
    return [_draft(tx, row) for row in tx.connection.execute(_DUE, {"today": today})]


def by_number(tx: Transaction, numbers: list[int]) -> dict[int, Draft]:
    """Drafts by their numbers."""
    rows = tx.connection.execute(_AMONG, {"numbers": numbers}) if numbers else ()
    return {row.number: _draft(tx, row) for row in rows}


def rewrite(tx: Transaction, draft: Draft, now: datetime) -> bool:
    """It says something else now, and is its last writer's; False where it is over already."""
    row: dict[str, object] = {"which": draft.number, "now": now, "new_files": _packed(draft.edit)}
    row |= {"new_source": draft.source.value, "new_kind": draft.kind, "new_thing": draft.thing}
    row |= {"new_author": draft.author, "new_version": draft.version}
    row["new_reason"] = tx.seal(content_draft.c.reason, draft.number, draft.reason)
    return tx.connection.execute(_REWRITE, row).rowcount == 1


def plan(tx: Transaction, number: int, day: date | None) -> bool:
    """It goes into use on that day; None: on no day of its own."""
    return tx.connection.execute(_PLAN, {"which": number, "day": day}).rowcount == 1


def end(tx: Transaction, number: int, state: State, now: datetime) -> bool:
    """It is published or dropped; False where it was over already."""
    return tx.connection.execute(_END, {"which": number, "as_state": state.value, "now": now}).rowcount == 1


def _packed(edit: Edit) -> bytes:
    files = {f"before/{path}": data for path, data in edit.before.items()}
    return Snapshot(files | {f"after/{path}": data for path, data in edit.after.items()}).packed()


def _edit(packed: bytes) -> Edit:
    sides: dict[str, dict[str, bytes]] = {"before": {}, "after": {}}
    for path, data in unpack(packed).files.items():
        side, _slash, name = path.partition("/")
        sides[side][name] = data
    return Edit(sides["before"], sides["after"])


def _draft(tx: Transaction, row: Row[*tuple[Any, ...]]) -> Draft:
    return Draft(
        row.number,
        Source(row.source),
        row.kind,
        row.thing,
        row.version,
        _edit(row.files),
        row.author,
        tx.unseal(content_draft.c.reason, row.number, row.reason),
        State(row.state),
        row.changed_at,
        row.publish_on,
    )
