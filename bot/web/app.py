"""The web side as one ASGI application: `create_app(parts)`."""

from __future__ import annotations

import logging

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from bot.channels.interface import TryLater
from bot.web.board.auth import PATH as BOARD
from bot.web.board.routes import board_routes, refused
from bot.web.calendar_page import CalendarPage
from bot.web.chat.attachments import Attachments
from bot.web.chat.page import ASSISTANT, Chat, is_fetch
from bot.web.chat.session import language_of
from bot.web.code_page import CodePage
from bot.web.demo import Demo
from bot.web.dependencies import WebParts
from bot.web.errors import sentence
from bot.web.hall import Hall
from bot.web.health import Health
from bot.web.hosted_media import HostedMedia
from bot.web.security import SecurityHeaders
from bot.web.templating import Pages, load_pages
from bot.web.webhooks import Hook

UNREAD_BY_PEOPLE = ("/picture/", "/healthz", "/readyz", "/metrics", "/seen", "/static/")


def create_app(parts: WebParts) -> ASGIApp:
    """The pages, webhooks and health checks over the collaborators in `parts`."""
    # It would write every pushed line, that is what people say, to a debug log.
    logging.getLogger("sse_starlette").setLevel(logging.WARNING)
    pages = load_pages()
    errors = Errors(parts, pages)
    app = Starlette(
        routes=routes(parts, pages),
        # Event streams are left as they are, for a packed one arrives late.
        middleware=[Middleware(GZipMiddleware, minimum_size=1_000)],
        exception_handlers={HTTPException: errors.refused, TryLater: errors.failed, Exception: errors.failed},
    )
    # Around all of it, for Starlette answers a failure from outside its own middleware.
    return SecurityHeaders(app, framed=parts.demo, https=parts.secure_cookies)


def routes(parts: WebParts, pages: Pages) -> list[BaseRoute]:
    citizen, health, hosted = Chat(parts, pages), Health(parts), HostedMedia(parts, pages)
    shared: list[BaseRoute] = [
        *chat_routes("/chat", citizen),
        Route("/picture/{name:str}.{ending:str}", hosted.picture),
        Route("/listen/{name:str}", hosted.listen),
        Route("/static/{name}", pages.asset),
        Route("/healthz", health.lives),
        Route("/readyz", health.ready),
        Route("/metrics", health.metrics),
        Route("/seen", health.seen),
    ]
    shared += [Hook(webhook).route for webhook in parts.webhooks]
    if parts.staff is not None:
        code = CodePage(parts, pages)
        shared += [
            Route("/q/{code}", code.page, methods=["GET"]),
            Route("/q/{code}/{channel}", code.tap, methods=["POST"]),
        ]
        shared.append(Route("/calendar/{token}.ics", CalendarPage(parts).file))
        hall = Hall(parts, pages)
        shared += [
            Route("/hall/open/{link}", hall.link, methods=["GET"]),
            Route("/hall/open", hall.open, methods=["POST"]),
            Route("/hall/state", hall.state, methods=["GET"]),
            Route("/hall/", hall.screen, methods=["GET"]),
        ]
        shared += board_routes(parts, parts.staff, pages)
    if not parts.demo:
        return [Route("/", to_chat), *shared]
    officer = Chat(parts, pages, officer=True)
    return [
        Route("/", Demo(parts, pages).page),
        *shared,
        *chat_routes("/officer/chat", officer),
    ]


def chat_routes(path: str, chat: Chat) -> list[BaseRoute]:
    lines = Attachments(chat)
    return [
        Route(f"{path}/", chat.page, methods=["GET"]),
        Route(f"{path}/say", chat.say, methods=["POST"]),
        Route(f"{path}/lines", chat.lines, methods=["GET"]),
        Route(f"{path}/picture/{{line:int}}", lines.picture, methods=["GET"]),
        Route(f"{path}/media/{{line:int}}", lines.media, methods=["GET"]),
        Route(f"{path}/speech/{{line:int}}", lines.speech, methods=["GET"]),
    ]


async def to_chat(_request: Request) -> Response:
    return RedirectResponse("/chat/")


class Errors:
    """Answers a refusal or a failure with a kind sentence, never with how it went wrong."""

    def __init__(self, parts: WebParts, pages: Pages) -> None:
        self._parts, self._pages = parts, pages
        self._unread = (*UNREAD_BY_PEOPLE, *(f"/{webhook.path}/" for webhook in parts.webhooks))

    async def refused(self, request: Request, error: Exception) -> Response:
        if not isinstance(error, HTTPException):
            return self._answer(request, 500)
        response = self._answer(request, error.status_code)
        response.headers.update(error.headers or {})
        return response

    async def failed(self, request: Request, error: Exception) -> Response:
        away = isinstance(error, TryLater) or self._parts.db.is_away(error)
        return self._answer(request, 503 if away else 500)

    def _answer(self, request: Request, status: int) -> Response:
        path, language = request.url.path, language_of(request, self._parts.languages)
        if path.startswith(self._unread):
            return PlainTextResponse(str(status), status)
        if path.startswith(f"{BOARD}/") and self._parts.staff is not None:
            return refused(self._parts, self._parts.staff, self._pages, request, status)
        said = language.say(sentence(status))
        if is_fetch(request):
            return PlainTextResponse(said, status)
        back = "/officer/chat/" if path.startswith("/officer/") and self._parts.demo else "/chat/"
        title = language.say(ASSISTANT)
        return self._pages.page("error.html", language, status, title=title, officer=False, sentence=said, back=back)
