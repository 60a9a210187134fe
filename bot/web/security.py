"""Security of the pages: the origin of posts, their length, and what a browser may do."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 16 * 1024


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
    """Reads the body; raises HTTPException(413) as soon as it is longer than `most` bytes."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise HTTPException(413)
    return bytes(body)


async def form(request: Request) -> dict[str, str]:
    """Reads the fields of a posted form; raises HTTPException(400, 413)."""
    try:
        pairs = parse_qsl((await limited_body(request, MOST_BYTES)).decode(), keep_blank_values=True, max_num_fields=8)
    except ValueError as error:
        raise HTTPException(400) from error
    return dict(pairs)
