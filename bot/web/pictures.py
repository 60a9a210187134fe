"""Pictures for platforms that fetch what they show, under names that nobody guesses, as often as they like."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.picture import draw
from bot.store import pictures
from bot.web.parts import WebParts


@dataclass(frozen=True)
class Pictures:
    parts: WebParts

    async def picture(self, request: Request) -> Response:
        """GET or HEAD /picture/{name}.png: 404 for a name that was not given out, or whose time is over."""
        name = request.path_params["name"]
        card = await self.parts.db.read(lambda tx: pictures.get(tx, name, self.parts.clock()))
        if card is None:
            raise HTTPException(404)
        png = await asyncio.to_thread(draw, card)
        return Response(png, media_type="image/png", headers={"Cache-Control": "public, max-age=3600"})
