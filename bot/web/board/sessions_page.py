"""Where staff are signed in at the board: they see and end it, those above end it."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from bot.domain.people import Staff
from bot.domain.rights import Act
from bot.services.context import Context
from bot.store.staff import sessions
from bot.store.staff.audited import Audited
from bot.web.board.auth import Gate
from bot.web.board.layout import Layout
from bot.web.board.member_page import MemberPage
from bot.words import Words, _


@dataclass(frozen=True)
class SessionsPage:
    gate: Gate
    layout: Layout

    async def page(self, request: Request) -> Response:
        """GET /staff/sessions: the browsers in which one is signed in oneself."""
        signed, now = await self.gate.signed(request, None), self.gate.parts.clock()
        found = await self.gate.parts.db.read(lambda tx: sessions.signed_in(tx, signed.staff, now))
        return self.layout.page(
            request, signed, "board_sessions.html", "sessions", sessions=found, current=signed.session.id
        )

    async def end(self, request: Request) -> Response:
        """POST /staff/sessions/{id}/end: ends one of one's own."""
        signed, _fields = await self.gate.posted(request, None)
        who, this, now = signed.staff.id, request.path_params["id"], self.gate.parts.clock()
        ended = await self.gate.parts.db.run(lambda tx: sessions.end_of(tx, who, this, now))
        said = _("That browser is signed out.") if ended else _("That browser is signed out already.")
        return self.layout.done("/sessions", said, request)


@dataclass(frozen=True)
class MemberSessions:
    member: MemberPage

    async def end(self, request: Request) -> Response:
        """POST /staff/people/{id}/sessions/end: signs a member of staff out of the board everywhere."""
        signed, fields = await self.member.gate.posted(request, Act.PLACE_STAFF)

        def work(member: Staff, context: Context) -> list[Words | None]:
            sessions.end_all(context.tx, member.id, context.now)
            return [_("{name} is signed out of the board everywhere.", name=member.name)]

        return await self.member.done(request, signed, fields, Audited.SESSIONS_ENDED, work)
