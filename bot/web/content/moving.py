"""Takes something out, or gives it another code: a draft that somebody else approves."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.domain.content.drafts import Source
from bot.domain.rights import Act
from bot.library.editing.applying import edit_of
from bot.library.editing.renaming import KINDS as RENAMED
from bot.library.editing.renaming import renamed
from bot.library.editing.things import CODE, things
from bot.library.editing.withdrawing import without
from bot.store.staff.audited import Audited
from bot.web.board.auth import Signed
from bot.web.content.desk import Change, Desk
from bot.words import _

TAKEN = _("That code is taken, or is not one: small letters without accents, numbers and hyphens.")


@dataclass(frozen=True)
class Moving:
    desk: Desk

    async def remove(self, request: Request) -> Response:
        """POST /staff/content/remove/{kind}/{thing}"""
        signed, fields = await self.desk.gate.posted(request, Act.MEND_CONTENT)
        kind, thing = request.path_params["kind"], request.path_params["thing"]
        files = (await self.desk.contents.current())[1]
        after = await asyncio.to_thread(without, self.desk.library, files, kind, thing)
        if after is None:
            raise HTTPException(404)
        return await self._draft(request, signed, fields, "removal", after)

    async def rename(self, request: Request) -> Response:
        """POST /staff/content/rename/{kind}/{thing}"""
        signed, fields = await self.desk.gate.posted(request, Act.MEND_CONTENT)
        kind, thing, new = request.path_params["kind"], request.path_params["thing"], fields.get("id", "").strip()
        files, library = (await self.desk.contents.current())[1], self.desk.library
        if kind not in RENAMED or thing not in {one.id for one in things(library, files, kind)}:
            raise HTTPException(404)
        known = library.answers if kind == "answer" else library.topics
        if not CODE.fullmatch(new) or "_" in new or new in known:
            return self.desk.layout.done(f"/content/edit/{kind}/{thing}", TAKEN, request)
        after = await asyncio.to_thread(renamed, library, files, kind, thing, new)
        return await self._draft(request, signed, fields, "renaming", after)

    async def _draft(
        self, request: Request, signed: Signed, fields: Mapping[str, str], how: str, after: Mapping[str, bytes]
    ) -> Response:
        kind, thing = request.path_params["kind"], request.path_params["thing"]
        version, files = await self.desk.contents.current()
        checked = await self.desk.contents.check(after)
        if checked.mistakes:
            said = _("It cannot be taken out like this: {why}", why=str(checked.mistakes[0]))
            return self.desk.layout.done(f"/content/edit/{kind}/{thing}", said, request)
        change = Change(Source.FORM, how, f"{kind}/{thing}", edit_of(files, after), version.number)
        return self.desk.kept(request, *await self.desk.keep(signed, Audited.CONTENT_EDIT, fields, change))
