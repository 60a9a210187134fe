"""The audit log: who saw, was told of or changed which leads. Only numbers and page names."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert

from bot.store.engine.database import Transaction
from bot.store.tables import audit, staff


@dataclass(frozen=True)
class AuditEntry:
    """One entry: who, when, which page, which leads; `refused`: nothing was shown."""

    at: datetime
    staff: str
    page: str
    leads: tuple[int, ...]
    refused: bool


_LOOK = insert(audit)
_DEED = (
    upsert(audit)
    .values(refused=False, **{name: bindparam(name) for name in ("at", "staff_id", "page", "leads", "form")})
    .on_conflict_do_nothing(index_elements=["form"])
    .returning(audit.c.id)
)
_LOOKS = (
    select(audit.c.at, staff.c.name, audit.c.page, audit.c.leads, audit.c.refused)
    .join_from(audit, staff)
    .order_by(audit.c.at.desc(), audit.c.id.desc())
    .limit(bindparam("most"))
    .offset(bindparam("skip"))
)
_OF_LEAD = _LOOKS.where(audit.c.leads.contains(bindparam("which")))
_REFUSED = _LOOKS.where(audit.c.refused)
_AMONG = audit.c.staff_id.in_(bindparam("among", expanding=True))
_EXPIRE = delete(audit).where(audit.c.at < bindparam("before"))


def looked(
    tx: Transaction, staff_id: int, page: str, leads: Iterable[int], now: datetime, *, refused: bool = False
) -> None:
    """Records that the member of staff is shown these leads on that page, or refused them."""
    row = {"at": now, "staff_id": staff_id, "page": page, "leads": _written(leads), "refused": refused}
    tx.connection.execute(_LOOK, row)


def did(tx: Transaction, staff_id: int, page: str, leads: Iterable[int], now: datetime, form: str) -> bool:
    """Records what a form does; False where that very form has been sent in before."""
    row = {"at": now, "staff_id": staff_id, "page": page, "leads": _written(leads), "form": form}
    return tx.connection.execute(_DEED, row).scalar() is not None


def entries(
    tx: Transaction,
    most: int,
    skip: int,
    *,
    lead: int | None = None,
    refused: bool = False,
    among: Collection[int] | None = None,
) -> list[AuditEntry]:
    """The latest entries first: all, those at one request, or those refused.

    among   ids of the members of staff whose entries are wanted; None: everybody's
    """
    bound: dict[str, object] = {"most": most, "skip": skip}
    statement = _REFUSED if refused else _LOOKS
    if lead is not None:
        statement, bound["which"] = _OF_LEAD, f" {lead} "
    if among is not None:
        statement, bound["among"] = statement.where(_AMONG), list(among)
    rows = tx.connection.execute(statement, bound)
    return [
        AuditEntry(at, tx.vault.unseal(name), page, tuple(map(int, leads.split())), bool(gone))
        for at, name, page, leads, gone in rows
    ]


def expire_audit(tx: Transaction, before: datetime) -> int:
    """Deletes what is older than that; returns how many."""
    return tx.connection.execute(_EXPIRE, {"before": before}).rowcount


def _written(leads: Iterable[int]) -> str:
    joined = " ".join(map(str, leads))
    return f" {joined} " if joined else ""
