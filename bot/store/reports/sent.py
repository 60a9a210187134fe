"""Reports as they were sent, each version for good."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from bot.store.engine.database import Transaction
from bot.store.tables import report


@dataclass(frozen=True)
class Sent:
    """One version of a report: what it said, of which content, by whom and when.

    numbers   every number as it was shown, by what it is; changed: what differs from the version before
    """

    number: int
    unit: str
    period: str
    version: int
    hash: str
    numbers: Mapping[str, str]
    changed: tuple[str, ...]
    sent_by: int | None
    sent_at: datetime


_ALL = select(*(column for column in report.c if column is not report.c.document))


def send(tx: Transaction, new: Sent, document: bytes) -> int | None:
    """Freezes this version; None where another writer has sent one of the same number."""
    row = {
        "unit": new.unit,
        "period": new.period,
        "version": new.version,
        "hash": new.hash,
        "numbers": json.dumps(dict(new.numbers), ensure_ascii=False),
        "changed": "\n".join(new.changed),
        "document": b"",
        "sent_by": new.sent_by,
        "sent_at": new.sent_at,
    }
    put = upsert(report).values(row).on_conflict_do_nothing(index_elements=["unit", "period", "version"])
    number: int | None = tx.connection.execute(put.returning(report.c.number)).scalar()
    if number is None:
        return None
    sealed = tx.seal(report.c.document, number, b64encode(document).decode())
    tx.connection.execute(update(report).where(report.c.number == number).values(document=sealed))
    return number


def versions(tx: Transaction, unit: str, period: str) -> list[Sent]:
    """Every version of that report, the newest first."""
    chosen = _ALL.where(report.c.unit == unit, report.c.period == period).order_by(report.c.version.desc())
    return [_sent(row) for row in tx.connection.execute(chosen)]


def of_period(tx: Transaction, period: str) -> set[str]:
    """The units that have sent theirs."""
    return set(tx.connection.execute(select(report.c.unit).where(report.c.period == period).distinct()).scalars())


def document(tx: Transaction, number: int) -> tuple[Sent, bytes] | None:
    """The Word document as it was sent."""
    row = tx.connection.execute(select(report).where(report.c.number == number)).first()
    return None if row is None else (_sent(row), b64decode(tx.unseal(report.c.document, number, row.document)))


def _sent(row: Row[tuple[object, ...]]) -> Sent:
    changed = tuple(str(row.changed).split("\n")) if row.changed else ()
    return Sent(
        row.number,
        row.unit,
        row.period,
        row.version,
        row.hash,
        json.loads(row.numbers),
        changed,
        row.sent_by,
        row.sent_at,
    )
