"""The audit log: who saw, was told of or changed what, or was refused it.

Only numbers and page names.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from bot.store.engine.database import Transaction
from bot.store.engine.slices import a_slice
from bot.store.staff.audited import Audited
from bot.store.tables import audit, staff


@dataclass(frozen=True)
class AuditEntry:
    """One entry: who, when, which page; which requests, live questions and staff.

    `refused`: nothing was done.
    """

    at: datetime
    staff: str
    page: Audited
    leads: tuple[int, ...]
    refused: bool
    cases: tuple[int, ...] = ()
    people: tuple[int, ...] = ()


_LOOK = insert(audit)
_DEED = (
    upsert(audit)
    .values(
        refused=False,
        **{name: bindparam(name) for name in ("at", "staff_id", "page", "leads", "cases", "people", "form")},
    )
    .on_conflict_do_nothing(index_elements=["form"])
    .returning(audit.c.id)
)
_NOT_DONE = update(audit).where(audit.c.form == bindparam("which")).values(refused=True)
_LOOKS = (
    select(
        audit.c.at,
        audit.c.staff_id,
        staff.c.name,
        audit.c.page,
        audit.c.leads,
        audit.c.refused,
        audit.c.cases,
        audit.c.people,
    )
    .join_from(audit, staff)
    .order_by(audit.c.at.desc(), audit.c.id.desc())
    .limit(bindparam("most"))
    .offset(bindparam("skip"))
)
_OF_LEAD = _LOOKS.where(audit.c.leads.contains(bindparam("which")))
_OF_CASE = _LOOKS.where(audit.c.cases.contains(bindparam("which")))
_REFUSED = _LOOKS.where(audit.c.refused)
_AMONG = audit.c.staff_id.in_(bindparam("among", expanding=True))
_TIMES = (
    select(func.count())
    .select_from(audit)
    .where(audit.c.staff_id == bindparam("who"), audit.c.page == bindparam("where"), audit.c.at >= bindparam("since"))
)
_EXPIRE = delete(audit).where(a_slice(audit.c.id, audit.c.at < bindparam("before")))


def looked(
    tx: Transaction,
    staff_id: int,
    page: Audited,
    leads: Iterable[int],
    now: datetime,
    *,
    refused: bool = False,
    cases: Iterable[int] = (),
    people: Iterable[int] = (),
) -> None:
    """Records that the member of staff is shown these, uses them, or is refused them."""
    row = {"at": now, "staff_id": staff_id, "page": page.value, "refused": refused}
    tx.connection.execute(_LOOK, row | _numbers(leads, cases, people))


def did(
    tx: Transaction,
    staff_id: int,
    page: Audited,
    leads: Iterable[int],
    now: datetime,
    form: str,
    *,
    people: Iterable[int] = (),
) -> bool:
    """Records what a form does; False where that very form has been sent in before."""
    row = {"at": now, "staff_id": staff_id, "page": page.value, "form": form}
    return tx.connection.execute(_DEED, row | _numbers(leads, (), people)).scalar() is not None


def not_done(tx: Transaction, form: str) -> None:
    """What that form was to do has been refused."""
    tx.connection.execute(_NOT_DONE, {"which": form})


def entries(
    tx: Transaction,
    most: int,
    skip: int,
    *,
    lead: int | None = None,
    case: int | None = None,
    refused: bool = False,
    among: Collection[int] | None = None,
) -> list[AuditEntry]:
    """The latest entries first: all, those at one request or live question, or those refused.

    among   ids of the members of staff whose entries are wanted; None: everybody's
    """
    bound: dict[str, object] = {"most": most, "skip": skip}
    statement = _REFUSED if refused else _LOOKS
    if lead is not None:
        statement, bound["which"] = _OF_LEAD, f" {lead} "
    elif case is not None:
        statement, bound["which"] = _OF_CASE, f" {case} "
    if among is not None:
        statement, bound["among"] = statement.where(_AMONG), list(among)
    rows = tx.connection.execute(statement, bound)
    return [
        AuditEntry(
            row.at,
            tx.unseal(staff.c.name, row.staff_id, row.name),
            Audited(row.page),
            _read(row.leads),
            bool(row.refused),
            _read(row.cases),
            _read(row.people),
        )
        for row in rows
    ]


def times(tx: Transaction, staff_id: int, page: Audited, since: datetime) -> int:
    """How often the member of staff has been on that page since then."""
    return int(tx.connection.execute(_TIMES, {"who": staff_id, "where": page.value, "since": since}).scalar_one())


def expire_audit(tx: Transaction, before: datetime) -> int:
    """Deletes a slice of what is older than that; returns how many."""
    return tx.connection.execute(_EXPIRE, {"before": before}).rowcount


def _numbers(leads: Iterable[int], cases: Iterable[int], people: Iterable[int]) -> dict[str, str]:
    return {"leads": _written(leads), "cases": _written(cases), "people": _written(people)}


def _written(numbers: Iterable[int]) -> str:
    joined = " ".join(map(str, numbers))
    return f" {joined} " if joined else ""


def _read(written: str) -> tuple[int, ...]:
    return tuple(map(int, written.split()))
