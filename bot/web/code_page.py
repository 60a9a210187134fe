"""The page that a printed code leads to: the reader chooses Zalo, Telegram or the web chat.

A tap on a channel is a post, so that it counts, and a program that only looks at the page or follows links does not.
Nothing is kept of who taps: no cookie, no address.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.domain.calendar import local
from bot.domain.outreach.facts import Fact, Step
from bot.library.library import Library, Poster
from bot.store.engine.database import Transaction
from bot.store.meetings import door
from bot.store.outreach import codes
from bot.store.statistics import facts
from bot.web.chat.page import ASSISTANT
from bot.web.chat.session import language_of
from bot.web.dependencies import WebParts
from bot.web.origin import origin_of
from bot.web.security import check_origin
from bot.web.templating import Pages
from bot.words import Words, _, in_language

CHANNELS: Mapping[str, Words] = MappingProxyType(
    {"zalo": _("Open Zalo"), "telegram": _("Open Telegram"), "web": _("Ask right here")}
)
LONGEST = 40


@dataclass(frozen=True)
class CodePage:
    parts: WebParts
    pages: Pages

    async def page(self, request: Request) -> Response:
        """GET /q/{code}"""
        code = self._typed(request)
        known = await self._known(code) if code else None
        now = self.parts.clock()
        if known is not None and known.meeting and await self.parts.db.read(lambda tx: door.at(tx, known.code, now)):
            self.parts.limiter.welcome(origin_of(request))
        language, library = language_of(request, self.parts.languages), self._library
        shown = known.code if known else ""
        response = self.pages.page(
            "code.html",
            language,
            200 if known else 404,
            title=language.say(ASSISTANT),
            home=in_language(language.code, self.parts.home),
            hotline=library.home.hotline,
            code=shown,
            place=known.where if known else "",
            channels={name: say for name, say in CHANNELS.items() if name in self._links(shown)},
            here=f"{self.parts.public_url or str(request.base_url).rstrip('/')}/q/{shown}",
            officer=False,
        )
        # A browser holds what a form leads to against this list, too.
        hosts = " ".join(
            sorted({f"https://{urlsplit(link).netloc}" for link in self._links(shown).values()} - {"https://"})
        )
        response.headers["Content-Security-Policy"] = (
            f"default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' {hosts}; base-uri 'none'; "
            "frame-ancestors 'none'"
        )
        return response

    async def tap(self, request: Request) -> Response:
        """POST /q/{code}/{channel}: counts the tap and opens the channel."""
        check_origin(request, self.parts.public_url)
        self.parts.limiter.passes("post", origin_of(request))
        channel, known = request.path_params["channel"], await self._known(self._typed(request))
        links = self._links(known.code if known else "")
        if channel not in links:
            raise HTTPException(404)
        if known is not None:
            tapped = Fact(Step.TAP, known.commune, channel, known.code)
            day = local(self.parts.clock()).date()
            await self.parts.db.run_if_there(lambda tx: facts.count(tx, day, tapped))
        return RedirectResponse(links[channel], 303)

    def _typed(self, request: Request) -> str:
        return str(request.path_params["code"])[:LONGEST].upper()

    async def _known(self, code: str) -> Poster | None:
        library = self._library

        def found(tx: Transaction) -> Poster | None:
            return codes.find(tx, library, code)

        return library.posters.get(code) or await self.parts.db.read(found)

    def _links(self, code: str) -> Mapping[str, str]:
        """The address that opens each channel with the code; the web chat is always there."""
        staff = self.parts.staff
        told = dict(staff.links(code)) if staff is not None else {}
        return told | {"web": f"/chat/?q={code}" if code else "/chat/"}

    @property
    def _library(self) -> Library:
        assert self.parts.staff is not None
        return self.parts.staff.knowledge().library
