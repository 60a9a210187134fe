"""Prints for the codes of one's communes, and scripts for the loudspeaker.

For tests: data-testid "code" (a row), "outdated" (a print whose figures have changed).
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TypeAlias

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.domain.calendar import VIET_NAM
from bot.domain.errors import Trouble
from bot.domain.outreach.prints import PrintKind
from bot.domain.people import Staff
from bot.library.files.prints import SCRIPT
from bot.library.library import Library, Poster
from bot.reports.prints.contents import page_of, said_on
from bot.reports.prints.imprint import Content
from bot.reports.prints.order import printed
from bot.reports.prints.register import outdated, printed_on
from bot.reports.prints.scripts import scripts
from bot.store.content import prints
from bot.store.outreach import codes as register
from bot.web.board.auth import Gate, Signed
from bot.web.board.layout import Layout
from bot.words import Words, _, pgettext

Links: TypeAlias = "Mapping[str, Mapping[str, str]]"
"""By code, the address that opens each channel with it."""

KINDS: Mapping[str, Words] = MappingProxyType(
    {
        PrintKind.POSTER: _("Poster"),
        PrintKind.LEAFLET: _("Leaflet"),
        PrintKind.TENT: _("Table card"),
        PrintKind.DOOR: _("Door sheet"),
        PrintKind.SIGN_IN: _("Sign-in sheet"),
        PrintKind.POST: pgettext("print", "Picture to post"),
    }
)
NOTHING = _("There is no code to print for your communes yet.")
UNKNOWN_ADDRESS = _("Loa's own address is not set, so no code can be printed. Please tell the operator.")


@dataclass(frozen=True)
class PrintsPage:
    """One print is made at a time, in a process of its own; the others wait."""

    gate: Gate
    layout: Layout
    press: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def page(self, request: Request) -> Response:
        """GET /staff/prints"""
        return await self._page(request, await self.gate.signed(request))

    async def make(self, request: Request) -> Response:
        """POST /staff/prints: kind, and a code or "" for all of one's communes.

        The answer is the file.
        """
        signed, fields = await self.gate.posted(request)
        kind, code = fields.get("kind", ""), fields.get("code", "")
        library, day = self._library, self._today
        posters = [one for one in await self._codes(signed.staff) if code in ("", one.code)]
        if kind not in {*KINDS, SCRIPT} or (code and not posters):
            raise HTTPException(404)
        links = {one.code: self.layout.staff.links(one.code) for one in posters}
        if kind != SCRIPT and not (links and all(links.values())):
            why = UNKNOWN_ADDRESS if posters else NOTHING
            return await self._page(request, signed, self.layout.language(request).say(why))
        try:
            made, name = await self._made(kind, posters, links, day)
        except Trouble as trouble:
            return await self._page(request, signed, str(trouble))
        if kind != SCRIPT:
            made_now = printed_on(PrintKind(kind), posters, library, day)
            await self.gate.parts.db.run(lambda tx: prints.note(tx, made_now))
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(made, media_type="image/png" if name.endswith(".png") else "application/pdf", headers=headers)

    async def _made(self, kind: str, posters: list[Poster], links: Links, day: date) -> tuple[bytes, str]:
        """The file and its name. Raises Trouble where it cannot be made."""
        library = self._library
        png = kind == PrintKind.POST and len(posters) == 1
        pages = scripts(library, day) if kind == SCRIPT else self._pages(PrintKind(kind), posters, links, day)
        async with self.press:
            made = await asyncio.to_thread(printed, library.prints.layouts, kind, pages, png=png)
        which = posters[0].code if len(posters) == 1 and kind != SCRIPT else "loa"
        return made, f"{kind}-{which}-{day:%Y-%m-%d}.{'png' if png else 'pdf'}"

    def _pages(self, kind: PrintKind, posters: list[Poster], links: Links, day: date) -> list[Content]:
        said = said_on(kind, self._library, day)
        return [page_of(said, one, links[one.code], self._library) for one in posters]

    async def _page(self, request: Request, signed: Signed, bad: str = "") -> Response:
        library, today = self._library, self._today
        codes = await self._codes(signed.staff)
        known = {one.code for one in codes}
        noted = [one for one in await self.gate.parts.db.read(prints.latest) if one.code in known]
        return self.layout.page(
            request,
            signed,
            "board_prints.html",
            "prints",
            409 if bad else 200,
            codes=codes,
            kinds=KINDS,
            script=SCRIPT,
            outdated=list(outdated(noted, library, today)),
            bad=bad,
        )

    async def _codes(self, member: Staff) -> list[Poster]:
        """The codes of somebody's communes; who has the whole province has all."""
        library = self._library
        return await self.gate.parts.db.read(lambda tx: register.every(tx, library, member.communes))

    @property
    def _library(self) -> Library:
        return self.layout.staff.knowledge().library

    @property
    def _today(self) -> date:
        return self.gate.parts.clock().astimezone(VIET_NAM).date()
