"""Security of the pages: the origin of posts, their length, and what a browser may do."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from urllib.parse import parse_qsl, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.search.text.foreign import clean

MOST_BYTES = 16 * 1024
MOST_FIELDS = 8
BODY_WITHIN = 20.0


class SecurityHeaders:
    """ASGI middleware for security headers; `framed` lets our own pages frame each other."""

    def __init__(self, app: ASGIApp, framed: bool, https: bool) -> None:
        ours = "'self'" if framed else "'none'"
        self.app = app
        self.headers = {
            "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            "media-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
            f"frame-src {ours}; frame-ancestors {ours}",
            "X-Frame-Options": "SAMEORIGIN" if framed else "DENY",
            "X-Content-Type-Options": "nosniff",
            # "no-referrer" would make browsers send "Origin: null" with our own forms.
            "Referrer-Policy": "same-origin",
            "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cache-Control": "no-store",
        }
        if https:
            self.headers["Strict-Transport-Security"] = "max-age=31536000"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, sending if scope["type"] == "http" else send)


def for_this_machine(app: ASGIApp, host: str) -> ASGIApp:
    """The app for the person at this machine.

    A site elsewhere cannot reach it under a name of its own.

    host    where it listens; on all addresses ("0.0.0.0", "::") somebody wants others to come
    """
    if host in {"0.0.0.0", "::"}:  # noqa: S104 - it is asked, not chosen
        return app
    return TrustedHostMiddleware(app, allowed_hosts=["127.0.0.1", "localhost", host], www_redirect=False)


def check_origin(request: Request, public_url: str) -> None:
    """Raises HTTPException(403) for a post from another site.

    SameSite cookies guard browsers that send no Origin.

    public_url   what the outside calls us, "" where that is the Host header; a proxy may have changed that one
    """
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise HTTPException(403)
    origin = request.headers.get("origin")
    ours = {request.headers.get("host", ""), urlsplit(public_url).netloc} - {""}
    if origin is not None and urlsplit(origin).netloc not in ours:
        raise HTTPException(403)


async def limited_body(request: Request, most: int) -> bytes:
    """Reads the body.

    Raises HTTPException(413) as soon as it is longer than `most` bytes, 408 where it takes too long.
    """
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_WITHIN):
            async for chunk in request.stream():
                body += chunk
                if len(body) > most:
                    raise HTTPException(413)
    except TimeoutError as error:
        raise HTTPException(408, headers={"Connection": "close"}) from error
    return bytes(body)


async def form_with_file(request: Request, most: int) -> tuple[dict[str, str], bytes]:
    """Reads a posted form with one file.

    Its fields, and the file's bytes (b"": none was chosen).

    Raises HTTPException(400, 408, 413).
    """
    body = await limited_body(request, most + MOST_BYTES)

    async def whole() -> AsyncGenerator[bytes, None]:
        yield body

    try:
        parts = await MultiPartParser(request.headers, whole(), max_files=1, max_fields=8).parse()
    except (MultiPartException, KeyError, ValueError) as error:
        raise HTTPException(400) from error
    fields, file = {}, b""
    for name, value in parts.multi_items():
        if isinstance(value, str):
            fields[clean(name)] = clean(value)
        else:
            file = await value.read()
    await parts.close()
    return fields, file


async def form(request: Request, most: int = MOST_BYTES, fields: int = MOST_FIELDS) -> dict[str, str]:
    """Reads the fields of a posted form, as they may be kept and shown.

    Raises HTTPException(400, 408, 413).
    """
    try:
        body = (await limited_body(request, most)).decode()
        pairs = parse_qsl(body, keep_blank_values=True, max_num_fields=fields)
    except ValueError as error:
        raise HTTPException(400) from error
    return {clean(name): clean(value) for name, value in pairs}
