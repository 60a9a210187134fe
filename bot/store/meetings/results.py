"""What came of meetings: numbers that stay, and words that are sealed and go after a time."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, func, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.domain.meetings import Meeting, MeetingState
from bot.domain.outreach.results import Heads, Results
from bot.store.engine.database import Transaction
from bot.store.engine.slices import a_slice
from bot.store.meetings import queries
from bot.store.tables import meeting, meeting_report

_HEADS = tuple(field.name for field in fields(Heads))
_THIS = meeting_report.c.meeting == bindparam("this")
_put = insert(meeting_report).values({column.name: bindparam(column.name) for column in meeting_report.c})
_PUT = _put.on_conflict_do_update(
    index_elements=["meeting"],
    set_={column.name: _put.excluded[column.name] for column in meeting_report.c if column.name != "meeting"},
)
_GET = select(meeting_report).where(_THIS)
_OF = select(meeting_report).where(meeting_report.c.meeting.in_(bindparam("those", expanding=True)))
_old = (meeting_report.c.words.is_not(None)) & (meeting_report.c.written_at < bindparam("before"))
_EXPIRE = update(meeting_report).where(a_slice(meeting_report.c.meeting, _old)).values(words=None)
_OWED = (
    select(meeting)
    .where(meeting.c.state == MeetingState.HELD.value, meeting.c.starts >= bindparam("since"))
    .order_by(meeting.c.starts, meeting.c.number)
)
_OWED_IN = _OWED.where(meeting.c.commune.in_(bindparam("communes", expanding=True)))
_COUNT = (
    select(meeting.c.state, func.count())
    .where(meeting.c.starts >= bindparam("since"), meeting.c.starts < bindparam("until"))
    .group_by(meeting.c.state)
)


def put(tx: Transaction, results: Results) -> None:
    """Keeps the results, instead of those that were kept before."""
    words = json.dumps(dict(results.words), ensure_ascii=False)
    row = {name: getattr(results.heads, name) for name in _HEADS} | {
        "meeting": results.meeting,
        "words": tx.seal(meeting_report.c.words, results.meeting, words),
        "written_by": results.written_by,
        "written_at": results.written_at,
        "corrected": results.corrected,
    }
    tx.connection.execute(_PUT, row)


def get(tx: Transaction, number: int) -> Results | None:
    """The results of that meeting, if there are any."""
    row = tx.connection.execute(_GET, {"this": number}).first()
    return None if row is None else _results(tx, row)


def of(tx: Transaction, numbers: Collection[int]) -> dict[int, Heads]:
    """The numbers of those of these meetings that have results."""
    rows: Sequence[Row[*tuple[Any, ...]]] = (
        tx.connection.execute(_OF, {"those": list(numbers)}).all() if numbers else ()
    )
    return {row.meeting: _heads(row) for row in rows}


def owed(tx: Transaction, communes: Collection[str], since: datetime) -> list[Meeting]:
    """Meetings held from then on in these communes (none: everywhere) whose results are owed."""
    bound = {"since": since} | ({"communes": sorted(communes)} if communes else {})
    return [queries.read(row) for row in tx.connection.execute(_OWED_IN if communes else _OWED, bound)]


def by_state(tx: Transaction, since: datetime, until: datetime) -> dict[MeetingState, int]:
    """How many meetings of that time there are in each state; nothing where there is none."""
    rows = tx.connection.execute(_COUNT, {"since": since, "until": until})
    return {MeetingState(state): int(count) for state, count in rows}


def expire_words(tx: Transaction, before: datetime) -> int:
    """Blanks the words of results written before then; returns how many."""
    return tx.connection.execute(_EXPIRE, {"before": before}).rowcount


def _heads(row: Row[*tuple[Any, ...]]) -> Heads:
    return Heads(*(getattr(row, name) for name in _HEADS))


def _results(tx: Transaction, row: Row[*tuple[Any, ...]]) -> Results:
    words = tx.unseal(meeting_report.c.words, row.meeting, row.words)
    said = json.loads(words) if words else {}
    return Results(row.meeting, _heads(row), said, row.written_by, row.written_at, row.corrected)
