"""Codes: what each of one's communes has brought, and making one.

For tests: data-testid "code" (the line of one).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.domain.calendar import local
from bot.domain.outreach.codes import KINDS, LONGEST_PLACE, CodeKind
from bot.domain.outreach.facts import FACTS, Step, cell
from bot.domain.people import Staff
from bot.lazy import lazily
from bot.library.library import Library
from bot.reports.codes import STEPS, CodeLine, lines
from bot.store.engine.database import Transaction
from bot.store.outreach import codes
from bot.store.staff import audit
from bot.store.staff.audited import Audited
from bot.web.board.auth import FORM, Gate
from bot.web.board.layout import CHOOSE, TWICE, Layout
from bot.words import Words, _, pgettext

SPANS = (30, 90, 365)
TAPS: Sequence[tuple[str, str]] = (("zalo", "Zalo"), ("telegram", "Telegram"), ("web", "Web"))
sheet: Callable[..., bytes] = lazily("bot.reports.excel", "sheet")
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class CodesPage:
    gate: Gate
    layout: Layout

    async def page(self, request: Request) -> Response:
        """GET /staff/codes?days=30"""
        signed = await self.gate.signed(request)
        days, found = await self._lines(request, signed.staff)
        served = self._served(signed.staff)
        return self.layout.page(
            request,
            signed,
            "board_codes.html",
            "codes",
            lines=found,
            kinds=KINDS,
            steps=[(FACTS[step], position) for position, step in enumerate(STEPS)],
            meant=[FACTS[step] for step in (Step.TAP, *STEPS)],
            taps=TAPS,
            shown=lambda line, count: cell(count, inside=signed.staff.serves(line.code.commune)),
            days=days,
            spans=SPANS,
            served=served,
            longest=LONGEST_PLACE,
            printable=bool(self.layout.staff.links("XMY7")),
        )

    async def table(self, request: Request) -> Response:
        """GET /staff/codes.xlsx?days=30: the same as a file, without counts of less than three."""
        signed = await self.gate.signed(request)
        _days, found = await self._lines(request, signed.staff)
        say = self.layout.language(request).say
        headings = [say(one) for one in (_("Code"), pgettext("code", "On what"), _("Commune"), _("Where it hangs"))]
        headings += [f"{say(FACTS[Step.TAP].title)}: {title}" for _name, title in TAPS]
        headings += [say(FACTS[step].title) for step in STEPS]
        rows = [
            [
                *(line.code.code, say(KINDS[CodeKind(line.code.kind)]), self.layout.commune(line.code.commune)),
                line.code.where,
                *(_number(count, say(cell(count, inside=False))) for count in _counts(line)),
            ]
            for line in found
        ]
        made = await asyncio.to_thread(sheet, say(_("Codes")), headings, rows)
        named = {"Content-Disposition": f'attachment; filename="loa-codes-{self._today}.xlsx"'}
        return Response(made, media_type=EXCEL, headers=named)

    async def make(self, request: Request) -> Response:
        """POST /staff/codes: kind, commune and place of a new code."""
        signed, fields = await self.gate.posted(request)
        form, commune = fields.get("form", ""), fields.get("commune", "")
        kind, place = fields.get("kind", ""), " ".join(fields.get("place", "").split())[:LONGEST_PLACE]
        if not FORM.fullmatch(form):
            raise HTTPException(400)
        if commune not in self._served(signed.staff):
            raise await self.gate.refuse(signed, Audited.CODE)
        if kind not in KINDS or not place:
            return self.layout.done("/codes", CHOOSE, request)
        now, library = self.gate.parts.clock(), self._library

        def turn(tx: Transaction) -> Words:
            if not audit.did(tx, signed.staff.id, Audited.CODE, [], now, form):
                return TWICE
            made = codes.make(tx, library, CodeKind(kind), commune, place, signed.staff.id, now)
            return _("Code {code} is yours to print: {place}.", code=made.code, place=place)

        return self.layout.done("/codes", await self.gate.parts.db.run(turn), request)

    async def _lines(self, request: Request, member: Staff) -> tuple[int, list[CodeLine]]:
        """The days asked for, and the line of each code in them."""
        days = next((span for span in SPANS if str(span) == request.query_params.get("days")), SPANS[0])
        first, library = self._today - timedelta(days=days - 1), self._library
        return days, await self.gate.parts.db.read(lambda tx: lines(tx, library, member.communes, first))

    def _served(self, member: Staff) -> list[str]:
        """The communes for which they may make codes, by name."""
        home = self._library.places.provinces.get(self._library.home.province)
        own = member.communes or {one.code for one in (home.communes if home else ())}
        return sorted((code for code in own if member.serves(code)), key=self.layout.commune)

    @property
    def _library(self) -> Library:
        return self.layout.staff.knowledge().library

    @property
    def _today(self) -> date:
        return local(self.gate.parts.clock()).date()


def _counts(line: CodeLine) -> list[int]:
    return [*(line.taps.get(name, 0) for name, _title in TAPS), *line.counts]


def _number(count: int, shown: str) -> int | str:
    return count if shown == str(count) else shown
