"""Whom to call about a meeting, on the board: only guests who left a number for that."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.domain.rights import Act, may_hold
from bot.services.meetings.calls import mark
from bot.store.engine.database import Transaction
from bot.store.meetings import calls, queries
from bot.store.staff import audit
from bot.store.staff.audited import Audited
from bot.web.board.auth import FORM, Gate
from bot.web.board.layout import TWICE, Layout
from bot.words import Words, _


@dataclass(frozen=True)
class CallPages:
    gate: Gate
    layout: Layout

    async def page(self, request: Request) -> Response:
        """GET /staff/meetings/7/calls"""
        signed = await self.gate.signed(request, Act.HOLD_MEETINGS)
        number, now = request.path_params["number"], self.gate.parts.clock()
        found = await self.gate.parts.db.read(lambda tx: queries.get(tx, number))
        if found is None or not may_hold(signed.staff, found.plan.commune):
            raise await self.gate.refuse(signed, Audited.MEETING_CALLS)
        who = signed.staff.id
        await self.gate.parts.db.run(lambda tx: audit.looked(tx, who, Audited.MEETING_CALLS, [], now))
        there = await self.gate.parts.db.read(lambda tx: calls.of_meeting(tx, number))
        return self.layout.page(
            request, signed, "board_meeting_calls.html", "meetings", meeting=found, plan=found.plan, guests=there
        )

    async def called(self, request: Request) -> Response:
        """POST /staff/meetings/7/calls/3"""
        signed, fields = await self.gate.posted(request, Act.HOLD_MEETINGS)
        number, guest, now = request.path_params["number"], request.path_params["guest"], self.gate.parts.clock()
        form = fields.get("form", "")
        if not FORM.fullmatch(form):
            raise HTTPException(400)

        def turn(tx: Transaction) -> Words | None:
            if not audit.did(tx, signed.staff.id, Audited.MEETING_CALLS, [], now, form):
                return TWICE
            done = mark(guest, signed.staff, self.layout.staff.context(tx, now, f"board:{form}"))
            return _("Marked as called.") if done == number else None

        said = await self.gate.parts.db.run(turn)
        if said is None:
            raise HTTPException(404)
        return self.layout.done(f"/meetings/{number}/calls", said, request)
