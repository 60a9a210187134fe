"""Questions without a good answer, kept for the editors until one has seen to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy import delete as deletion

from bot.store.engine.database import Transaction
from bot.store.tables import question


@dataclass(frozen=True)
class Unanswered:
    """A question as editors see it; `answer` is the id shown, offered first or chosen.

    kind    "missed" (nothing was found), "unsure" (three were offered), "chosen" (of those, `answer` was tapped),
            "wrong" (`answer` was shown, and called wrong)
    """

    number: int
    text: str
    kind: str
    answer: str
    asked_at: datetime


_KEEP = insert(question).values(text=b"").returning(question.c.number)
_TEXT = update(question).where(question.c.number == bindparam("this")).values(text=bindparam("sealed"))
_WAITING = (
    select(question).where(question.c.settled_at.is_(None)).order_by(question.c.number.desc()).limit(bindparam("most"))
)
_ASKED = (
    select(question.c.number, question.c.text)
    .where(
        question.c.kind == "missed",
        question.c.asked_at >= bindparam("first"),
        question.c.asked_at < bindparam("before"),
    )
    .order_by(question.c.asked_at.desc())
    .limit(bindparam("most"))
)
_COUNT = select(func.count()).where(question.c.settled_at.is_(None))
_SETTLE = (
    update(question)
    .where(question.c.number.in_(bindparam("numbers", expanding=True)), question.c.settled_at.is_(None))
    .values(settled_at=bindparam("now"))
)
_EXPIRE = deletion(question).where(question.c.asked_at < bindparam("before"))


def keep(tx: Transaction, text: str, kind: str, answer: str, now: datetime) -> None:
    """Keeps the text, which must be redacted."""
    this: int = tx.connection.execute(_KEEP, {"kind": kind, "answer": answer, "asked_at": now}).scalar_one()
    tx.connection.execute(_TEXT, {"this": this, "sealed": tx.seal(question.c.text, this, text)})


def waiting(tx: Transaction, most: int) -> list[Unanswered]:
    """What no editor has seen to, the newest first."""
    rows = tx.connection.execute(_WAITING, {"most": most})
    return [
        Unanswered(row.number, tx.unseal(question.c.text, row.number, row.text), row.kind, row.answer, row.asked_at)
        for row in rows
    ]


def asked(tx: Transaction, first: datetime, before: datetime, most: int) -> list[str]:
    """Texts of those days to which nothing was found, the newest first, seen to or not."""
    rows = tx.connection.execute(_ASKED, {"first": first, "before": before, "most": most})
    return [tx.unseal(question.c.text, row.number, row.text) for row in rows]


def count(tx: Transaction) -> int:
    """How many wait."""
    return int(tx.connection.execute(_COUNT).scalar_one())


def settle(tx: Transaction, numbers: Sequence[int], now: datetime) -> int:
    """An editor has seen to these; returns how many of them were waiting."""
    return tx.connection.execute(_SETTLE, {"numbers": list(numbers), "now": now}).rowcount if numbers else 0


def expire_questions(tx: Transaction, before: datetime) -> int:
    """Forgets what was last asked before then; returns how many that were."""
    return tx.connection.execute(_EXPIRE, {"before": before}).rowcount
