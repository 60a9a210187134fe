"""The chat page: works by form posts alone; with JavaScript new lines are pushed.

For tests: roles and labels, and data-testid "lines" (the list), "mine" / "theirs" (a line each), "choices" (a line's
buttons), "text" and "send" (the composer), "menu", "refresh", "older", "waiting", "notice"; html.live once pushed to.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from urllib.parse import urlencode

from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from bot.domain.messages import Address
from bot.law.steps import WORKING
from bot.store.engine.database import Transaction
from bot.store.meetings import door
from bot.store.messages.chat_lines import ChatLine
from bot.web.chat.changes import WINDOW, Mark, mark
from bot.web.chat.live import Watch
from bot.web.chat.posting import MOST_CHARACTERS, Said, follow_link, greet, read_form, say
from bot.web.chat.session import DEMO_OFFICER, keep, keep_language, language_of, new_session, session_of
from bot.web.dependencies import WebParts
from bot.web.errors import sentence
from bot.web.origin import origin_of
from bot.web.security import check_origin, form
from bot.web.templating import Pages
from bot.words import Language, _, in_language

ASSISTANT = _("Voluntary social insurance")
OFFICER = _("Commune officer's inbox")
ALL_OF_IT = 300
PATIENCE = 3.0
REFRESH_EVERY = 4
BEAT = 15
# Nowhere else may a page listen: here a citizen can speak instead of typing.
MAY_HEAR = "camera=(), microphone=(self), geolocation=()"
REFRESH_WITHIN = timedelta(seconds=60)


def beat() -> ServerSentEvent:
    """Tells a page that the line is open; a comment, which is usual, no script would see."""
    return ServerSentEvent("", event="beat")


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
        asked = request.query_params
        if re.fullmatch(r"[A-Za-z0-9_-]{1,60}", code := asked.get("q", "")):
            if await self.parts.db.read(lambda tx: door.at(tx, code.upper(), now)):
                self.parts.limiter.welcome(origin_of(request))
            self.parts.limiter.passes("post", origin_of(request))
            newest = max((line.number for line in await watch.last(1)), default=0)
            await self._start(address, lambda tx: follow_link(tx, address, code, now), newest)
            return RedirectResponse("./", 303)
        lines = await watch.last(ALL_OF_IT if "more" in asked else WINDOW)
        if not lines:
            self.parts.limiter.passes("session", origin_of(request))
            await self._start(address, lambda tx: greet(tx, address, now))
            lines = await watch.last(WINDOW)
        # The address that somebody shares is the plain one.
        response = RedirectResponse("./", 303) if "new" in asked else self._page(self.language(request), lines)
        if session := session_of(request):
            keep(response, session, self.parts.secure_cookies)
        keep_language(response, request, self.parts.secure_cookies)
        return response

    async def say(self, request: Request) -> Response:
        """POST /chat/say: a text or a tapped button.

        Redirects to the page (303), or for our script returns the next form's id.
        """
        check_origin(request, self.parts.public_url)
        address = self.required(request)
        said = read_form(address, await form(request))
        if said is not None and len(said.text) > MOST_CHARACTERS:
            return await self._refused(request, said, HTTPException(413))
        try:
            self._counted(request, address)
        except HTTPException as error:
            return await self._refused(request, said or Said(address, ""), error)
        newest = None
        if said is not None:
            said = replace(said, origin="" if self.officer else origin_of(request))
            newest = await self._say(said, wait=not is_fetch(request))
        return PlainTextResponse(new_form()) if is_fetch(request) else RedirectResponse(_at(newest), 303)

    async def lines(self, request: Request) -> Response:
        """GET /chat/lines?after=MARK: events for the page (see Push); their ids are marks."""
        address, origin = self.required(request), origin_of(request)
        self.parts.limiter.has_room(origin, address.chat)
        watch = self._watch(address)
        shown = Mark.parse(request.headers.get("last-event-id") or request.query_params.get("after", ""))
        return EventSourceResponse(
            self._events(watch, shown, self.language(request), origin), ping=BEAT, ping_message_factory=beat
        )

    async def _events(
        self, watch: Watch, shown: Mark, language: Language, origin: str
    ) -> AsyncIterator[ServerSentEvent]:
        with self.parts.limiter.streaming(origin, watch.chat):
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
        self.parts.drain(said.address, said.text)
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

    def _counted(self, request: Request, address: Address) -> None:
        """Counts a post of this chat, and of where it comes from; raises HTTPException(429)."""
        self.parts.limiter.passes("chat_post", address.chat)
        self.parts.limiter.passes("post", origin_of(request))

    async def _refused(self, request: Request, said: Said, error: HTTPException) -> Response:
        """Says why it was not sent; the page keeps what was typed."""
        language, status, headers = self.language(request), error.status_code, error.headers or {}
        notice = language.say(sentence(status))
        if is_fetch(request):
            return PlainTextResponse(notice, status, headers=headers)
        response = self._page(language, await self._watch(said.address).last(WINDOW), status, notice, said.text)
        response.headers.update(headers)
        return response

    def _first_visit(self, request: Request) -> Response:
        """Sets the cookie and redirects: a link preview, which keeps no cookies, starts no chat."""
        asked = request.query_params
        if "new" in asked:
            return self._doorstep(request)
        kept = {name: asked[name] for name in ("q", "lang") if name in asked}
        response = RedirectResponse(f"./?{urlencode({**kept, 'new': '1'})}", 303)
        keep(response, new_session(), self.parts.secure_cookies)
        return response

    def _doorstep(self, request: Request) -> Response:
        """For who keeps no cookie: a preview of a shared link, or somebody who has to allow them."""
        asked = {name: value for name in ("q", "lang") if (value := request.query_params.get(name))}
        language = self.language(request)
        again = f"./?{urlencode(asked)}" if asked else "./"
        home = in_language(language.code, self.parts.home)
        return self.pages.page(
            "doorstep.html", language, title=language.say(ASSISTANT), home=home, officer=False, again=again
        )

    def _address(self, request: Request) -> Address | None:
        if self.officer:
            return self.parts.webchat.address(DEMO_OFFICER)
        session = session_of(request)
        return self.parts.webchat.address(session.chat) if session else None

    def required(self, request: Request) -> Address:
        """The chat that this browser belongs to; raises HTTPException(410) where it knows none."""
        address = self._address(request)
        if address is None:
            raise HTTPException(410)
        return address

    def language(self, request: Request) -> Language:
        """What the page is written in."""
        return language_of(request, self.parts.languages)

    def _watch(self, address: Address) -> Watch:
        return Watch(self.parts.db, self.parts.webchat, address.chat, self.parts.clock)

    def _page(
        self, language: Language, lines: Sequence[ChatLine], status: int = 200, notice: str = "", kept: str = ""
    ) -> Response:
        """`kept` is a text that could not be sent, left in the composer."""
        waiting = not lines or (lines[-1].mine and self.parts.clock() - lines[-1].at < REFRESH_WITHIN)
        response = self.pages.page(
            "chat.html",
            language,
            status,
            **self._shown(lines, language),
            title=language.say(OFFICER if self.officer else ASSISTANT),
            home=in_language(language.code, self.parts.home),
            officer=self.officer,
            mark=mark(lines),
            more=len(lines) == WINDOW,
            refresh_in=REFRESH_EVERY if waiting and not kept else 0,
            notice=notice,
            kept=kept,
        )
        response.headers["Permissions-Policy"] = MAY_HEAR
        return response

    def _html(self, language: Language, lines: Sequence[ChatLine]) -> str:
        return self.pages.html("lines.html", language, **self._shown(lines, language))

    def _shown(self, lines: Sequence[ChatLine], language: Language) -> dict[str, object]:
        last_mine = max((line.number for line in lines if line.mine), default=0)
        return {
            "lines": lines,
            "last_mine": last_mine,
            "now": self.parts.clock(),
            "new_form": new_form,
            "working_heading": language.say(WORKING),
        }
