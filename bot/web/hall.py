"""The screen in the hall: a giant code to scan, how many did, and released questions.

A link of the board works once; the machine at the projector then keeps a cookie. Without a line the page stays as it
is, and catches up later. For tests: data-testid "count", "questions", "code", "qr", "offline".
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from bot.domain.calendar import local
from bot.domain.meetings import DOOR_OPENS, Meeting
from bot.domain.outreach.codes import CodeKind
from bot.domain.outreach.links import way_in
from bot.library.library import Poster
from bot.reports.posters import qr_code
from bot.services.meetings.questions import told
from bot.store.engine.database import Transaction
from bot.store.meetings import door, queries, questions
from bot.store.outreach import codes
from bot.web.board.auth import SECRET
from bot.web.chat.session import language_of
from bot.web.dependencies import WebParts
from bot.web.origin import origin_of
from bot.web.security import check_origin, form
from bot.web.templating import Pages
from bot.words import in_language

COOKIE, PATH = "loa_hall", "/hall"
AGE = 12 * 3600
SHOWN = 8
INK = "#0a2f28"


@dataclass(frozen=True)
class Hall:
    parts: WebParts
    pages: Pages

    async def link(self, request: Request) -> Response:
        """GET /hall/open/{link}: a button, so that a program that only looks uses nothing up."""
        link = str(request.path_params["link"])
        if not SECRET.fullmatch(link):
            raise HTTPException(404)
        language = language_of(request, self.parts.languages)
        home = in_language(language.code, self.parts.home)
        return self.pages.page("hall_open.html", language, link=link, home=home)

    async def open(self, request: Request) -> Response:
        """POST /hall/open: uses the link up."""
        check_origin(request, self.parts.public_url)
        self.parts.limiter.passes("sign_in", origin_of(request))
        link, token, now = (await form(request)).get("link", ""), secrets.token_urlsafe(32), self.parts.clock()
        if not SECRET.fullmatch(link):
            raise HTTPException(404)
        if await self.parts.db.run(lambda tx: door.enter(tx, link, token, now)) is None:
            raise HTTPException(404)
        response = RedirectResponse(f"{PATH}/", 303)
        https = self.parts.secure_cookies
        response.set_cookie(COOKIE, token, AGE, path=PATH, httponly=True, samesite="strict", secure=https)
        return response

    async def screen(self, request: Request) -> Response:
        """GET /hall/"""
        assert self.parts.staff is not None
        meeting, code = await self.parts.db.read(lambda tx: self._shown(tx, request))
        language = language_of(request, self.parts.languages)
        links = self.parts.staff.links(code.code) or {"web": f"{self._here(request)}/chat/?q={code.code}"}
        drawn = qr_code(way_in(links)).svg_inline(dark=INK, border=2, omitsize=True, svgclass=None, lineclass=None)
        opens = local(meeting.plan.starts - DOOR_OPENS)
        return self.pages.page(
            "hall.html",
            language,
            home=in_language(language.code, self.parts.home),
            plan=meeting.plan,
            starts=local(meeting.plan.starts),
            ends=local(meeting.plan.ends),
            opens=opens if self.parts.clock() < opens else None,
            code=code.code,
            qr=drawn,
            zalo="zalo" in links,
            state=await self.parts.db.read(lambda tx: self._state(tx, request)),
        )

    async def state(self, request: Request) -> Response:
        """GET /hall/state: what changes, as JSON."""
        return JSONResponse(await self.parts.db.read(lambda tx: self._state(tx, request)))

    def _shown(self, tx: Transaction, request: Request) -> tuple[Meeting, Poster]:
        """The meeting of this screen; raises HTTPException(404) where it is none (any more)."""
        token = request.cookies.get(COOKIE, "")
        number = door.of_token(tx, token, self.parts.clock()) if SECRET.fullmatch(token) else None
        meeting = queries.get(tx, number) if number is not None else None
        code = codes.of_meeting(tx, meeting.number, CodeKind.DOOR) if meeting is not None else None
        if meeting is None or code is None:
            raise HTTPException(404)
        return meeting, code

    def _state(self, tx: Transaction, request: Request) -> dict[str, object]:
        meeting, _code = self._shown(tx, request)
        say = language_of(request, self.parts.languages).say
        released = questions.released(tx, meeting.number)[-SHOWN:]
        return {"count": meeting.scanned, "questions": [say(told(one)) for one in released]}

    def _here(self, request: Request) -> str:
        return self.parts.public_url or str(request.base_url).rstrip("/")
