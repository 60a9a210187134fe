"""Officers' answers proposed to the editors, with the question: redacted, then sealed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert

from bot.store.engine.database import Transaction
from bot.store.tables import live_case, proposal


@dataclass(frozen=True)
class Proposal:
    """A question that Loa could not answer, and an officer's answer; `commune` is a code."""

    number: int
    at: datetime
    commune: str
    question: str
    answer: str


_p = proposal.c
_ADD = (
    insert(proposal)
    .values({name: bindparam(name) for name in ("live_case", "at", "question", "answer")})
    .on_conflict_do_nothing(index_elements=["live_case"])
    .returning(proposal.c.number)
)
_ALL = (
    select(proposal, live_case.c.commune)
    .join(live_case, live_case.c.number == proposal.c.live_case)
    .order_by(proposal.c.number.desc())
    .limit(bindparam("most"))
)
_DONE = delete(proposal).where(proposal.c.number == bindparam("this"))


def propose(tx: Transaction, case: int, question: str, answer: str, now: datetime) -> bool:
    """Keeps it for the editors; False where something of that live question was proposed before."""
    sealed = {"question": tx.seal(_p.question, case, question), "answer": tx.seal(_p.answer, case, answer)}
    row = {"live_case": case, "at": now, **sealed}
    return tx.connection.execute(_ADD, row).scalar() is not None


def latest(tx: Transaction, most: int) -> list[Proposal]:
    """The latest ones, the newest first."""
    return [
        Proposal(
            row.number,
            row.at,
            row.commune,
            tx.unseal(_p.question, row.live_case, row.question),
            tx.unseal(_p.answer, row.live_case, row.answer),
        )
        for row in tx.connection.execute(_ALL, {"most": most})
    ]


def done(tx: Transaction, number: int) -> bool:
    """An editor has dealt with it: it is deleted; False where there is none of that number."""
    return tx.connection.execute(_DONE, {"this": number}).rowcount == 1
