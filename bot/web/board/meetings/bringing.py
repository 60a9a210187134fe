"""Many meetings at once from an Excel file: what it would do is shown before it is done.

For tests: data-testid "row" (a meeting of the file), "mistake", "clash".
"""

from __future__ import annotations

import asyncio
from base64 import b64decode, b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.domain.calendar import local
from bot.domain.errors import Trouble
from bot.domain.rights import Act
from bot.lazy import lazily
from bot.services.meetings.bringing import COLUMNS, EXAMPLES, SHEET, Brought, Effect, MeetingSheet, bring, effect
from bot.store.engine.database import Transaction
from bot.store.staff import audit, members
from bot.store.staff.audited import Audited
from bot.web.board.auth import FORM, Gate, Signed
from bot.web.board.layout import TWICE, Layout
from bot.words import Words, _

sheet: Callable[..., bytes] = lazily("bot.reports.excel", "sheet")
MOST_BYTES, MOST_TOLD = 512 * 1024, 50
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NOTHING = Effect((), ())


@dataclass(frozen=True)
class BringingPages:
    gate: Gate
    layout: Layout

    async def page(self, request: Request) -> Response:
        """GET /staff/meetings/file"""
        return self._page(request, await self.gate.signed(request, Act.HOLD_MEETINGS))

    async def template(self, request: Request) -> Response:
        """GET /staff/meetings/file.xlsx: a sheet to fill in."""
        await self.gate.signed(request, Act.HOLD_MEETINGS)
        body = await asyncio.to_thread(sheet, SHEET, [column.name for column in COLUMNS], EXAMPLES)
        headers = {"Content-Disposition": 'attachment; filename="hoi-nghi.xlsx"'}
        return Response(body, media_type=EXCEL, headers=headers)

    async def look(self, request: Request) -> Response:
        """POST /staff/meetings/file: shows what the file would do; nothing is done yet."""
        signed, _fields, file = await self.gate.posted_file(request, Act.HOLD_MEETINGS, MOST_BYTES)
        return await self._looked(request, signed, file)

    async def apply(self, request: Request) -> Response:
        """POST /staff/meetings/file/apply: announces all of them, or none."""
        most = 2 * MOST_BYTES
        signed, fields = await self.gate.posted_long(request, Act.HOLD_MEETINGS, most, 8)
        form, now = fields.get("form", ""), self.gate.parts.clock()
        if not FORM.fullmatch(form):
            raise HTTPException(400)
        try:
            file = b64decode(fields.get("file", ""), validate=True)
        except ValueError as error:
            raise HTTPException(400) from error
        try:
            reading, found = await self._read(signed, file)
        except Trouble:
            reading, found = None, []
        if reading is None or reading.mistakes:
            return await self._looked(request, signed, file)

        def turn(tx: Transaction) -> Words | None:
            if effect(tx, found).mistakes:
                return None
            if not audit.did(tx, signed.staff.id, Audited.MEETING, [], now, form):
                return TWICE
            made = bring(found, self.layout.staff.context(tx, now, f"board:{form}"))
            return _("Announced: {count} meetings.", count=str(len(made)))

        said = await self.gate.parts.db.run(turn)
        return self.layout.done("/meetings", said, request) if said else await self._looked(request, signed, file)

    async def _read(self, signed: Signed, file: bytes) -> tuple[MeetingSheet, list[Brought]]:
        colleagues = [one for one in await self.gate.parts.db.read(members.all_staff) if one.active]
        library = self.layout.staff.knowledge().library
        reading = MeetingSheet(library, colleagues, self.gate.parts.clock(), signed.staff)
        return reading, await asyncio.to_thread(reading.read, file)

    async def _looked(self, request: Request, signed: Signed, file: bytes) -> Response:
        try:
            reading, found = await self._read(signed, file)
        except Trouble as trouble:
            return self._page(request, signed, wrong=[str(trouble)])
        seen = NOTHING if reading.mistakes else await self.gate.parts.db.read(lambda tx: effect(tx, found))
        if mistakes := (*reading.mistakes, *seen.mistakes):
            return self._page(request, signed, wrong=[str(one) for one in mistakes[:MOST_TOLD]])
        near = [str(one) for one in seen.clashes]
        return self._page(request, signed, found, near=near, file=b64encode(file).decode())

    def _page(
        self,
        request: Request,
        signed: Signed,
        found: Sequence[Brought] = (),
        *,
        wrong: Sequence[str] = (),
        near: Sequence[str] = (),
        file: str = "",
    ) -> Response:
        status = 409 if wrong else 200
        values = {"found": found, "wrong": wrong, "near": near, "file": file, "local": local}
        return self.layout.page(request, signed, "board_meetings_file.html", "meetings", status, **values)
