"""Reports to take along: Word, Excel, PDF as they are now, and Word as it was sent."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.domain.calendar import local
from bot.domain.errors import Trouble
from bot.domain.people import LEADERS
from bot.domain.reports.units import Unit, may_see
from bot.lazy import lazily
from bot.library.library import Library
from bot.reports.documents.order import as_pdf
from bot.reports.results.gathering import Gathered, gathered
from bot.reports.results.report import Report
from bot.reports.results.units import own, units
from bot.reports.results.word import document, template_of
from bot.services.reports.sending import freeze
from bot.store.engine.database import Transaction
from bot.store.outreach import codes as register
from bot.store.reports import sent
from bot.store.staff.audited import Audited
from bot.web.board.auth import Gate, Signed
from bot.web.board.layout import Layout
from bot.web.board.reports.filters import ReportAsked
from bot.words import FIRST, Words, _, verbatim

workbook: Callable[[Report], bytes] = lazily("bot.reports.results.workbook", "workbook")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MEDIA = {"docx": WORD, "xlsx": EXCEL, "pdf": "application/pdf"}


@dataclass(frozen=True)
class ReportDocuments:
    """One document is made at a time; the others wait."""

    gate: Gate
    layout: Layout
    press: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def take(self, request: Request) -> Response:
        """GET /staff/reports/file/{form}?unit=…&period=…: the report as it would be sent now."""
        signed, form = await self.gate.signed(request), request.path_params["form"]
        if form not in MEDIA:
            raise HTTPException(404)
        found = await self._gathered(request.query_params, signed)
        try:
            made = await self._made(found.report, form)
        except Trouble as trouble:
            return self._back(request, found, verbatim(str(trouble)))
        return _file(made, form, f"bao-cao-{found.report.found.unit.code}-{found.report.found.period.name}")

    async def send(self, request: Request) -> Response:
        """POST /staff/reports/send: freezes the report as it is now; for those in charge."""
        signed, fields = await self.gate.posted(request)
        if signed.staff.role not in LEADERS:
            raise await self.gate.refuse(signed, Audited.REPORT_SENT)
        found = await self._gathered(fields, signed)
        try:
            made = await self._made(found.report, "docx")
            now, by = self.gate.parts.clock(), signed.staff.id
            new = await self.gate.parts.db.run(lambda tx: freeze(tx, found, made, by, now))
        except Trouble as trouble:
            return self._back(request, found, verbatim(str(trouble)))
        return self._back(request, found, _("Version {n} is kept as it was sent.", n=new.version))

    async def sent(self, request: Request) -> Response:
        """GET /staff/reports/sent/{number}: a version as it was sent."""
        signed, number = await self.gate.signed(request), int(request.path_params["number"])

        def read(tx: Transaction) -> tuple[sent.Sent, bytes] | None:
            found = sent.document(tx, number)
            unit = self._units(tx, signed).get(found[0].unit) if found else None
            return found if unit is not None and may_see(signed.staff, unit) else None

        kept = await self.gate.parts.db.read(read)
        if kept is None:
            raise await self.gate.refuse(signed, Audited.REPORT_SENT)
        return _file(kept[1], "docx", f"bao-cao-{kept[0].unit}-{kept[0].period}-{kept[0].version}")

    async def _made(self, report: Report, form: str) -> bytes:
        template = template_of(self._library.documents)
        async with self.press:
            if form == "xlsx":
                return await asyncio.to_thread(workbook, report)
            made = await asyncio.to_thread(document, report, template)
            return await asyncio.to_thread(as_pdf, made) if form == "pdf" else made

    async def _gathered(self, query: Mapping[str, str], signed: Signed) -> Gathered:
        library, today = self._library, local(self.gate.parts.clock()).date()
        language = self.layout.parts.languages[FIRST]

        def read(tx: Transaction) -> Gathered:
            mine = own(signed.staff, self._units(tx, signed))
            if not mine:
                raise HTTPException(404)
            asked = ReportAsked.read(query, mine, today, library.home.closing)
            return gathered(tx, library, asked.unit, asked.period, language, today)

        return await self.gate.parts.db.read(read)

    def _units(self, tx: Transaction, signed: Signed) -> dict[str, Unit]:
        return units(self._library, register.every(tx, self._library, signed.staff.communes))

    def _back(self, request: Request, found: Gathered, notice: Words) -> Response:
        unit, period = found.report.found.unit.code, found.report.found.period.name
        return self.layout.done(f"/reports?unit={unit}&period={period}", notice, request)

    @property
    def _library(self) -> Library:
        return self.layout.staff.knowledge().library


def _file(made: bytes, form: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    return Response(made, media_type=MEDIA[form], headers=headers)
