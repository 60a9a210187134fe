"""What officers write for a month's report: difficulties, proposals, or nothing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import delete, insert, select, update

from bot.domain.messages import Address
from bot.store.engine.at_address import address_values, at_address
from bot.store.engine.database import Transaction
from bot.store.tables import parcel, report_remark

RemarkKind = Literal["difficulty", "proposal", "nothing"]
LONGEST_REMARK = 1000
_r = report_remark.c
ASKS = "closing:asks:"
"""Comes before the month in the keys of messages that ask for remarks."""


@dataclass(frozen=True)
class Remark:
    """What an officer wrote for a month's report; `text` is "" where there is nothing to tell."""

    kind: RemarkKind
    commune: str
    text: str
    number: int = 0
    written_by: int = 0


def add(tx: Transaction, period: str, new: Remark, by: int, now: datetime) -> int:
    """Keeps it, once; returns its number.

    An officer who tells of something has not said any more that there is nothing.
    """
    before = (one for one in of(tx, [period], [new.commune]) if one.written_by == by)
    if same := next((one for one in before if (one.kind, one.text) == (new.kind, new.text)), None):
        return same.number
    if new.text:
        nothing = (_r.kind == "nothing", _r.period == period, _r.commune == new.commune, _r.written_by == by)
        tx.connection.execute(delete(report_remark).where(*nothing))
    row: dict[str, object] = {"period": period, "kind": new.kind, "commune": new.commune}
    row |= {"text": b"", "written_by": by, "written_at": now}
    number: int = tx.connection.execute(insert(report_remark).values(row).returning(_r.number)).scalar_one()
    sealed = tx.seal(_r.text, number, new.text)
    tx.connection.execute(update(report_remark).where(_r.number == number).values(text=sealed))
    return number


def of(tx: Transaction, periods: Collection[str], communes: Collection[str]) -> list[Remark]:
    """What was written for these months in these communes (none: in all), in its order."""
    chosen = select(report_remark).where(_r.period.in_(sorted(periods))).order_by(_r.number)
    rows = [row for row in tx.connection.execute(chosen) if not communes or row.commune in communes]
    return [
        Remark(row.kind, row.commune, tx.unseal(_r.text, row.number, row.text), row.number, row.written_by)
        for row in rows
    ]


def take_back(tx: Transaction, number: int, by: int, *, alone: bool = False) -> int:
    """Deletes that remark of this officer's; unless `alone`, also what they wrote with it.

    Returns how many.
    """
    this = select(_r.period, _r.commune, _r.written_at).where(_r.number == number, _r.written_by == by)
    if (row := tx.connection.execute(this).first()) is None:
        return 0
    same = (_r.period == row.period, _r.commune == row.commune, _r.written_at == row.written_at, _r.written_by == by)
    these = (_r.number == number,) if alone else same
    return tx.connection.execute(delete(report_remark).where(*these)).rowcount


def asked_since(tx: Transaction, who: int, place: Address, since: datetime | None) -> str:
    """The month for which that officer was asked there after that moment, or ""."""
    chosen = select(parcel.c.key).where(parcel.c.reader == who, at_address(parcel), parcel.c.key.contains(ASKS))
    chosen = chosen if since is None else chosen.where(parcel.c.due > since)
    return _month(tx.connection.execute(chosen.order_by(parcel.c.number.desc()), address_values(place)).scalar())


def asked_in(tx: Transaction, who: int, place: Address, message_id: str) -> str:
    """The month for which that message asks them, or ""."""
    chosen = select(parcel.c.key).where(
        parcel.c.reader == who, at_address(parcel), parcel.c.key.contains(ASKS), parcel.c.message_id == message_id
    )
    return _month(tx.connection.execute(chosen, address_values(place)).scalar()) if message_id else ""


def _month(key: str | None) -> str:
    return key.partition(ASKS)[2].partition(":")[0] if key else ""
