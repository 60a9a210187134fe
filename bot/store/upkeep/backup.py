"""Backups for both databases: a zip of a page about itself and JSON lines for each table.

What is personal stays sealed in it, and the key is not: a restore needs the same LOA_KEY.
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from sqlalchemy import Column, Date, LargeBinary, Table, delete, func, insert, select, text

from bot.domain.errors import Trouble
from bot.store.engine.columns import Moment
from bot.store.engine.database import Transaction
from bot.store.tables import metadata
from bot.store.upkeep.key_check import LOST, fingerprints

FORMAT = 1
ABOUT = "loa.json"
BATCH = 500
_REVISION = text("SELECT version_num FROM alembic_version")


@dataclass(frozen=True)
class About:
    """A backup's page about itself: the tables' release, the key's fingerprint, rows a table."""

    format: int
    revision: str
    made_at: str
    key: str
    rows: Mapping[str, int]


def back_up(tx: Transaction, target: Path, now: datetime) -> About:
    """Writes the whole database to `target`, in a transaction that only reads.

    Raises Trouble where the target is there already or cannot be written. Nothing half-written ever has its name.
    """
    if target.exists():
        raise Trouble(f"Tệp {target} đã có; hãy chọn tên khác.")
    part = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as file:
            with ZipFile(file, "w", ZIP_DEFLATED) as archive:
                about = _write(tx, archive, now)
            file.flush()
            os.fsync(file.fileno())
        part.rename(target)
    except OSError as error:
        raise Trouble(f"Không ghi được {target}: {error.strerror or type(error).__name__}.") from error
    finally:
        part.unlink(missing_ok=True)
    return about


def restore(tx: Transaction, source: Path, *, force: bool = False) -> About:
    """Fills the database, whose tables are made, with a backup; `force`: empties it first.

    Raises Trouble where that is no backup, is of another release or another key, or the database is not empty.
    """
    try:
        with ZipFile(source) as archive:
            about = About(**json.loads(archive.read(ABOUT)))
            _read(tx, archive, about, force)
    except OSError as error:
        raise Trouble(f"Không đọc được {source}: {error.strerror or type(error).__name__}.") from error
    except (BadZipFile, KeyError, TypeError, ValueError) as error:
        raise Trouble(f"{source} không phải là một bản sao lưu nguyên vẹn của Loa.") from error
    return about


def _write(tx: Transaction, archive: ZipFile, now: datetime) -> About:
    if tx.shared:
        tx.connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
    revision: str = tx.connection.execute(_REVISION).scalar_one()
    rows = {table.name: _write_table(tx, archive, table) for table in metadata.sorted_tables}
    about = About(FORMAT, revision, now.isoformat(), fingerprints(tx.vault)[0], rows)
    archive.writestr(ABOUT, json.dumps(asdict(about), indent=1))
    return about


def _write_table(tx: Transaction, archive: ZipFile, table: Table) -> int:
    count = 0
    every = select(table).order_by(*table.primary_key.columns)
    with archive.open(_file_of(table), "w", force_zip64=True) as lines:
        for row in tx.connection.execute(every, execution_options={"yield_per": BATCH}):
            lines.write(json.dumps([_plain(value) for value in row], ensure_ascii=False).encode() + b"\n")
            count += 1
    return count


def _read(tx: Transaction, archive: ZipFile, about: About, force: bool) -> None:
    revision: str = tx.connection.execute(_REVISION).scalar_one()
    if (about.format, about.revision) != (FORMAT, revision):
        raise Trouble(f"Bản sao lưu thuộc bản phát hành khác của Loa (dữ liệu {about.revision}, ở đây {revision}).")
    if about.key not in fingerprints(tx.vault):
        raise Trouble(LOST)
    for table in reversed(metadata.sorted_tables):
        if force:
            tx.connection.execute(delete(table))
        elif tx.connection.execute(select(table).limit(1)).first() is not None:
            raise Trouble("Cơ sở dữ liệu đích đã có dữ liệu; nếu thật sự muốn thay hết, hãy thêm --force.")
    for table in metadata.sorted_tables:
        if _read_table(tx, archive, table) != about.rows[table.name]:
            raise ValueError(table.name)
        _count_on(tx, table)


def _read_table(tx: Transaction, archive: ZipFile, table: Table) -> int:
    count = 0
    columns = list(table.columns)
    with archive.open(_file_of(table)) as lines:
        rows = (dict(zip(table.columns.keys(), _values(columns, line), strict=True)) for line in lines)
        for batch in iter(lambda: list(islice(rows, BATCH)), []):
            tx.connection.execute(insert(table), batch)
            count += len(batch)
    return count


def _values(columns: list[Column[Any]], line: bytes) -> Iterator[object]:
    for column, value in zip(columns, json.loads(line), strict=True):
        yield _typed(column, value)


def _count_on(tx: Transaction, table: Table) -> None:
    """PostgreSQL's counters know nothing of numbers that were put in by hand."""
    column = table.autoincrement_column
    if tx.shared and column is not None:
        highest = select(func.coalesce(func.max(column), 0) + 1).scalar_subquery()
        tx.connection.execute(select(func.setval(func.pg_get_serial_sequence(table.name, column.name), highest, False)))


def _plain(value: Any) -> object:
    match value:
        case bytes():
            return base64.b64encode(value).decode()
        case date():
            return value.isoformat()
    return value


def _typed(column: Column[Any], value: Any) -> object:
    match column.type:
        case _ if value is None:
            return None
        case LargeBinary():
            return base64.b64decode(value, validate=True)
        case Moment():
            return datetime.fromisoformat(value)
        case Date():
            return date.fromisoformat(value)
    return value


def _file_of(table: Table) -> str:
    return f"{table.name}.jsonl"
