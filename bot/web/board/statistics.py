"""How long citizens wait in each commune, and the audit log of who saw what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

from starlette.requests import Request
from starlette.responses import Response

from bot.domain.rights import Act, may_at_all, may_concerning
from bot.reports.waiting_times import by_commune, times
from bot.store.engine.database import Transaction
from bot.store.leads import lists
from bot.store.staff import audit, members
from bot.web.board.auth import Gate
from bot.web.board.filters import AGE_TITLES
from bot.web.board.layout import Layout
from bot.words import Words, pgettext

SPANS = (7, 30, 90)
A_PAGE = 100
AUDITED: Mapping[str, Words] = MappingProxyType(
    {
        "board": pgettext("audit log", "list"),
        "mine": pgettext("audit log", "my day"),
        "request": pgettext("audit log", "request seen"),
        "export": pgettext("audit log", "Excel"),
        "audit": pgettext("audit log", "audit log"),
        "take": pgettext("audit log", "took"),
        "outcome": pgettext("audit log", "outcome"),
        "note": pgettext("audit log", "note"),
        "hand": pgettext("audit log", "handed over"),
        "give": pgettext("audit log", "gave"),
        "give_all": pgettext("audit log", "handed all over"),
        "duty": pgettext("audit log", "on duty"),
        "absence": pgettext("audit log", "absence"),
        "chat": pgettext("audit log", "seen in the chat"),
        "told": pgettext("audit log", "told in the chat"),
    }
)


@dataclass(frozen=True)
class Statistics:
    gate: Gate
    layout: Layout

    async def numbers(self, request: Request) -> Response:
        """GET /staff/numbers?days=30; anonymous, so it leaves no mark in the audit log."""
        signed, now = await self.gate.signed(request), self.gate.parts.clock()
        days = next((span for span in SPANS if str(span) == request.query_params.get("days")), 30)
        only = signed.staff.only_shared
        communes, since = signed.staff.communes, now - timedelta(days=days)
        late = times(self.layout.staff.knowledge().library, now)
        counts, waits = await self.gate.parts.db.read(
            lambda tx: (lists.counts(tx, communes, late, only_shared=only), lists.waits(tx, communes, since))
        )
        rows = by_commune(counts, waits)
        rows.sort(key=lambda row: (-row.late, -row.open, self.layout.commune(row.commune)))
        return self.layout.page(
            request,
            signed,
            "board_numbers.html",
            "numbers",
            rows=rows,
            days=days,
            spans=SPANS,
            ages=[sum(row.ages[age] for row in rows) for age in range(4)],
            age_titles=AGE_TITLES,
        )

    async def audit(self, request: Request) -> Response:
        """GET /staff/audit?request=17&refused=1: one's own entries, and those of staff below."""
        signed = await self.gate.signed(request)
        if not may_at_all(Act.READ_AUDIT, signed.staff):
            raise await self.gate.refuse(signed, "audit")
        query = request.query_params
        number, page = (int(typed) if typed.isdecimal() and len(typed) < 7 else 0
                        for typed in (query.get("request", ""), query.get("page", "")))  # fmt: skip
        refused, page = query.get("refused") == "1", max(page, 1)

        def read(tx: Transaction) -> list[audit.AuditEntry]:
            everybody = members.all_staff(tx)
            among = [one.id for one in everybody if may_concerning(Act.READ_AUDIT, signed.staff, one)]
            skip = (page - 1) * A_PAGE
            return audit.entries(tx, A_PAGE + 1, skip, lead=number or None, refused=refused, among=among)

        entries = await self.gate.parts.db.read(read)
        return self.layout.page(
            request,
            signed,
            "board_audit.html",
            "audit",
            audited=AUDITED,
            entries=entries[:A_PAGE],
            more=len(entries) > A_PAGE,
            number=number,
            refused=refused,
            page=page,
        )
