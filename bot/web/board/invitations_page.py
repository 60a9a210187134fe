"""Inviting staff: one, or everybody in an Excel file, with slips to print.

And whom nobody has heard of yet.

For tests: data-testid "invitation" (one that waits), "mistake".
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.domain.errors import Trouble
from bot.domain.people import Staff
from bot.domain.rights import Act, may_place
from bot.reports.sheets import MOST_BYTES
from bot.reports.slips import STYLE_HASH, Slip, slips_html
from bot.services.staff.inviting import LASTS, Invited, invite, read_invited, template
from bot.store.engine.database import Transaction
from bot.store.staff import audit, invitations
from bot.store.staff.audited import Audited
from bot.store.staff.invitations import Invitation
from bot.web.board.auth import FORM, PATH, Gate, Signed
from bot.web.board.layout import TWICE, Layout
from bot.web.board.leads.export import EXCEL
from bot.web.board.staff_form import read_place, roles_to_give, would_be
from bot.words import Words, _, verbatim

MOST_TOLD = 50
POLICY = f"default-src 'none'; style-src {STYLE_HASH}; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"


@dataclass(frozen=True)
class InvitationsPage:
    gate: Gate
    layout: Layout

    async def page(self, request: Request) -> Response:
        """GET /staff/invitations"""
        return await self._page(request, await self.gate.signed(request, Act.PLACE_STAFF))

    async def template(self, request: Request) -> Response:
        """GET /staff/invitations.xlsx: a sheet to fill in."""
        await self.gate.signed(request, Act.PLACE_STAFF)
        body = await asyncio.to_thread(template)
        headers = {"Content-Disposition": 'attachment; filename="can-bo.xlsx"'}
        return Response(body, media_type=EXCEL, headers=headers)

    async def invite(self, request: Request) -> Response:
        """POST /staff/invitations: invites one; the answer is the slip, for the code is shown once."""
        signed, fields = await self.gate.posted(request, Act.PLACE_STAFF)
        read = await read_place(fields, self.layout.staff.knowledge().library.places)
        if isinstance(read, Words):
            return await self._page(request, signed, wrong=[read], filled=fields)
        if not may_place(signed.staff, would_be(read)):
            raise await self.gate.refuse(signed, Audited.INVITE)
        return await self._invited(request, signed, fields, [read], Audited.INVITE)

    async def bring(self, request: Request) -> Response:
        """POST /staff/invitations/file: invites everybody in the Excel file, or nobody."""
        signed, fields, file = await self.gate.posted_file(request, Act.PLACE_STAFF, MOST_BYTES)
        places = self.layout.staff.knowledge().library.places

        def may(one: Invited) -> bool:
            return may_place(signed.staff, would_be(one))

        try:
            invited, mistakes = await asyncio.to_thread(read_invited, file, places, may)
        except Trouble as trouble:
            return await self._page(request, signed, wrong=[verbatim(str(trouble))])
        if mistakes:
            told = [verbatim(str(mistake)) for mistake in mistakes[:MOST_TOLD]]
            count = _("Nobody is invited yet, for the file has {count} mistakes:", count=str(len(mistakes)))
            return await self._page(request, signed, wrong=[count, *told])
        return await self._invited(request, signed, fields, invited, Audited.IMPORT)

    async def revoke(self, request: Request) -> Response:
        """POST /staff/invitations/{mark}: nobody can use it any more."""
        signed, fields = await self.gate.posted(request, Act.PLACE_STAFF)
        mark, form, now = request.path_params["mark"], fields.get("form", ""), self.gate.parts.clock()
        if not FORM.fullmatch(form):
            raise HTTPException(400)

        def turn(tx: Transaction) -> Words | None:
            found = [one for one in self._theirs(tx, signed.staff) if one.mark == mark]
            if not found:
                return None
            if not audit.did(tx, signed.staff.id, Audited.REVOKE, [], now, form):
                return TWICE
            invitations.revoke(tx, found[0].code_hash, now)
            return _("The invitation of {name} is revoked.", name=found[0].name)

        said = await self.gate.parts.db.run(turn)
        if said is None:
            raise await self.gate.refuse(signed, Audited.REVOKE)
        return self.layout.done("/invitations", said, request)

    async def _invited(
        self, request: Request, signed: Signed, fields: Mapping[str, str], invited: Sequence[Invited], what: Audited
    ) -> Response:
        form, now = fields.get("form", ""), self.gate.parts.clock()
        if not FORM.fullmatch(form):
            raise HTTPException(400)
        expires = now + LASTS

        def turn(tx: Transaction) -> list[Slip]:
            if not audit.did(tx, signed.staff.id, what, [], now, form):
                return []
            return invite(tx, invited, expires, now)

        made = await self.gate.parts.db.run(turn)
        if not made:
            return self.layout.done("/invitations", TWICE, request)
        page = await asyncio.to_thread(slips_html, made, self.layout.staff.ways_in, expires, f"{PATH}/invitations")
        return Response(page, media_type="text/html", headers={"Content-Security-Policy": POLICY})

    async def _page(
        self, request: Request, signed: Signed, *, wrong: Sequence[Words] = (), filled: Mapping[str, str] | None = None
    ) -> Response:
        waiting = await self.gate.parts.db.read(lambda tx: self._theirs(tx, signed.staff))
        return self.layout.page(
            request,
            signed,
            "board_invitations.html",
            "people",
            422 if wrong else 200,
            waiting=waiting,
            give=roles_to_give(signed.staff),
            wrong=wrong,
            filled=filled or {},
        )

    def _theirs(self, tx: Transaction, member: Staff) -> list[Invitation]:
        """Those that wait, of people whom the member may place."""
        found = invitations.waiting(tx, self.gate.parts.clock())
        return [one for one in found if may_place(member, Staff(0, one.name, one.role, communes=one.communes))]
