"""Difficulties and proposals on the board: noted for a month's report, taken back."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.domain.calendar import local
from bot.domain.reports.periods import PeriodKind
from bot.domain.reports.units import UnitKind
from bot.reports.results.units import own, units
from bot.search.text.redact import redact_numbers
from bot.store.engine.database import Transaction
from bot.store.reports import remarks
from bot.store.staff import audit
from bot.store.staff.audited import Audited
from bot.web.board.auth import FORM, Gate, Signed
from bot.web.board.layout import TWICE, Layout
from bot.web.board.reports.filters import ReportAsked
from bot.words import Words, _


@dataclass(frozen=True)
class Remarks:
    """For the officers of a commune, by month."""

    gate: Gate
    layout: Layout

    async def note(self, request: Request) -> Response:
        """POST /staff/reports/remark: what an officer writes for the report of that month."""
        signed, fields = await self.gate.posted(request)
        asked, text = self._asked(fields, signed), redact_numbers(" ".join(fields.get("text", "").split()))
        kind: remarks.RemarkKind = "proposal" if fields.get("kind") == "proposal" else "difficulty"
        if asked.unit.kind is not UnitKind.COMMUNE or asked.period.kind is not PeriodKind.MONTH:
            raise HTTPException(404)
        if not 0 < len(text) <= remarks.LONGEST_REMARK:
            words = _("Please write one to {most} letters.", most=remarks.LONGEST_REMARK)
            return self.layout.done(self._there(asked), words, request)
        now, new, form = self.gate.parts.clock(), remarks.Remark(kind, asked.unit.code, text), fields.get("form", "")
        if not FORM.fullmatch(form):
            raise HTTPException(400)

        def turn(tx: Transaction) -> Words:
            if not audit.did(tx, signed.staff.id, Audited.REPORT_REMARK, [], now, form):
                return TWICE
            remarks.add(tx, asked.period.name, new, signed.staff.id, now)
            return _("Noted for the report of {period}.", period=asked.period.title)

        return self.layout.done(self._there(asked), await self.gate.parts.db.run(turn), request)

    async def take_back(self, request: Request) -> Response:
        """POST /staff/reports/remark/back: their own words go into no later report."""
        signed, fields = await self.gate.posted(request)
        asked, number = self._asked(fields, signed), fields.get("number", "")
        if not number.isdecimal() or len(number) > 9:
            raise HTTPException(400)
        now = self.gate.parts.clock()

        def turn(tx: Transaction) -> Words:
            gone = remarks.take_back(tx, int(number), signed.staff.id, alone=True)
            audit.looked(tx, signed.staff.id, Audited.REPORT_REMARK, [], now, refused=not gone)
            return _("It is taken back.") if gone else _("There is no such note of yours.")

        return self.layout.done(self._there(asked), await self.gate.parts.db.run(turn), request)

    def _asked(self, fields: dict[str, str], signed: Signed) -> ReportAsked:
        library, today = self.layout.staff.knowledge().library, local(self.gate.parts.clock()).date()
        mine = own(signed.staff, units(library))
        if not mine:
            raise HTTPException(404)
        return ReportAsked.read(fields, mine, today, library.home.closing)

    def _there(self, asked: ReportAsked) -> str:
        return f"/reports?unit={asked.unit.code}&period={asked.period.name}#remarks"
