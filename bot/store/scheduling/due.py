"""Things with a due time, by what they are and what they are about; checked when due.

A row is put, moved and dropped in the transaction of whatever it follows from, so nothing happens twice or never.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from sqlalchemy import bindparam, delete, exists, literal, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.store.engine.database import Transaction
from bot.store.tables import due, lead, staff

A_SLICE = 10
"""So many are seen to in one transaction; after as many the clock looks again at once."""
What: TypeAlias = Literal[
    "lead",
    "gather",
    "group",
    "digest",
    "weekly",
    "closing",
    "figures",
    "hanging",
    "to_citizen",
    "to_staff",
    "meeting",
    "report",
    "meeting_news",
    "thanks",
    "payment",
    "campaign",
]


@dataclass(frozen=True)
class Due:
    """What is due: `about` numbers a lead, a case, staff, a meeting, a campaign …, or is 0.

    `level` counts.
    """

    what: What
    about: int
    at: datetime
    level: int


_new = insert(due).values({column.name: bindparam(column.name) for column in due.c})
_PUT = _new.on_conflict_do_update(
    index_elements=["what", "about"], set_={"at": _new.excluded.at, "rung": _new.excluded.rung}
)
_COUNT = _new.on_conflict_do_update(index_elements=["what", "about"], set_={"rung": due.c.rung + 1}).returning(
    due.c.rung
)
_WHAT = due.c.what == bindparam("kind")
_THIS = (_WHAT) & (due.c.about == bindparam("which"))
_DROP = delete(due).where(_THIS)
_MOVE = update(due).where(_THIS).values(at=bindparam("then"), rung=bindparam("step"))
_NOW = bindparam("now", type_=due.c.at.type)
SILENT = 100
"""Added to the level of what has most likely been told before a restore: what follows is planned, nothing is said."""
_SILENCE = (
    update(due).where(_WHAT, due.c.at <= _NOW, due.c.rung <= bindparam("highest")).values(rung=due.c.rung + SILENT)
)
_READY = select(due.c.what, due.c.about, due.c.at, due.c.rung).where(_WHAT, due.c.at <= _NOW)
_CLAIM = _READY.order_by(due.c.at, due.c.about).limit(bindparam("most")).with_for_update(skip_locked=True, of=due)
_CLAIM_LEADS = (
    _READY.join(lead, lead.c.number == due.c.about)
    .order_by(lead.c.commune, due.c.at, due.c.about)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=due)
)
_ANY = select(exists().where(due.c.what.in_(bindparam("kinds", expanding=True)), due.c.at <= _NOW))
_OF = select(due.c.what, due.c.about, due.c.at, due.c.rung).where(_THIS)
_UNWATCHED = (
    insert(due)
    .from_select(
        ["what", "about", "at", "rung"],
        select(literal("lead"), lead.c.number, lead.c.changed_at, literal(0)).where(
            lead.c.open, ~exists().where(due.c.what == "lead", due.c.about == lead.c.number)
        ),
    )
    .on_conflict_do_nothing(index_elements=["what", "about"])
)
_UNPLANNED = (
    select(staff.c.id)
    .where(
        staff.c.active,
        staff.c.role.in_(bindparam("roles", expanding=True)),
        ~exists().where(_WHAT, due.c.about == staff.c.id),
    )
    .order_by(staff.c.id)
)


def put(tx: Transaction, what: What, about: int, at: datetime, level: int = 0) -> None:
    """Plans it for that time, whatever was planned before."""
    tx.connection.execute(_PUT, {"what": what, "about": about, "at": at, "rung": level})


def count(tx: Transaction, what: What, about: int, at: datetime) -> int:
    """Counts a call, and returns how many since the row was made, due at `at`, by the first."""
    return int(tx.connection.execute(_COUNT, {"what": what, "about": about, "at": at, "rung": 1}).scalar_one())


def drop(tx: Transaction, what: What, about: int) -> None:
    """Cancels what was planned."""
    tx.connection.execute(_DROP, {"kind": what, "which": about})


def move(tx: Transaction, moved: Iterable[Due]) -> None:
    """Moves each of them to its new time and level."""
    rows = [{"kind": one.what, "which": one.about, "then": one.at, "step": one.level} for one in moved]
    if rows:
        tx.connection.execute(_MOVE, rows)


def silence(tx: Transaction, what: What, highest: int, now: datetime) -> None:
    """After a restore: what is due, up to that level, was most likely told since the backup."""
    tx.connection.execute(_SILENCE, {"kind": what, "highest": highest, "now": now})


def get(tx: Transaction, what: What, about: int) -> Due | None:
    """What is planned, if anything."""
    row = tx.connection.execute(_OF, {"kind": what, "which": about}).first()
    return None if row is None else Due(*row)


def ready(tx: Transaction, kinds: Collection[What], now: datetime) -> bool:
    """Whether anything of these kinds is due by now; cheap, and locks nothing."""
    return bool(tx.connection.execute(_ANY, {"kinds": list(kinds), "now": now}).scalar())


def claim(tx: Transaction, what: What, now: datetime, most: int) -> list[Due]:
    """Locks at most so many that are due by now, the longest due first.

    Requests come commune by commune, so that of many that are due at once their staff get one list.
    """
    claiming = _CLAIM_LEADS if what == "lead" else _CLAIM
    return [Due(*row) for row in tx.connection.execute(claiming, {"kind": what, "now": now, "most": most})]


def watch_all(tx: Transaction) -> int:
    """Makes every open lead without a plan due at once; returns how many there were."""
    return tx.connection.execute(_UNWATCHED).rowcount


def unplanned(tx: Transaction, what: What, roles: Collection[str]) -> list[int]:
    """The ids of active staff in these roles with no plan of this kind."""
    return list(tx.connection.execute(_UNPLANNED, {"kind": what, "roles": list(roles)}).scalars())
