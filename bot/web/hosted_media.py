"""Pictures and sounds for platforms that fetch them, under unguessable names."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.interface import Undeliverable
from bot.channels.media.cards import draw
from bot.channels.media.photos import as_jpeg
from bot.domain.messages import LARGEST_FILE, Media
from bot.store.messages import hosted_media
from bot.web.dependencies import WebParts
from bot.web.media_response import shown


@dataclass(frozen=True)
class Pictures:
    parts: WebParts

    async def picture(self, request: Request) -> Response:
        """GET or HEAD /picture/{name}.{ending}: 404 for an unknown or expired name."""
        name, now = request.path_params["name"], self.parts.clock()
        message = await self.parts.db.read(lambda tx: hosted_media.get(tx, name, now))
        if message.media is not None:
            return await self._sent(message.media)
        if message.picture is None:
            raise HTTPException(404)
        png = await asyncio.to_thread(draw, message.picture)
        return Response(png, media_type="image/png", headers={"Cache-Control": "public, max-age=3600"})

    async def _sent(self, media: Media) -> Response:
        """Sends the file; of a photo the picture alone, without its metadata."""
        files = self.parts.webchat.files
        if media.kind != "photo":
            return await shown(media, files)
        try:
            return Response(await as_jpeg(await files.fetch(media), LARGEST_FILE), media_type="image/jpeg")
        except Undeliverable as error:
            raise HTTPException(404) from error
