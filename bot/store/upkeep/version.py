"""Tells when the database is not migrated. Apart from `migrate`, which needs Alembic."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from sqlalchemy import column, inspect, select, table

from bot.domain.errors import Trouble
from bot.store.engine.database import Database, Transaction
from bot.store.engine.errors import check_pooling

MIGRATIONS = Path(str(files("bot.store"))) / "migrations"
_VERSIONS = table("alembic_version", column("version_num"))


def newest() -> str:
    """The revision that this release needs, from the names of files: "0007_what_it_is_for.py"."""
    return max(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*_*.py"))


async def check(database: Database) -> None:
    """Raises Trouble where there is no database, or its tables are not those of this release."""
    if not database.made:
        raise Trouble(
            f"Chưa có cơ sở dữ liệu ở {database.where}; nếu đúng là nơi ấy thì hãy chạy: loa migrate, "
            "nếu không thì đặt LOA_DATABASE."
        )
    await check_pooling(database)
    if await database.read(_present) != newest():
        raise Trouble(f"Cơ sở dữ liệu {database.where} chưa đúng phiên bản; hãy chạy: loa migrate")


def _present(tx: Transaction) -> str | None:
    if not inspect(tx.connection).has_table(_VERSIONS.name):
        return None
    return tx.connection.scalar(select(_VERSIONS.c.version_num))
