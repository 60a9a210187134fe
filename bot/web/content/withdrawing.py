"""Takes out what is wrong, at once and alone: the other editors and the admins are told."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.domain.content.drafts import Source
from bot.domain.rights import Act
from bot.library.editing.applying import edit_of
from bot.library.editing.withdrawing import without_answer, without_value
from bot.store.staff.audited import Audited
from bot.web.content.desk import Change, Desk
from bot.words import _


@dataclass(frozen=True)
class Withdrawing:
    desk: Desk

    async def withdraw(self, request: Request) -> Response:
        """POST /staff/content/withdraw/{kind}/{thing}"""
        signed, fields = await self.desk.gate.posted(request, Act.MEND_CONTENT)
        kind, thing = request.path_params["kind"], request.path_params["thing"]
        newest, files = await self.desk.contents.current()
        library = self.desk.library
        if not fields.get("reason", "").strip():
            said = _("Please say what is wrong with it.")
            return self.desk.layout.done(f"/content/edit/{kind}/{thing}", said, request)
        if kind == "answer" and thing in library.answers:
            after = await asyncio.to_thread(without_answer, library, files, thing)
        elif kind == "figure" and thing in library.figures.by_name:
            after = await asyncio.to_thread(without_value, files, thing, self.desk.today)
        else:
            raise HTTPException(404)
        change = Change(Source.WITHDRAWAL, kind, thing, edit_of(files, after), newest.number)
        number, outcome = await self.desk.keep(signed, Audited.CONTENT_WITHDRAW, fields, change)
        if number:
            outcome = (await self.desk.publish(signed, number, fields.get("form", ""))).outcome
        return self.desk.kept(request, number, outcome)
