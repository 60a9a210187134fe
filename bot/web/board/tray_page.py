"""The tray: requests held back because too many came from one place on the Internet.

For tests: data-testid "tray" (one of them).
"""

from __future__ import annotations

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.domain.rights import Act, may_with
from bot.services.leads import tray as sorting
from bot.store.engine.database import Transaction
from bot.store.leads import tray as trays
from bot.store.staff import audit
from bot.store.staff.audited import Audited
from bot.web.board.auth import FORM, Gate
from bot.web.board.layout import TWICE, Layout
from bot.words import Words, _


@dataclass(frozen=True)
class TrayPage:
    gate: Gate
    layout: Layout

    async def page(self, request: Request) -> Response:
        """GET /staff/tray"""
        signed = await self.gate.signed(request, Act.SORT_TRAY)
        found = await self.gate.parts.db.read(lambda tx: trays.trays(tx, signed.staff.communes))
        return self.layout.page(request, signed, "board_tray.html", "tray", trays=found)

    async def sort(self, request: Request) -> Response:
        """POST /staff/tray/{number}: lets all of the tray through, or with discard=1 discards them."""
        signed, fields = await self.gate.posted(request, Act.SORT_TRAY)
        tray, form, discards = request.path_params["number"], fields.get("form", ""), bool(fields.get("discard"))
        if not FORM.fullmatch(form):
            raise HTTPException(400)
        now, member = self.gate.parts.clock(), signed.staff

        def turn(tx: Transaction) -> Words:
            held = [lead for lead in trays.held_in(tx, tray) if may_with(Act.SORT_TRAY, member, lead)]
            if not audit.did(tx, member.id, Audited.TRAY, [lead.number for lead in held], now, form):
                return TWICE
            context = self.layout.staff.context(tx, now, f"board:{form}")
            if discards:
                return _("{count} requests discarded.", count=sorting.discard(held, member, context))
            count = sorting.let_through(held, tray, member, context)
            return _("{count} requests let through to the officers.", count=count)

        said = await self.gate.parts.db.run(turn)
        self.layout.staff.wake()
        return self.layout.done("/tray", said, request)
