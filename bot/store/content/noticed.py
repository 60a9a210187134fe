"""What editors know already of the content.

Each poster's code, and what was said of the rotas.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from bot.store.engine.database import Transaction
from bot.store.tables import content_noticed

_ALL = select(content_noticed.c.name, content_noticed.c.said)
_FORGET = delete(content_noticed)
_NEW = insert(content_noticed)
_PUT = _NEW.on_conflict_do_update(index_elements=["name"], set_={"said": _NEW.excluded.said})


def known(tx: Transaction) -> dict[str, str]:
    """What was said of each thing last."""
    return {row.name: row.said for row in tx.connection.execute(_ALL)}


def keep(tx: Transaction, said: Mapping[str, str], gone: set[str]) -> None:
    """Remembers these, and forgets those that are gone."""
    for name, words in said.items():
        tx.connection.execute(_PUT, {"name": name, "said": words})
    if gone:
        tx.connection.execute(_FORGET.where(content_noticed.c.name.in_(gone)))
