"""The chat page: works by form posts alone; with JavaScript new lines are pushed.

For tests: roles and labels, and data-testid "lines" (the list), "mine" / "theirs" (a line each), "choices" (a line's
buttons), "text" and "send" (the composer), "menu", "refresh", "older", "waiting", "notice"; html.live once pushed to.
"""

from __future__ import annotations

import asyncio
import re
import secrets
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from bot.channels.media.cards import draw
from bot.domain.messages import Address
from bot.store.engine.database import Transaction
from bot.store.messages import chat_lines
from bot.store.messages.chat_lines import ChatLine
from bot.web.chat.changes import WINDOW, Mark, mark
from bot.web.chat.live import Watch
from bot.web.chat.posting import MOST_CHARACTERS, Said, follow_link, greet, read_form, say
from bot.web.chat.session import DEMO_OFFICER, keep, keep_language, language_of, new_session, session_of
from bot.web.dependencies import WebParts
from bot.web.errors import sentence
from bot.web.media_response import shown
from bot.web.security import check_origin, form
from bot.web.templating import Pages
from bot.words import Language, _, in_language

ASSISTANT = _("Voluntary social insurance")
OFFICER = _("Commune officer's inbox")
ALL_OF_IT = 300
PATIENCE = 3.0
HIGHEST = 2**63 - 1
REFRESH_EVERY = 4
REFRESH_WITHIN = timedelta(seconds=60)


def is_fetch(request: Request) -> bool:
    """Whether our script asks, which reads plain sentences, and not a browser."""
    return request.headers.get("x-requested-with") == "fetch"


def new_form() -> str:
    """Makes the random id of a form, so that a double submit counts once."""
    return secrets.token_urlsafe(16)


def _at(line: int | None) -> str:
    """The page, from this line on: what was asked stays in sight above a long answer."""
    return f"./#l{line}" if line else "./#end"


