"""The door on the board: the screen for the hall, sheets to print, and the questions.

For tests: data-testid "question" (a line), "link" (to the screen, shown once), "scanned".
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.domain.calendar import local
from bot.domain.errors import Trouble
from bot.domain.meetings import Meeting
from bot.domain.outreach.codes import CodeKind
from bot.domain.outreach.prints import PrintKind
from bot.domain.rights import Act, may_change, may_hold
from bot.library.library import Poster
from bot.reports.prints.contents import page_of, said_on
from bot.reports.prints.order import printed
from bot.services.meetings.door import code_of
from bot.services.meetings.questions import told
from bot.services.meetings.wording import PHOTOS, when, where
from bot.store.engine.database import Transaction
from bot.store.meetings import door, queries, questions
from bot.store.outreach import codes
from bot.store.staff import audit
from bot.store.staff.audited import Audited
from bot.talk.understanding.numbers import read_number
from bot.web.board.auth import Gate, Signed
from bot.web.board.layout import Layout
from bot.web.board.outreach.prints_page import UNKNOWN_ADDRESS
from bot.words import FIRST, Words, _

#: What is printed for a meeting, and which of its codes is on it.
SHEETS = {PrintKind.DOOR: CodeKind.DOOR, PrintKind.SIGN_IN: CodeKind.DOOR, PrintKind.POSTER: CodeKind.MEETING}
TITLES: dict[PrintKind, Words] = {
    PrintKind.DOOR: _("Door sheet"),
    PrintKind.SIGN_IN: _("Sign-in sheet"),
    PrintKind.POSTER: _("Poster"),
}
SCREEN_OVER = _("This meeting is over or cancelled: its screen does not open any more.")


@dataclass(frozen=True)
class DoorPages:
    """One sheet is made at a time, in a process of its own; the others wait."""

    gate: Gate
    layout: Layout
    press: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def page(self, request: Request) -> Response:
        """GET /staff/meetings/7/door"""
        signed = await self.gate.signed(request, Act.HOLD_MEETINGS)
        found = await self._found(request, signed, change=False)
        return await self._page(request, signed, found)

    async def screen(self, request: Request) -> Response:
        """POST /staff/meetings/7/screen: a link that opens the screen once, within half an hour."""
        signed, _fields = await self.gate.posted(request, Act.HOLD_MEETINGS)
        found, link, now = await self._found(request, signed), secrets.token_urlsafe(32), self.gate.parts.clock()
        if door.screen_over(found, now):
            return await self._page(request, signed, found, bad=SCREEN_OVER)

        def turn(tx: Transaction) -> None:
            code_of(found, CodeKind.DOOR, self.layout.staff.context(tx, now, "board"))
            door.open_screen(tx, found.number, signed.staff.id, link, now)

        await self.gate.parts.db.run(turn)
        here = self.gate.parts.public_url or str(request.base_url).rstrip("/")
        return await self._page(request, signed, found, link=f"{here}/hall/open/{link}")

    async def release(self, request: Request) -> Response:
        """POST /staff/meetings/7/release: question, and shown=1 or nothing."""
        signed, fields = await self.gate.posted(request, Act.HOLD_MEETINGS)
        found, number = await self._found(request, signed), read_number(fields.get("question", ""))
        now = self.gate.parts.clock()
        if not number:
            raise HTTPException(400)

        def turn(tx: Transaction) -> None:
            asked = questions.get(tx, number)
            if asked is not None and asked.meeting == found.number:
                questions.release(tx, asked.id, now if fields.get("shown") else None)

        await self.gate.parts.db.run(turn)
        return self.layout.done(f"/meetings/{found.number}/door", None, request)

    async def sheet(self, request: Request) -> Response:
        """POST /staff/meetings/7/sheet: kind; the answer is the PDF."""
        signed, fields = await self.gate.posted(request, Act.HOLD_MEETINGS)
        found, now = await self._found(request, signed), self.gate.parts.clock()
        kind = next((each for each in SHEETS if each == fields.get("kind", "")), None)
        if kind is None:
            raise HTTPException(400)
        context = self.layout.staff.context
        code = await self.gate.parts.db.run(lambda tx: code_of(found, SHEETS[kind], context(tx, now, "board")))
        if not (links := self.layout.staff.links(code.code)):
            return await self._page(request, signed, found, bad=UNKNOWN_ADDRESS)
        try:
            made = await self._printed(kind, found, code, links)
        except Trouble as trouble:
            return await self._page(request, signed, found, bad=str(trouble))
        named = {"Content-Disposition": f'attachment; filename="{kind}-{found.number}.pdf"'}
        return Response(made, media_type="application/pdf", headers=named)

    async def _printed(self, kind: PrintKind, meeting: Meeting, code: Poster, links: Mapping[str, str]) -> bytes:
        """A sheet of the usual layout with what this meeting is."""
        library, now = self.layout.staff.knowledge().library, self.gate.parts.clock()
        page = page_of(said_on(kind, library, local(now).date()), code, links, library)

        def read(tx: Transaction) -> tuple[Words, ...]:
            place = where(meeting, self.layout.staff.context(tx, now, "board"))
            return when(meeting), place, *(() if kind is PrintKind.POSTER else (PHOTOS,))

        say = self.gate.parts.languages[FIRST].say
        told_of = [say(one) for one in await self.gate.parts.db.read(read)]
        page["title"] = meeting.plan.title
        if kind is PrintKind.SIGN_IN:
            page["when"], page["place"], *_photos = told_of
        else:
            said = [{"kind": "paragraph", "runs": [{"text": one, "strong": False}]} for one in told_of]
            page["lines"] = said if kind is PrintKind.DOOR else [*said, *page["lines"]]
        async with self.press:
            return await asyncio.to_thread(printed, library.prints.layouts, kind, [page])

    async def _page(
        self, request: Request, signed: Signed, meeting: Meeting, *, link: str = "", bad: Words | str = ""
    ) -> Response:
        def read(tx: Transaction) -> tuple[Poster | None, Poster | None, list[tuple[int, Words, bool]]]:
            asked = [(one.id, told(one), one.released) for one in questions.of_meeting(tx, meeting.number)]
            printed_code, at_door = (
                codes.of_meeting(tx, meeting.number, kind) for kind in (CodeKind.MEETING, CodeKind.DOOR)
            )
            return printed_code, at_door, asked

        code, at_door, asked = await self.gate.parts.db.read(read)
        return self.layout.page(
            request,
            signed,
            "board_meeting_door.html",
            "meetings",
            409 if bad else 200,
            meeting=meeting,
            code=code,
            at_door=at_door,
            asked=asked,
            link=link,
            bad=self.layout.language(request).say(bad) if isinstance(bad, Words) else bad,
            mine=may_change(signed.staff, meeting),
            over=SCREEN_OVER if door.screen_over(meeting, self.gate.parts.clock()) else None,
            sheets=TITLES,
        )

    async def _found(self, request: Request, signed: Signed, *, change: bool = True) -> Meeting:
        """The meeting, where it is theirs to read, or to change; every look is on record."""
        number, now = request.path_params["number"], self.gate.parts.clock()
        found = await self.gate.parts.db.read(lambda tx: queries.get(tx, number))
        allowed = found is not None and (
            may_change(signed.staff, found) if change else may_hold(signed.staff, found.plan.commune)
        )
        if found is None or not allowed:
            raise await self.gate.refuse(signed, Audited.MEETING)
        await self.gate.parts.db.run(lambda tx: audit.looked(tx, signed.staff.id, Audited.MEETING, [], now))
        return found
