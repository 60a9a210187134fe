"""The web side as one ASGI application: `create_app(parts)`."""

from __future__ import annotations

import logging

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from bot.channels.interface import TryLater
from bot.web.board.auth import PATH as BOARD
from bot.web.board.routes import board_routes, refused
from bot.web.chat.page import ASSISTANT, Chat, is_fetch
from bot.web.chat.session import language_of
from bot.web.demo import Demo
from bot.web.dependencies import WebParts
from bot.web.errors import sentence
from bot.web.health import Health
from bot.web.hosted_media import Pictures
from bot.web.security import SecurityHeaders
from bot.web.templating import Pages, load_pages
from bot.web.webhooks import Hook

UNREAD_BY_PEOPLE = ("/picture/", "/healthz", "/readyz", "/metrics", "/static/")


def create_app(parts: WebParts) -> ASGIApp:
    """The pages, webhooks and health checks over the collaborators in `parts`."""
    # It would write every pushed line, that is what people say, to a debug log.
    logging.getLogger("sse_starlette").setLevel(logging.WARNING)
    pages = load_pages()
    errors = Errors(parts, pages)
    app = Starlette(
        routes=routes(parts, pages),
        exception_handlers={HTTPException: errors.refused, TryLater: errors.failed, Exception: errors.failed},
    )
    # Around all of it, for Starlette answers a failure from outside its own middleware.
    return SecurityHeaders(app, framed=parts.demo, https=parts.secure_cookies)


def routes(parts: WebParts, pages: Pages) -> list[BaseRoute]:
    citizen, health = Chat(parts, pages), Health(parts)
    shared: list[BaseRoute] = [
        Route("/chat/", citizen.page, methods=["GET"]),
        Route("/chat/say", citizen.say, methods=["POST"]),
        Route("/chat/lines", citizen.lines, methods=["GET"]),
        Route("/chat/picture/{line:int}", citizen.picture, methods=["GET"]),
        Route("/chat/media/{line:int}", citizen.media, methods=["GET"]),
        Route("/picture/{name:str}.{ending:str}", Pictures(parts).picture),
        Route("/static/{name}", pages.asset),
        Route("/healthz", health.lives),
        Route("/readyz", health.ready),
        Route("/metrics", health.metrics),
    ]
    shared += [Hook(webhook).route for webhook in parts.webhooks]
    if parts.staff is not None:
        shared += board_routes(parts, parts.staff, pages)
    if not parts.demo:
        return [Route("/", to_chat), *shared]
    officer = Chat(parts, pages, officer=True)
    return [
        Route("/", Demo(parts, pages).page),
        *shared,
        Route("/officer/chat/", officer.page, methods=["GET"]),
        Route("/officer/chat/say", officer.say, methods=["POST"]),
        Route("/officer/chat/lines", officer.lines, methods=["GET"]),
        Route("/officer/chat/picture/{line:int}", officer.picture, methods=["GET"]),
        Route("/officer/chat/media/{line:int}", officer.media, methods=["GET"]),
    ]


async def to_chat(_request: Request) -> Response:
    return RedirectResponse("/chat/")


class Errors:
    """Answers a refusal or a failure with a kind sentence, never with how it went wrong."""

    def __init__(self, parts: WebParts, pages: Pages) -> None:
        self._parts, self._pages = parts, pages
        self._unread = (*UNREAD_BY_PEOPLE, *(f"/{webhook.path}/" for webhook in parts.webhooks))

    async def refused(self, request: Request, error: Exception) -> Response:
        return self._answer(request, error.status_code if isinstance(error, HTTPException) else 500)

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