@dataclass(frozen=True)
class Chat:
    """The citizen's chat, or in the demo the officer's, whose address needs no cookie."""

    parts: WebParts
    pages: Pages
    officer: bool = False

    async def page(self, request: Request) -> Response:
        """GET /chat/: the last lines; ?more=1 older ones, ?q=CODE a deep link, ?lang=en a language."""
        address = self._address(request)
        if address is None:
            return self._first_visit(request)
        now, watch = self.parts.clock(), self._watch(address)
        if re.fullmatch(r"[A-Za-z0-9_-]{1,60}", code := request.query_params.get("q", "")):
            newest = max((line.number for line in await watch.last(1)), default=0)
            await self._start(address, lambda tx: follow_link(tx, address, code, now), newest)
            return RedirectResponse("./", 303)
        lines = await watch.last(ALL_OF_IT if "more" in request.query_params else WINDOW)
        if not lines:
            await self._start(address, lambda tx: greet(tx, address, now))
            lines = await watch.last(WINDOW)
        response = self._page(self._language(request), lines)
        if session := session_of(request):
            keep(response, session, self.parts.secure_cookies)
        keep_language(response, request, self.parts.secure_cookies)
        return response

    async def say(self, request: Request) -> Response:
        """POST /chat/say: a text or a tapped button.

        Redirects to the page (303), or for our script returns the next form's id.
        """
        check_origin(request, self.parts.public_url)
        address = self._required(request)
        said = read_form(address, await form(request))
        if said is not None and len(said.text) > MOST_CHARACTERS:
            return await self._too_long(request, said)
        newest = await self._say(said, wait=not is_fetch(request)) if said is not None else None
        return PlainTextResponse(new_form()) if is_fetch(request) else RedirectResponse(_at(newest), 303)

    async def lines(self, request: Request) -> Response:
        """GET /chat/lines?after=MARK: events for the page (see Push); their ids are marks."""
        watch = self._watch(self._required(request))
        shown = Mark.parse(request.headers.get("last-event-id") or request.query_params.get("after", ""))
        return EventSourceResponse(self._events(watch, shown, self._language(request)), ping=20)

    async def picture(self, request: Request) -> Response:
        """GET /chat/picture/{line}: the picture of a line of this chat; 404 for another chat's."""
        address, number = self._required(request), min(request.path_params["line"], HIGHEST)
        line = await self.parts.db.read(lambda tx: chat_lines.get(tx, address.chat, number))
        if line is None or line.message.picture is None:
            raise HTTPException(404)
        png = await asyncio.to_thread(draw, line.message.picture)
        return Response(png, media_type="image/png", headers={"Cache-Control": "private, max-age=3600"})

    async def media(self, request: Request) -> Response:
        """GET /chat/media/{line}: the file of a line of this chat; 404 for another chat's."""
        address, number = self._required(request), min(request.path_params["line"], HIGHEST)
        line = await self.parts.db.read(lambda tx: chat_lines.get(tx, address.chat, number))
        if line is None or line.message.media is None:
            raise HTTPException(404)
        return await shown(line.message.media, self.parts.webchat.files)

    async def _events(self, watch: Watch, shown: Mark, language: Language) -> AsyncIterator[ServerSentEvent]:
        async for push in watch.pushes(shown):
            data = self._html(language, push.lines) if push.lines else str(push.gone)
            yield ServerSentEvent(data, event=push.event, id=push.mark or None, retry=3000)

    async def _say(self, said: Said, *, wait: bool) -> int | None:
        """Records what was said; `wait`: until there is an answer, for the page to show.

        Returns the number of the newest line before the answer; None for a repeated form.
        """
        now = self.parts.clock()
        newest = await self.parts.db.run(lambda tx: say(tx, said, now))
        if newest is None:
            return None
        self.parts.drain(said.address)
        self.parts.webchat.ring(said.address.chat)
        if wait:
            await self._watch(said.address).answered(newest, PATIENCE)
        return newest

    async def _start(self, address: Address, work: Callable[[Transaction], int | None], newest: int = 0) -> None:
        """Starts what `work` records, if anything, and waits for an answer after line `newest`."""
        if await self.parts.db.run(work) is None:
            return
        self.parts.drain(address)
        await self._watch(address).answered(newest, PATIENCE)

    async def _too_long(self, request: Request, said: Said) -> Response:
        language = self._language(request)
        notice = language.say(sentence(413))
        if is_fetch(request):
            return PlainTextResponse(notice, 413)
        return self._page(language, await self._watch(said.address).last(WINDOW), 413, notice, said.text)

    def _first_visit(self, request: Request) -> Response:
        """Sets the cookie and redirects: a link preview, which keeps no cookies, starts no chat."""
        asked = request.query_params
        if "new" in asked:
            raise HTTPException(410)
        kept = {name: asked[name] for name in ("q", "lang") if name in asked}
        response = RedirectResponse(f"./?{urlencode({**kept, 'new': '1'})}", 303)
        keep(response, new_session(), self.parts.secure_cookies)
        return response

    def _address(self, request: Request) -> Address | None:
        if self.officer:
            return self.parts.webchat.address(DEMO_OFFICER)
        session = session_of(request)
        return self.parts.webchat.address(session.chat) if session else None

    def _required(self, request: Request) -> Address:
        address = self._address(request)
        if address is None:
            raise HTTPException(410)
        return address

    def _language(self, request: Request) -> Language:
        return language_of(request, self.parts.languages)

    def _watch(self, address: Address) -> Watch:
        return Watch(self.parts.db, self.parts.webchat, address.chat)

    def _page(
        self, language: Language, lines: Sequence[ChatLine], status: int = 200, notice: str = "", kept: str = ""
    ) -> Response:
        """`kept` is a text that could not be sent, left in the composer."""
        waiting = not lines or (lines[-1].mine and self.parts.clock() - lines[-1].at < REFRESH_WITHIN)
        return self.pages.page(
            "chat.html",
            language,
            status,
            **self._shown(lines),
            title=language.say(OFFICER if self.officer else ASSISTANT),
            home=in_language(language.code, self.parts.home),
            officer=self.officer,
            mark=mark(lines),
            more=len(lines) == WINDOW,
            refresh_in=REFRESH_EVERY if waiting and not kept else 0,
            notice=notice,
            kept=kept,
        )

    def _html(self, language: Language, lines: Sequence[ChatLine]) -> str:
        return self.pages.html("lines.html", language, **self._shown(lines))

    def _shown(self, lines: Sequence[ChatLine]) -> dict[str, object]:
        last_mine = max((line.number for line in lines if line.mine), default=0)
        return {
            "lines": lines,
            "last_mine": last_mine,
            "now": self.parts.clock(),
            "new_form": new_form,
        }
