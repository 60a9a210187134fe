"""The picture of a line of a chat, its file, and its words for a voice."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.channels.media.cards import draw
from bot.channels.media.workshop import in_turn
from bot.library.answers.speech import spoken
from bot.store.messages import chat_lines
from bot.store.messages.chat_lines import ChatLine
from bot.web.chat.page import Chat
from bot.web.media_response import shown

HIGHEST = 2**63 - 1


@dataclass(frozen=True)
class Attachments:
    """Each of them 404 for a line of another chat, 410 for a browser without one."""

    chat: Chat

    async def picture(self, request: Request) -> Response:
        """GET /chat/picture/{line}: the result as a picture, to keep or to send."""
        line = await self._line(request)
        if line.message.picture is None:
            raise HTTPException(404)
        png = await in_turn(draw, line.message.picture)
        return Response(png, media_type="image/png", headers={"Cache-Control": "private, max-age=3600"})

    async def media(self, request: Request) -> Response:
        """GET /chat/media/{line}: the file that came with it."""
        line = await self._line(request)
        if line.message.media is None:
            raise HTTPException(404)
        return await shown(line.message.media, self.chat.parts.webchat.files)

    async def speech(self, request: Request) -> Response:
        """GET /chat/speech/{line}: its text as a voice should say it."""
        line = await self._line(request)
        return PlainTextResponse(spoken(line.message.text, self.chat.language(request).code))

    async def _line(self, request: Request) -> ChatLine:
        address, number = self.chat.required(request), min(request.path_params["line"], HIGHEST)
        line = await self.chat.parts.db.read(lambda tx: chat_lines.get(tx, address.chat, number))
        if line is None:
            raise HTTPException(404)
        return line
