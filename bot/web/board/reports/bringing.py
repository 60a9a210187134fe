"""Targets and the insurer's counts from Excel: all of a file, or every mistake by cell.

For tests: data-testid "mistake", "goal" (a target with its history), "month" (the insurer's counts of one).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.domain.calendar import local
from bot.domain.errors import Trouble
from bot.domain.people import LEADERS
from bot.domain.reports.measures import MEASURES
from bot.domain.reports.targets import TARGETED, Target, holding
from bot.domain.rights import Act
from bot.lazy import lazily
from bot.reports.results.units import units
from bot.reports.sheets import CellMistake
from bot.services.reports.importing import SHEETS, read_counts, read_targets
from bot.store.engine.database import Transaction
from bot.store.reports import targets
from bot.store.staff import audit
from bot.store.staff.audited import Audited
from bot.web.board.auth import FORM, Gate, Signed
from bot.web.board.layout import TWICE, Layout
from bot.words import Words, _

sheet: Callable[..., bytes] = lazily("bot.reports.excel", "sheet")
MOST_BYTES, MOST_TOLD, MOST_MONTHS, MOST_GOALS = 512 * 1024, 50, 24, 500
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Bringing:
    """For those in charge of the whole province."""

    gate: Gate
    layout: Layout

    async def page(self, request: Request) -> Response:
        """GET /staff/reports/bring"""
        return await self._page(request, self._leads(await self.gate.signed(request)))

    async def template(self, request: Request) -> Response:
        """GET /staff/reports/bring/{which}.xlsx: a sheet to fill in."""
        self._leads(await self.gate.signed(request))
        form = SHEETS.get(request.path_params["which"])
        if form is None:
            raise HTTPException(404)
        body = await asyncio.to_thread(sheet, form.title, [column.name for column in form.columns], form.examples)
        headers = {"Content-Disposition": f'attachment; filename="{form.file}.xlsx"'}
        return Response(body, media_type=EXCEL, headers=headers)

    async def bring(self, request: Request) -> Response:
        """POST /staff/reports/bring/{which}: takes all of the file, or nothing."""
        signed, fields, file = await self.gate.posted_file(request, Act.SEE, MOST_BYTES)
        which, form, now = request.path_params["which"], fields.get("form", ""), self.gate.parts.clock()
        if which not in SHEETS or not FORM.fullmatch(form):
            raise HTTPException(400)
        self._leads(signed)
        try:
            take, mistakes = await asyncio.to_thread(self._read, which, file, now)
        except Trouble as trouble:
            return await self._page(request, signed, [str(trouble)])
        if mistakes:
            return await self._page(request, signed, [str(one) for one in mistakes[:MOST_TOLD]])

        def turn(tx: Transaction) -> Words:
            if not audit.did(tx, signed.staff.id, Audited.REPORT_BRING, [], now, form):
                return TWICE
            return _("Taken: {count} rows.", count=str(take(tx)))

        return self.layout.done("/reports/bring", await self.gate.parts.db.run(turn), request)

    def _read(self, which: str, file: bytes, now: datetime) -> tuple[Callable[[Transaction], int], list[CellMistake]]:
        """What takes it, and returns how many rows; and every mistake."""
        library = self.layout.staff.knowledge().library
        if which == "targets":
            goals, mistakes = read_targets(file, library)
            return partial(_take_targets, goals=goals, now=now), mistakes
        counts, mistakes = read_counts(file, library, now)

        def take(tx: Transaction) -> int:
            targets.add_counts(tx, counts, now)
            return len(counts)

        return take, mistakes

    def _leads(self, signed: Signed) -> Signed:
        """Raises HTTPException(404) for everybody else: to them there is no such page."""
        if signed.staff.role not in LEADERS or signed.staff.communes:
            raise HTTPException(404)
        return signed

    async def _page(self, request: Request, signed: Signed, wrong: Sequence[str] = ()) -> Response:
        library, today = self.layout.staff.knowledge().library, local(self.gate.parts.clock()).date()
        closing = library.home.closing
        brought, months = await self.gate.parts.db.read(
            lambda tx: (targets.targets(tx, closing), targets.months_known(tx, MOST_MONTHS))
        )
        held = holding((*library.targets, *brought), today)
        goals = sorted(held, key=lambda one: (one[0].day, one[0].unit), reverse=True)
        return self.layout.page(
            request, signed, "board_reports_bring.html", "reports", 422 if wrong else 200,
            wrong=wrong, goals=goals[:MOST_GOALS], months=months, communes=len(library.places.communes),
            units=units(library), measures=MEASURES, measure_of=TARGETED,
        )  # fmt: skip


def _take_targets(tx: Transaction, *, goals: Sequence[Target], now: datetime) -> int:
    targets.add_targets(tx, goals, now)
    return len(goals)
