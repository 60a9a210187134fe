"""The audit log: who saw or did what, or was refused it.

Everybody in charge reads that of their own area.

For tests: data-testid "look" (an entry).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from starlette.requests import Request
from starlette.responses import Response

from bot.domain.rights import Act, may_concerning
from bot.store.engine.database import Transaction
from bot.store.staff import audit, members
from bot.store.staff.audited import Audited
from bot.talk.understanding.numbers import read_number
from bot.web.board.auth import Gate
from bot.web.board.layout import Layout
from bot.words import Words, pgettext

A_PAGE = 100
AUDITED: Mapping[Audited, Words] = MappingProxyType(
    {
        Audited.BOARD: pgettext("audit log", "list"),
        Audited.MINE: pgettext("audit log", "my day"),
        Audited.REQUEST: pgettext("audit log", "request seen"),
        Audited.HISTORY: pgettext("audit log", "history of a request"),
        Audited.EXPORT: pgettext("audit log", "Excel"),
        Audited.AUDIT: pgettext("audit log", "audit log"),
        Audited.TAKE: pgettext("audit log", "took"),
        Audited.OUTCOME: pgettext("audit log", "outcome"),
        Audited.NOTE: pgettext("audit log", "note"),
        Audited.HAND: pgettext("audit log", "handed over"),
        Audited.GIVE: pgettext("audit log", "gave"),
        Audited.GIVE_ALL: pgettext("audit log", "handed all over"),
        Audited.UNDO: pgettext("audit log", "undid"),
        Audited.REOPEN: pgettext("audit log", "opened again"),
        Audited.WRITE: pgettext("audit log", "wrote for somebody"),
        Audited.ERASE: pgettext("audit log", "erased for somebody"),
        Audited.DUTY: pgettext("audit log", "on duty"),
        Audited.ABSENCE: pgettext("audit log", "absence"),
        Audited.TRAY: pgettext("audit log", "tray"),
        Audited.CONTENT: pgettext("audit log", "content"),
        Audited.CHAT: pgettext("audit log", "seen in the chat"),
        Audited.TOLD: pgettext("audit log", "told in the chat"),
        Audited.FIND: pgettext("audit log", "searched in the chat"),
        Audited.CASE_OPEN: pgettext("audit log", "live question opened"),
        Audited.CASE_TAKE: pgettext("audit log", "live question taken"),
        Audited.CASE_ANSWER: pgettext("audit log", "live question answered"),
        Audited.CASE_HANDED: pgettext("audit log", "live question passed on"),
        Audited.CASE_CLOSE: pgettext("audit log", "live question ended"),
        Audited.CASE_PROPOSED: pgettext("audit log", "live question proposed to the editors"),
        Audited.STAFF: pgettext("audit log", "staff"),
        Audited.INVITE: pgettext("audit log", "invited"),
        Audited.IMPORT: pgettext("audit log", "invited from Excel"),
        Audited.REVOKE: pgettext("audit log", "invitation revoked"),
        Audited.EDIT: pgettext("audit log", "member of staff changed"),
        Audited.REMOVE: pgettext("audit log", "member of staff removed"),
        Audited.ADDRESS_IN: pgettext("audit log", "new place of work let in"),
        Audited.ADDRESS_REFUSED: pgettext("audit log", "new place of work turned away"),
        Audited.ADDRESS_OUT: pgettext("audit log", "place of work taken away"),
        Audited.SESSIONS_ENDED: pgettext("audit log", "signed out of the board by somebody above"),
        Audited.CONTENT_EDIT: pgettext("audit log", "content changed"),
        Audited.CONTENT_DRAFT: pgettext("audit log", "draft read and decided"),
        Audited.CONTENT_USE: pgettext("audit log", "draft put in use"),
        Audited.CONTENT_BACK: pgettext("audit log", "earlier content taken back"),
        Audited.CONTENT_WITHDRAW: pgettext("audit log", "withdrawn from the content"),
        Audited.CONTENT_RELEASE: pgettext("audit log", "a text in Khmer read"),
        Audited.CONTENT_QUESTIONS: pgettext("audit log", "questions put aside"),
        Audited.CODE: pgettext("audit log", "code made"),
        Audited.MEETING: pgettext("audit log", "meeting made or changed"),
        Audited.MEETING_CANCEL: pgettext("audit log", "meeting cancelled"),
        Audited.REPORT_SENT: pgettext("audit log", "report sent"),
        Audited.REPORT_BRING: pgettext("audit log", "targets or counts brought in"),
        Audited.REPORT_REMARK: pgettext("audit log", "note for a report"),
        Audited.MEETING_RESULTS: pgettext("audit log", "results of a meeting"),
        Audited.MEETING_PHOTO: pgettext("audit log", "photo of a meeting"),
        Audited.MEETING_CALLS: pgettext("audit log", "guests to be called"),
        Audited.PAYMENT_CALLS: pgettext("audit log", "payers to be called"),
        Audited.CAMPAIGN: pgettext("audit log", "campaign"),
        Audited.CAMPAIGN_TEST: pgettext("audit log", "test message of a campaign"),
        Audited.CAMPAIGN_APPROVE: pgettext("audit log", "campaign approved or refused"),
        Audited.CAMPAIGN_START: pgettext("audit log", "campaign begun"),
        Audited.CAMPAIGN_PAUSE: pgettext("audit log", "campaign paused"),
        Audited.CAMPAIGN_STOP: pgettext("audit log", "campaign stopped"),
        Audited.SUBSCRIBERS: pgettext("audit log", "who wishes to be told"),
        Audited.MEETING_EXPORT: pgettext("audit log", "Excel of meetings"),
    }
)


@dataclass(frozen=True)
class AuditPage:
    gate: Gate
    layout: Layout

    async def page(self, request: Request) -> Response:
        """GET /staff/audit?request=17&case=3&refused=1: one's own entries, and those of staff below."""
        signed = await self.gate.signed(request, Act.READ_AUDIT)
        query = request.query_params
        number, case, page = (read_number(query.get(name, "")) for name in ("request", "case", "page"))
        refused, page = query.get("refused") == "1", max(page, 1)

        def read(tx: Transaction) -> tuple[list[audit.AuditEntry], dict[int, str]]:
            everybody = members.all_staff(tx)
            among = [one.id for one in everybody if may_concerning(Act.READ_AUDIT, signed.staff, one)]
            skip = (page - 1) * A_PAGE
            found = audit.entries(
                tx, A_PAGE + 1, skip, lead=number or None, case=case or None, refused=refused, among=among
            )
            return found, {one.id: one.name for one in everybody}

        entries, names = await self.gate.parts.db.read(read)
        return self.layout.page(
            request,
            signed,
            "board_audit.html",
            "audit",
            audited=AUDITED,
            entries=entries[:A_PAGE],
            names=names,
            more=len(entries) > A_PAGE,
            number=number,
            case=case,
            refused=refused,
            page=page,
        )
