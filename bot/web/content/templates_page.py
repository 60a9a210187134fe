"""Templates of Word and of prints: downloaded, changed elsewhere, uploaded as a draft.

For tests: data-testid "template", "wrong".
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.domain.content.drafts import Source
from bot.domain.errors import Trouble
from bot.domain.rights import Act
from bot.lazy import lazily
from bot.library.editing.applying import edit_of
from bot.library.snapshot import Snapshot
from bot.store.staff.audited import Audited
from bot.web.board.auth import Signed
from bot.web.content.desk import Change, Desk
from bot.words import Words, _, verbatim

wrong_templates: Callable[..., list[str]] = lazily("bot.reports.templates", "wrong_templates")
MOST_BYTES = 5 * 1024 * 1024
MOST_TOLD = 20
FOLDERS = ("documents", "reports", "prints")
ENDINGS = (".docx", ".typ")
SAME = _("The file says what is in use already: nothing changes.")


@dataclass(frozen=True)
class Templates:
    desk: Desk

    async def page(self, request: Request) -> Response:
        """GET /staff/content/templates"""
        return await self._page(request, await self.desk.signed(request))

    async def download(self, request: Request) -> Response:
        """GET /staff/content/templates/{folder}/{name}"""
        await self.desk.signed(request)
        path, files = self._path(request), (await self.desk.contents.current())[1]
        if path not in files:
            raise HTTPException(404)
        headers = {"Content-Disposition": f'attachment; filename="{path.rpartition("/")[2]}"'}
        return Response(files[path], media_type="application/octet-stream", headers=headers)

    async def upload(self, request: Request) -> Response:
        """POST /staff/content/templates/{folder}/{name}: a draft, once nothing is wrong with it."""
        signed, fields, file = await self.desk.gate.posted_file(request, Act.MEND_CONTENT, MOST_BYTES)
        path = self._path(request)
        version, files = await self.desk.contents.current()
        if path not in files:
            raise HTTPException(404)
        after = {**files, path: file}
        edit = edit_of(files, after)
        checked = await self.desk.contents.check(after)
        wrong: list[Words] = [verbatim(str(one)) for one in checked.mistakes] if edit.paths else [SAME]
        if not wrong:
            try:
                told = await asyncio.to_thread(wrong_templates, Snapshot(after).packed(), self.desk.today)
            except Trouble as trouble:
                told = [str(trouble)]
            wrong = [verbatim(one) for one in told]
        if wrong:
            return await self._page(request, signed, wrong[:MOST_TOLD])
        change = Change(Source.FORM, "file", path, edit, version.number)
        return self.desk.kept(request, *await self.desk.keep(signed, Audited.CONTENT_EDIT, fields, change))

    def _path(self, request: Request) -> str:
        folder, name = request.path_params["folder"], request.path_params["name"]
        if folder not in FOLDERS or not name.endswith(ENDINGS):
            raise HTTPException(404)
        return f"{folder}/{name}"

    async def _page(self, request: Request, signed: Signed, wrong: Sequence[Words] = ()) -> Response:
        files = (await self.desk.contents.current())[1]
        listed = [path for path in sorted(files) if path.startswith(FOLDERS) and path.endswith(ENDINGS)]
        return self.desk.layout.page(
            request, signed, "content_templates.html", "content", 422 if wrong else 200, templates=listed, wrong=wrong
        )
