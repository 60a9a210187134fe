"""What came of meetings on the board: minutes as Word, photos, and the month as Excel."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.domain.calendar import local
from bot.domain.meetings import Meeting
from bot.domain.outreach.results import COUNTED, Results, counts, file_name
from bot.domain.rights import Act, may_hold
from bot.lazy import lazily
from bot.reports.documents.minutes import NAME, gathered
from bot.reports.documents.order import filled
from bot.services.meetings.minutes import came_since, found_it
from bot.store.engine.database import Transaction
from bot.store.meetings import afterwards, photos, queries, results
from bot.store.staff import audit, members
from bot.store.staff.audited import Audited
from bot.web.board.auth import Gate, Signed
from bot.web.board.layout import Layout
from bot.web.board.meetings.months import STATES, Line, lines_of, month_of, next_month
from bot.words import FIRST, Language, Words, _, in_language, pgettext

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COLUMNS = (
    _("No."),
    _("Kind"),
    pgettext("meeting", "Name"),
    pgettext("hour", "From"),
    pgettext("hour", "Until"),
    _("Commune"),
    _("Place"),
    _("State"),
    _("Seats"),
    _("Come"),
    _("Wait"),
    pgettext("heads", "Present"),
    pgettext("heads", "Women"),
    pgettext("heads", "Khmer"),
    pgettext("heads", "Signed up there"),
    pgettext("heads", "Promised to join"),
)
sheet: Callable[..., bytes] = lazily("bot.reports.excel", "sheet")


@dataclass(frozen=True)
class Outcome:
    """What is known of a meeting afterwards; `photos` are their ids, `by` who wrote the results.

    since   requests and joined since; found: how guests found it
    """

    results: Results | None = None
    by: str = ""
    photos: Sequence[int] = ()
    since: Words | None = None
    found: Words | None = None

    @property
    def counts(self) -> Sequence[Words]:
        """The numbers, each with what it counts."""
        return list(counts(self.results.heads)) if self.results else []


NO_OUTCOME = Outcome()


def outcome_of(tx: Transaction, number: int) -> Outcome:
    """The results and the photos of that meeting."""
    found = results.get(tx, number)
    writer = members.get(tx, found.written_by) if found else None
    since = afterwards.since(tx, number)
    name = writer.name if writer else ""
    return Outcome(found, name, photos.of(tx, number), came_since(since), found_it(since))


@dataclass(frozen=True)
class ResultPages:
    """Files, for those who may read how many come to meetings there."""

    gate: Gate
    layout: Layout

    async def document(self, request: Request) -> Response:
        """GET /staff/meetings/7/minutes.docx"""
        meeting = await self._theirs(request, Audited.MEETING_RESULTS)
        language, today = self.gate.parts.languages[FIRST], local(self.gate.parts.clock()).date()
        library = self.layout.staff.knowledge().library
        values = await self.gate.parts.db.read(lambda tx: gathered(tx, meeting, library, language, today))
        template = library.documents.get(NAME)
        if values is None or template is None:
            raise HTTPException(404)
        body = await asyncio.to_thread(filled, template, values)
        return _file(body, WORD, file_name(meeting.number))

    async def photo(self, request: Request) -> Response:
        """GET /staff/meetings/7/photos/3"""
        meeting = await self._theirs(request, Audited.MEETING_PHOTO)
        this = request.path_params["photo"]
        found = await self.gate.parts.db.read(lambda tx: photos.get(tx, meeting.number, this))
        if found is None:
            raise HTTPException(404)
        return Response(found, media_type="image/jpeg", headers={"Cache-Control": "private, max-age=3600"})

    async def export(self, request: Request) -> Response:
        """GET /staff/meetings.xlsx?month=2026-12"""
        signed = await self.gate.signed(request, Act.HOLD_MEETINGS)
        now = self.gate.parts.clock()
        first = month_of(request.query_params.get("month", ""), local(now).date())
        lines = await self.gate.parts.db.read(lambda tx: lines_of(tx, signed.staff, first, next_month(first)))
        await self._audited(signed, Audited.MEETING_EXPORT)
        language = self.layout.language(request)
        columns = [language.say(column) for column in COLUMNS]
        body = await asyncio.to_thread(sheet, language.say(_("Meetings")), columns, self._rows(lines, language))
        return _file(body, EXCEL, f"hoi-nghi-{first:%Y-%m}.xlsx")

    def _rows(self, lines: Sequence[Line], language: Language) -> Iterator[Sequence[object]]:
        kinds = self.layout.staff.knowledge().library.meetings
        for line in lines:
            plan, heads = line.meeting.plan, line.heads.said
            kind, state = kinds.get(plan.kind), STATES.get(line.meeting.state)
            yield (
                line.meeting.number,
                in_language(language.code, kind.name) if kind else plan.kind,
                plan.title,
                plan.starts,
                plan.ends,
                self.layout.commune(plan.commune),
                ", ".join(part for part in (plan.place, plan.hamlet) if part),
                language.say(state) if state else "",
                plan.seats,
                line.come,
                line.wait,
                *(heads.get(name) for name in COUNTED),
            )

    async def _theirs(self, request: Request, page: Audited) -> Meeting:
        """The meeting; on record, also where it is none of theirs."""
        signed = await self.gate.signed(request, Act.HOLD_MEETINGS)
        number = request.path_params["number"]
        found = await self.gate.parts.db.read(lambda tx: queries.get(tx, number))
        if found is None or not may_hold(signed.staff, found.plan.commune):
            raise await self.gate.refuse(signed, page)
        await self._audited(signed, page)
        return found

    async def _audited(self, signed: Signed, page: Audited) -> None:
        now, who = self.gate.parts.clock(), signed.staff.id
        await self.gate.parts.db.run(lambda tx: audit.looked(tx, who, page, [], now))


def _file(body: bytes, kind: str, name: str) -> Response:
    return Response(body, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
