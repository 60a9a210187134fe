"""Approvals: asked for, given or refused."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, insert, select, update

from bot.domain.approvals import Approval, Verdict, What
from bot.store.engine.database import Transaction
from bot.store.tables import approval

_ADD = insert(approval).returning(approval.c.id)
_OF = (
    select(approval)
    .where(approval.c.what == bindparam("kind"), approval.c.about == bindparam("which"))
    .order_by(approval.c.id.desc())
    .limit(1)
)
_DECIDE = (
    update(approval)
    .where(approval.c.id == bindparam("this"), approval.c.verdict == Verdict.WAITING.value)
    .values(
        verdict=bindparam("said"),
        decided_by=bindparam("who"),
        decided_at=bindparam("now"),
        note=bindparam("sealed"),
    )
)


def ask(tx: Transaction, what: What, about: int, text_hash: str, by: int | None, now: datetime) -> Approval:
    """Asks for it; what was asked before for the same thing is past."""
    row = {"what": what, "about": about, "hash": text_hash, "asked_by": by, "asked_at": now}
    made = tx.connection.execute(_ADD, {**row, "verdict": Verdict.WAITING.value}).scalar_one()
    return Approval(made, what, about, text_hash, by, now)


def latest(tx: Transaction, what: What, about: int) -> Approval | None:
    """What was last asked for it."""
    row = tx.connection.execute(_OF, {"kind": what, "which": about}).first()
    return None if row is None else _approval(tx, row)


def decide(tx: Transaction, approval_id: int, verdict: Verdict, by: int, note: str, now: datetime) -> bool:
    """Writes down the verdict; False where somebody has given one before."""
    sealed = tx.seal(approval.c.note, approval_id, note)
    row = {"this": approval_id, "said": verdict.value, "who": by, "now": now, "sealed": sealed}
    return tx.connection.execute(_DECIDE, row).rowcount == 1


def _approval(tx: Transaction, row: Row[*tuple[Any, ...]]) -> Approval:
    return Approval(
        row.id,
        row.what,
        row.about,
        row.hash,
        row.asked_by,
        row.asked_at,
        Verdict(row.verdict),
        row.decided_by,
        row.decided_at,
        tx.unseal(approval.c.note, row.id, row.note),
    )
