"""Live questions: one open case an address, its lines (sealed), and the staff asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from bot.domain.cases import Case, CaseLine, CaseState, Ending, Side
from bot.domain.messages import Address
from bot.store.engine.database import Transaction
from bot.store.engine.slices import a_slice
from bot.store.tables import address, case_asked, case_line, citizen, live_case, next_number, proposal, staff

_c = live_case.c
_THIS = _c.number == bindparam("this")
_OPEN = _c.ended_at.is_(None)
_CASES: Select[Any] = select(
    live_case,
    address.c.channel,
    address.c.account,
    address.c.chat,
    address.c.blocked_at,
    citizen.c.language,
    staff.c.name,
).select_from(
    live_case.join(address, address.c.id == _c.address_id)
    .join(citizen, citizen.c.id == address.c.citizen_id)
    .outerjoin(staff, staff.c.id == _c.taken_by)
)
_GET = _CASES.where(_THIS)
_LOCKED = _GET.with_for_update(of=live_case)
_OPEN_OF = _CASES.where(_c.citizen_id == bindparam("who"), _OPEN).order_by(_c.number)
_OPEN_AT = _CASES.where(_c.address_id == bindparam("which"), _OPEN)
_OF_STAFF = _CASES.where(_c.taken_by == bindparam("who"), _OPEN).order_by(_c.number)
_WAITING = (
    _CASES.join(case_asked, and_(case_asked.c.live_case == _c.number, case_asked.c.staff_id == bindparam("who")))
    .where(_OPEN, _c.state == CaseState.WAITING)
    .order_by(_c.number)
)
_DUE = select(_c.number).where(_c.due <= bindparam("now")).order_by(_c.due, _c.number).limit(bindparam("most"))
_ASKED_SINCE = select(func.count()).where(_c.citizen_id == bindparam("who"), _c.asked_at >= bindparam("since"))
_NEXT = select(next_number(_c.number))
_ADD = insert(live_case).values(state="waiting", rung=0, answered=False, ending="", rated=False).returning(_c.number)
_UPDATE = update(live_case).where(_THIS)
_TAKE = _UPDATE.where(_OPEN, _c.taken_by.is_(None)).values(
    state="live", taken_by=bindparam("who"), answered=False, heard_at=bindparam("now"), due=bindparam("then")
)
_LET_GO = _UPDATE.values(state="waiting", taken_by=None, answered=False)
_ESCALATE = _UPDATE.values(rung=bindparam("to"), due=bindparam("then"))
_HEARD = _UPDATE.values(heard_at=bindparam("now"), due=bindparam("then"))
_ANSWERED = _HEARD.values(answered=True)
_END = _UPDATE.where(_OPEN).values(state="ended", ended_at=bindparam("now"), ending=bindparam("how"), due=None)
_RATE = _UPDATE.where(~_c.rated).values(rated=True)
_SAY = insert(case_line).values(body=b"").returning(case_line.c.id)
_WORDS = update(case_line).where(case_line.c.id == bindparam("this")).values(body=bindparam("sealed"))
_LINES = select(case_line).where(case_line.c.live_case == bindparam("this")).order_by(case_line.c.id)
_ASK = (
    upsert(case_asked)
    .values(live_case=bindparam("this"), staff_id=bindparam("who"), at=bindparam("now"))
    .on_conflict_do_nothing(index_elements=["live_case", "staff_id"])
    .returning(case_asked.c.staff_id)
)
_ASKED = select(case_asked.c.staff_id).where(case_asked.c.live_case == bindparam("this"))
_HERS = select(_c.number).where(_c.citizen_id == bindparam("who"))
_OVER = select(_c.number).where(_c.ended_at < bindparam("before"))


def add(tx: Transaction, citizen_id: int, address_id: int, commune: str, now: datetime, due: datetime) -> int:
    """Adds a waiting case and returns its number; a second open one at an address is refused."""
    row = {"citizen_id": citizen_id, "address_id": address_id, "commune": commune, "asked_at": now}
    row |= {} if tx.shared else {"number": tx.connection.scalar(_NEXT)}
    number: int = tx.connection.execute(_ADD, {**row, "heard_at": now, "due": due}).scalar_one()
    return number


def get(tx: Transaction, number: int, *, lock: bool = False) -> Case | None:
    """The question of that number; `lock`: nobody else changes it before this transaction ends."""
    row = tx.connection.execute(_LOCKED if lock else _GET, {"this": number}).first()
    return None if row is None else _case(tx, row)


def open_at(tx: Transaction, address_id: int) -> Case | None:
    """The open question that was asked at that address."""
    row = tx.connection.execute(_OPEN_AT, {"which": address_id}).first()
    return None if row is None else _case(tx, row)


def of_staff(tx: Transaction, staff_id: int) -> list[Case]:
    """The open cases that the member of staff has taken."""
    return [_case(tx, row) for row in tx.connection.execute(_OF_STAFF, {"who": staff_id})]


def waiting_for(tx: Transaction, staff_id: int) -> list[Case]:
    """The open cases that the member of staff was asked to answer and nobody has taken."""
    return [_case(tx, row) for row in tx.connection.execute(_WAITING, {"who": staff_id})]


def due(tx: Transaction, now: datetime, most: int) -> list[int]:
    """The numbers of the cases for which something is due by now."""
    return list(tx.connection.execute(_DUE, {"now": now, "most": most}).scalars())


def asked_since(tx: Transaction, citizen_id: int, since: datetime) -> int:
    """How many cases the citizen has opened since then."""
    return int(tx.connection.execute(_ASKED_SINCE, {"who": citizen_id, "since": since}).scalar_one())


def take(tx: Transaction, number: int, staff_id: int, now: datetime, due: datetime) -> bool:
    """Gives the case to the member of staff if nobody has it; False where somebody was first."""
    return tx.connection.execute(_TAKE, {"this": number, "who": staff_id, "now": now, "then": due}).rowcount == 1


def let_go(tx: Transaction, number: int) -> None:
    """Puts the case back to waiting, with nobody to answer it."""
    tx.connection.execute(_LET_GO, {"this": number})


def escalate(tx: Transaction, number: int, level: int, due: datetime) -> None:
    """Records how many levels have been asked, and when the next one is due."""
    tx.connection.execute(_ESCALATE, {"this": number, "to": level, "then": due})


def heard(tx: Transaction, number: int, now: datetime, due: datetime, *, answered: bool = False) -> None:
    """Records a line said now (by the officer: `answered`); without another one, `due` is next."""
    tx.connection.execute(_ANSWERED if answered else _HEARD, {"this": number, "now": now, "then": due})


def end(tx: Transaction, number: int, how: Ending, now: datetime) -> bool:
    """Closes the question; False where it was closed before."""
    return tx.connection.execute(_END, {"this": number, "how": how.value, "now": now}).rowcount == 1


def rate(tx: Transaction, number: int) -> bool:
    """Records that the citizen rated the case (not how); False for a second time."""
    return tx.connection.execute(_RATE, {"this": number}).rowcount == 1


def say(tx: Transaction, number: int, side: Side, text: str, now: datetime) -> None:
    """Keeps a line."""
    this: int = tx.connection.execute(_SAY, {"live_case": number, "side": side, "at": now}).scalar_one()
    tx.connection.execute(_WORDS, {"this": this, "sealed": tx.seal(case_line.c.body, this, text)})


def lines(tx: Transaction, number: int) -> list[CaseLine]:
    """What was said, in order; nothing once it has been forgotten."""
    rows = tx.connection.execute(_LINES, {"this": number})
    return [CaseLine(row.side, tx.unseal(case_line.c.body, row.id, row.body), row.at) for row in rows]


def ask(tx: Transaction, number: int, staff_id: int, now: datetime) -> bool:
    """Records that the member of staff is asked to answer; False where they were before."""
    return tx.connection.execute(_ASK, {"this": number, "who": staff_id, "now": now}).scalar() is not None


def asked(tx: Transaction, number: int) -> frozenset[int]:
    """The ids of the staff asked to answer."""
    return frozenset(tx.connection.execute(_ASKED, {"this": number}).scalars())


def forget(tx: Transaction, citizen_id: int, now: datetime) -> list[Case]:
    """Deletes the citizen's lines and proposals and ends open cases; returns those ended."""
    found = tx.connection.execute(_OPEN_OF, {"who": citizen_id}).all()
    numbers = list(tx.connection.execute(_HERS, {"who": citizen_id}).scalars())
    _erase(tx, numbers)
    for row in found:
        end(tx, row.number, Ending.FORGOTTEN, now)
    return [_case(tx, row) for row in found]


