"""Pictures and sounds that platforms fetch, and pages that play them, by unguessable names."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.interface import Undeliverable
from bot.channels.media.cards import draw
from bot.channels.media.workshop import in_turn
from bot.domain.messages import LARGEST_FILE, Media
from bot.lazy import lazily
from bot.store.messages import hosted_media
from bot.web.chat.page import ASSISTANT
from bot.web.chat.session import language_of
from bot.web.dependencies import WebParts
from bot.web.media_response import shown
from bot.web.templating import Pages

as_jpeg: Callable[[bytes, int], Awaitable[bytes]] = lazily("bot.channels.media.photos", "as_jpeg")


@dataclass(frozen=True)
class HostedMedia:
    parts: WebParts
    pages: Pages

    async def listen(self, request: Request) -> Response:
        """GET /listen/{name}: plays what is read aloud; 404 for an unknown or expired name."""
        name, now = request.path_params["name"], self.parts.clock()
        media = (await self.parts.db.read(lambda tx: hosted_media.get(tx, name, now))).media
        if media is None or media.kind != "voice":
            raise HTTPException(404)
        language = self.parts.languages.get(media.account) or language_of(request, self.parts.languages)
        title = language.say(ASSISTANT)
        return self.pages.page("listen.html", language, title=title, officer=False, name=name)

    async def picture(self, request: Request) -> Response:
        """GET or HEAD /picture/{name}.{ending}: 404 for an unknown or expired name."""
        name, now = request.path_params["name"], self.parts.clock()
        message = await self.parts.db.read(lambda tx: hosted_media.get(tx, name, now))
        if message.media is not None:
            return await self._sent(message.media)
        if message.picture is None:
            raise HTTPException(404)
        png = await in_turn(draw, message.picture)
        return Response(png, media_type="image/png", headers={"Cache-Control": "private, max-age=3600"})

    async def _sent(self, media: Media) -> Response:
        """Sends the file; of a photo the picture alone, without its metadata."""
        files = self.parts.webchat.files
        if media.kind != "photo":
            return await shown(media, files)
        try:
            return Response(await as_jpeg(await files.fetch(media), LARGEST_FILE), media_type="image/jpeg")
        except Undeliverable as error:
            raise HTTPException(404) from error
