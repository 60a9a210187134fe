"""How many rows PostgreSQL has read within a transaction, whatever plan it made."""

from __future__ import annotations

from sqlalchemy import text

from bot.store.engine.database import Transaction

_READ = text("SELECT coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0) FROM pg_stat_xact_user_tables")


def rows_read(tx: Transaction) -> int:
    """So many by now."""
    return int(tx.connection.scalar(_READ) or 0)