def numbers_of(tx: Transaction, citizen_id: int) -> list[int]:
    """The numbers of all cases of the citizen."""
    return list(tx.connection.execute(_HERS, {"who": citizen_id}).scalars())


def expire_cases(tx: Transaction, before: datetime) -> int:
    """Deletes a slice of the lines of cases that ended before then; returns how many."""
    gone = delete(case_line).where(a_slice(case_line.c.id, case_line.c.live_case.in_(_OVER)))
    return tx.connection.execute(gone, {"before": before}).rowcount


def _erase(tx: Transaction, numbers: Sequence[int]) -> None:
    if numbers:
        tx.connection.execute(delete(case_line).where(case_line.c.live_case.in_(numbers)))
        tx.connection.execute(delete(proposal).where(proposal.c.live_case.in_(numbers)))


def _case(tx: Transaction, row: Row[*tuple[Any, ...]]) -> Case:
    return Case(
        number=row.number,
        citizen=row.citizen_id,
        address=Address(row.channel, row.account, row.chat),
        language=row.language,
        reachable=row.blocked_at is None,
        commune=row.commune,
        state=CaseState(row.state),
        asked_at=row.asked_at,
        level=row.rung,
        taken_by=row.taken_by,
        taken_name=tx.unseal(staff.c.name, row.taken_by, row.name),
        answered=row.answered,
        heard_at=row.heard_at,
        due=row.due,
        rated=row.rated,
    )
