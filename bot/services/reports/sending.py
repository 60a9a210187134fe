"""Reports frozen as they were sent; a correction is another version."""

from __future__ import annotations

from datetime import datetime

from bot.domain.errors import Trouble
from bot.reports.results.gathering import Gathered
from bot.store.engine.database import Transaction
from bot.store.reports import sent
from bot.store.reports.sent import Sent
from bot.store.staff import audit
from bot.store.staff.audited import Audited

SAME = "Báo cáo này đã gửi và không có gì khác bản đã gửi."
MEANWHILE = "Vừa có người khác gửi báo cáo này: hãy xem lại."
NOT_OVER = "Kỳ báo cáo chưa kết thúc nên chưa gửi được."


def freeze(tx: Transaction, gathered: Gathered, document: bytes, by: int | None, now: datetime) -> Sent:
    """Keeps the document as it is sent. Raises Trouble where it may not be, or is the same."""
    report, before = gathered.report, gathered.before
    if not report.over:
        raise Trouble(NOT_OVER)
    if before and before[0].hash == report.hash:
        raise Trouble(SAME)
    if tuple(sent.versions(tx, report.found.unit.code, report.found.period.name)) != before:
        raise Trouble(MEANWHILE)
    version = before[0].version + 1 if before else 1
    new = Sent(
        0,
        report.found.unit.code,
        report.found.period.name,
        version,
        report.hash,
        report.numbers,
        report.changed,
        by,
        now,
    )
    if sent.send(tx, new, document) is None:
        raise Trouble(MEANWHILE)
    if by is not None:
        audit.looked(tx, by, Audited.REPORT_SENT, [], now)
    return new
