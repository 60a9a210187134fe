"""What runs all the time looks at the few rows that it wants, however many lie beside them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import event

from bot.domain.leads import Lead, LeadState
from bot.domain.messages import Subject
from bot.store.cases import messages as case_messages
from bot.store.cases import queries as cases
from bot.store.engine.database import Database, Transaction
from bot.store.leads import queries as leads
from bot.store.messages import chat_lines, expiry, inbox, late_parcels
from bot.store.messages import outbox as parcels
from bot.store.people import visitors
from bot.store.scheduling import due
from bot.store.staff import audit
from bot.store.tables import metadata
from tests.store.samples import LAN, NOW, PHONE, says

LEASE = timedelta(minutes=1)
WORK: dict[str, Callable[[Transaction], object]] = {
    "claim": lambda tx: parcels.claim(tx, "w", NOW, LEASE, 8),
    "claim of some lanes": lambda tx: parcels.claim(tx, "w", NOW, LEASE, 8, lanes=[("telegram", "loa")]),
    "claim of what is sure": lambda tx: parcels.claim(tx, "w", NOW, LEASE, 1, lanes=[("a", "b")], most_doubts=0),
    "times mended": lambda tx: parcels.mend_times(tx, NOW, LEASE),
    "late to staff": lambda tx: late_parcels.late_to_staff(tx, NOW, 8),
    "next_due": lambda tx: parcels.next_due(tx, NOW),
    "withdraw": lambda tx: parcels.withdraw(tx, address=LAN, about=Subject.lead(1)),
    "cards": lambda tx: parcels.cards(tx, Subject.lead(1)),
    "messages about a question": lambda tx: case_messages.at_staff(tx, 1, NOW),
    "what a reply is about": lambda tx: case_messages.question_at(tx, LAN, "7"),
    "next_of": lambda tx: inbox.next_of(tx, LAN),
    "waiting": lambda tx: inbox.waiting(tx, LAN),
    "recent": lambda tx: inbox.recent(tx, LAN, NOW),
    "done": lambda tx: inbox.done(tx, 1),
    "forgotten of what came in": lambda tx: inbox.expire_inbox(tx, NOW),
    "forgotten of what went out": lambda tx: expiry.expire_parcels(tx, NOW),
    "forgotten of cards": lambda tx: expiry.expire_cards(tx, NOW, NOW, 0),
    "forgotten of the web chat": lambda tx: chat_lines.expire_chat_lines(tx, NOW),
    "forgotten of conversations": lambda tx: visitors.expire_conversations(tx, NOW),
    "forgotten of questions": lambda tx: cases.expire_cases(tx, NOW),
    "forgotten of requests": lambda tx: leads.expire_leads(tx, NOW),
    "forgotten of the audit": lambda tx: audit.expire_audit(tx, NOW),
    "visit": lambda tx: visitors.visit(tx, says(LAN), NOW, "vi"),
    "open_by_phone": lambda tx: leads.open_by_phone(tx, PHONE),
    "of_staff": lambda tx: leads.of_staff(tx, 1),
    "take": lambda tx: leads.take(tx, 1, 1, NOW),
    "due": lambda tx: due.ready(tx, ["lead", "gather"], NOW),
    "due requests": lambda tx: due.claim(tx, "lead", NOW, 8),
    "due messages": lambda tx: due.claim(tx, "digest", NOW, 8),
    "missed": lambda tx: leads.missed(tx, 1),
    "asker": lambda tx: leads.asker(tx, 1),
    "same_phone": lambda tx: leads.same_phone(tx, Lead(1, 1, LeadState.NEW, "", PHONE, "29000", NOW)),
    "locked with the same phone": lambda tx: leads.get(tx, 1, lock=True),
}


def plans(tx: Transaction, work: Callable[[Transaction], object]) -> list[str]:
    """A line for each step of each statement that the work executes."""
    seen: list[tuple[str, object]] = []

    def note(_connection: object, _cursor: object, statement: str, parameters: object, *_more: object) -> None:
        seen.append((statement, parameters))

    if tx.shared:  # these tables are so small that reading them whole would be the better plan
        tx.connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
    event.listen(tx.connection, "before_cursor_execute", note)
    work(tx)
    event.remove(tx.connection, "before_cursor_execute", note)
    explain = "EXPLAIN " if tx.shared else "EXPLAIN QUERY PLAN "
    return [
        str(row[-1])
        for statement, parameters in seen
        for row in tx.connection.exec_driver_sql(explain + statement, parameters)  # type: ignore[arg-type]
    ]


@pytest.mark.parametrize("name", list(WORK))
async def test_no_table_is_read_whole(db: Database, name: str) -> None:
    for step in await db.run(lambda tx: plans(tx, WORK[name])):
        read_whole = re.search(r"(?:Seq Scan on|^SCAN) (\w+)(?! USING)", step)
        assert read_whole is None or read_whole[1] not in metadata.tables, step
