"""Figures and ways of asking in Excel: downloaded, edited, uploaded as a draft."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.domain.content.drafts import Source
from bot.domain.errors import Trouble
from bot.domain.rights import Act
from bot.lazy import lazily
from bot.library.editing.applying import edit_of
from bot.reports.content_sheets import COLUMNS, SheetChange, Table, read, rows_of
from bot.reports.sheets import CellMistake, SheetRows
from bot.store.staff.audited import Audited
from bot.web.board.auth import Signed
from bot.web.content.desk import Change, Desk
from bot.words import Words, _, verbatim

sheet: Callable[..., bytes] = lazily("bot.reports.excel", "sheet")
read_sheet: Callable[..., SheetRows] = lazily("bot.reports.excel_reading", "read_sheet")
MOST_BYTES = 5 * 1024 * 1024
MOST_TOLD = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TITLES: Mapping[str, tuple[Table, str, Words]] = MappingProxyType(
    {
        "figures": ("figures", "con-so", _("Figures in Excel")),
        "asks": ("asks", "cach-hoi", _("Ways of asking in Excel")),
    }
)


@dataclass(frozen=True)
class Sheets:
    desk: Desk

    async def page(self, request: Request) -> Response:
        """GET /staff/content/sheet/{table}"""
        return self._page(request, await self.desk.signed(request))

    async def download(self, request: Request) -> Response:
        """GET /staff/content/sheet/{table}/table.xlsx"""
        await self.desk.signed(request)
        table, name, _title = self._table(request)
        headings = [column.name for column in COLUMNS[table]]
        body = await asyncio.to_thread(lambda: sheet(name, headings, rows_of(self.desk.library, table)))
        return Response(body, media_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}.xlsx"'})

    async def upload(self, request: Request) -> Response:
        """POST /staff/content/sheet/{table}: a draft that its author applies after a look."""
        signed, fields, file = await self.desk.gate.posted_file(request, Act.MEND_CONTENT, MOST_BYTES)
        table, _name, _title = self._table(request)
        version, files = await self.desk.contents.current()
        library = self.desk.library

        def reading() -> SheetChange:
            return read(table, read_sheet(file, COLUMNS[table]), library, files)

        try:
            change = await asyncio.to_thread(reading)
        except Trouble as trouble:
            return self._page(request, signed, [verbatim(str(trouble))])
        mistakes: Sequence[CellMistake] = change.mistakes
        if not mistakes:
            mistakes = change.told((await self.desk.contents.check(change.files)).mistakes)
        if mistakes:
            return self._page(request, signed, [verbatim(str(one)) for one in mistakes[:MOST_TOLD]])
        edit = edit_of(files, change.files)
        if not edit.paths:
            return self._page(request, signed, [_("The table says what is in use already: nothing changes.")])
        kept = Change(Source.SHEET, "sheet", table, edit, version.number, asking=False)
        number, outcome = await self.desk.keep(signed, Audited.CONTENT_EDIT, fields, kept)
        if number is None:
            return self.desk.kept(request, None, outcome)
        said = _("The table has no mistake. Below is what it changes; nothing is asked or used until you apply it.")
        return self.desk.layout.done(f"/content/draft/{number}", said, request)

    def _table(self, request: Request) -> tuple[Table, str, Words]:
        found = TITLES.get(request.path_params["table"])
        if found is None:
            raise HTTPException(404)
        return found

    def _page(self, request: Request, signed: Signed, wrong: Sequence[Words] = ()) -> Response:
        table, _name, title = self._table(request)
        return self.desk.layout.page(
            request,
            signed,
            "content_sheet.html",
            "content",
            422 if wrong else 200,
            table=table,
            table_title=title,
            wrong=wrong,
            columns=[column.name for column in COLUMNS[table]],
        )
