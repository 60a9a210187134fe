"""What was printed last under each code; nothing about who had it printed."""

from __future__ import annotations

import json
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from bot.domain.outreach.prints import Printed, PrintKind
from bot.store.engine.database import Transaction
from bot.store.tables import printed

_ROW = insert(printed)
_NOTE = _ROW.on_conflict_do_update(
    index_elements=["code", "kind"], set_={name: _ROW.excluded[name] for name in ("day", "figures")}
)
_ALL = select(printed).order_by(printed.c.code, printed.c.kind)


def note(tx: Transaction, made: Collection[Printed]) -> None:
    """These were printed; what was printed before under the same codes counts as taken down."""
    rows = [
        {"code": one.code, "kind": one.kind, "day": one.day, "figures": json.dumps(dict(one.figures))} for one in made
    ]
    tx.connection.execute(_NOTE, rows)


def latest(tx: Transaction) -> list[Printed]:
    """The last print of each kind under each code."""
    rows = tx.connection.execute(_ALL)
    return [Printed(row.code, PrintKind(row.kind), row.day, json.loads(row.figures)) for row in rows]
