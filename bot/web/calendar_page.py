"""A meeting's calendar file, by a signed link that expires; it follows the meeting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.domain.meetings import Meeting
from bot.lazy import lazily
from bot.services.meetings.wording import where
from bot.store.engine.database import Transaction
from bot.store.meetings.calendar_links import linked
from bot.web.dependencies import WebParts
from bot.words import FIRST

calendar_file: Callable[[Meeting, str, datetime], bytes] = lazily("bot.reports.calendar_file", "calendar_file")


@dataclass(frozen=True)
class CalendarPage:
    parts: WebParts

    async def file(self, request: Request) -> Response:
        """GET /calendar/{token}.ics"""
        token, now, staff = str(request.path_params["token"]), self.parts.clock(), self.parts.staff
        assert staff is not None

        def read(tx: Transaction) -> tuple[Meeting, str]:
            found = linked(tx, token, now)
            if found is None:
                raise HTTPException(404)
            return found, self.parts.languages[FIRST].say(where(found, staff.context(tx, now, "calendar")))

        meeting, place = await self.parts.db.read(read)
        named = {"Content-Disposition": f'attachment; filename="hoi-nghi-{meeting.number}.ics"'}
        return Response(calendar_file(meeting, place, now), media_type="text/calendar", headers=named)
