"""Zalo's media host in a box: what people sent lies there for a while, for whoever has the address.

async with MediaHost() as host:
    url = host.holds("photo.jpg", JPEG)             # also redirect="http://…", status=404, hang=9, times=2
    host.asked                                      # the headers of every request, by path
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from PIL import Image
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from bot.domain.messages import Media
from tests.web.site import _serving as serving

TALK = "https://photo-stal-1.zdn.vn/a.jpg"
VOICE = b"\xff\xf1" + bytes(500)
PDF = b"%PDF-1.7\n" + b"mau don\n" * 40


@dataclass
class Lying:
    """What lies under a name. `status` is answered the first `times` times."""

    content: bytes = b""
    redirect: str = ""
    status: int = 200
    times: int = 10**6
    hang: float = 0
    endless: bool = False


@dataclass
class MediaHost:
    """`host` is its name as our settings have it, "127.0.0.1:8080"."""

    url: str = ""
    lying: dict[str, Lying] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    async def __aenter__(self) -> MediaHost:
        self._server = serving(Starlette(routes=[Route("/{name:path}", self._give)]))
        self.url = await self._server.__aenter__()
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self._server.__aexit__(None, None, None)

    @property
    def host(self) -> str:
        return urlsplit(self.url).netloc

    def holds(self, name: str, content: bytes = b"", **how: object) -> str:
        """The address of that content from now on."""
        self.lying[name] = Lying(content, **how)  # type: ignore[arg-type]
        return f"{self.url}/{name}"

    async def _give(self, request: Request) -> Response:
        name = request.path_params["name"]
        self.asked.append((name, dict(request.headers)))
        found = self.lying.get(name)
        if found is None:
            return Response(status_code=404)
        await asyncio.sleep(found.hang)
        if found.redirect:
            return Response(status_code=302, headers={"location": found.redirect})
        if found.status != 200 and found.times > 0:
            found.times -= 1
            return Response(status_code=found.status)
        if found.endless:
            return StreamingResponse(_zeros())
        return Response(found.content)


async def _zeros() -> AsyncIterator[bytes]:
    for _ in range(1000):
        yield bytes(1024 * 1024)


def photo(width: int = 64, height: int = 48, *, kind: str = "JPEG", noise: bool = False) -> bytes:
    """A photo that tells in its EXIF who took it."""
    colours = Image.effect_noise((width, height), 200).convert("RGB") if noise else Image.new("RGB", (width, height))
    exif = Image.Exif()
    exif[0x010F] = "NGUYEN THI LAN"
    file = BytesIO()
    colours.save(file, kind, exif=exif, quality=97)
    return file.getvalue()


def media(ref: str, kind: Any = "photo", name: str = "hinh.jpg", size: int = 0) -> Media:
    return Media(kind, "zalo_oa", "1", ref, name, size)
