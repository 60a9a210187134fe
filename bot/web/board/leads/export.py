"""A list of requests as an Excel file: all that its reader may have of each."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from bot.domain.people import Staff
from bot.domain.rights import RIGHTS, Act, Reach
from bot.lazy import lazily
from bot.reports.waiting_times import times
from bot.services.leads.calls.known import WHEN
from bot.services.leads.cards import STATES
from bot.store.engine.database import Transaction
from bot.store.leads import export, lists
from bot.store.leads.export import Details
from bot.store.leads.lists import LeadFilter, Listed, Times
from bot.store.staff.audited import Audited
from bot.web.board.auth import Gate
from bot.web.board.filters import FilterAsked
from bot.web.board.layout import Layout
from bot.words import Language, Words, _, in_language

MOST = 20_000
COLUMNS = (
    _("No."),
    _("Name"),
    _("Phone"),
    _("Commune"),
    _("State"),
    _("Overdue"),
    _("Asked at"),
    _("Held by"),
    _("Taken at"),
    _("First call"),
    _("Calls in vain"),
    _("Call on"),
    _("Ended at"),
    _("Likes to be called"),
    _("Has read about"),
    _("Channel"),
    _("Source"),
    _("Asked by somebody else"),
    _("May be passed on"),
    _("Consent text"),
    _("Consent given at"),
    _("Notes"),
)
sheet: Callable[..., bytes] = lazily("bot.reports.excel", "sheet")
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class LeadExport:
    """GET /staff/requests.xlsx: what the list shows, all its pages."""

    gate: Gate
    layout: Layout

    async def export(self, request: Request) -> Response:
        signed = await self.gate.signed(request)
        asked = FilterAsked.read(request.query_params)
        if asked.commune and not signed.staff.serves(asked.commune):
            raise await self.gate.refuse(signed, Audited.EXPORT)
        now = times(self.layout.staff.knowledge().library, self.gate.parts.clock())
        wanted = asked.lead_filter(signed.staff, now)
        at = self.gate.parts.clock()
        rows, details, titles = await self.gate.parts.db.read(
            lambda tx: (*_found(tx, wanted, now, signed.staff), self.layout.staff.context(tx, at, "page").titles)
        )
        await self.gate.looked(signed, Audited.EXPORT, *(row.number for row in rows))
        language = self.layout.language(request)
        columns = [language.say(column) for column in COLUMNS]
        cells = self._cells(rows, details, language, titles)
        body = await asyncio.to_thread(sheet, language.say(_("Requests")), columns, cells)
        name = f"yeu-cau-{now.today:%Y-%m-%d}.xlsx"
        return Response(body, media_type=EXCEL, headers={"Content-Disposition": f'attachment; filename="{name}"'})

    def _cells(
        self,
        rows: Sequence[Listed],
        details: Mapping[int, Details],
        language: Language,
        titles: Mapping[str, Words],
    ) -> Iterator[Sequence[object]]:
        states = {state: language.say(words) for state, words in STATES.items()}
        topics, yes = self.layout.staff.knowledge().library.topics, language.say(_("yes"))
        for row in rows:
            more = details[row.number]
            topic = topics.get(more.topic)
            title = titles.get(more.channel)
            yield (
                row.number,
                row.name,
                f"0{row.phone[3:]}" if row.phone else "",
                self.layout.commune(row.commune),
                states[row.state],
                language.say(_("Overdue")) if row.late else "",
                row.asked_at,
                row.taken_name,
                more.taken,
                more.called,
                more.tries,
                row.call_on,
                more.ended,
                language.say(WHEN[more.prefer]) if more.prefer else "",
                in_language(language.code, topic.title) if topic else "",
                language.say(title) if title else more.channel,
                more.source,
                yes if more.for_other else "",
                yes if more.shared else "",
                more.consent,
                more.agreed,
                "\n".join(more.notes),
            )


def _found(
    tx: Transaction, wanted: LeadFilter, now: Times, member: Staff
) -> tuple[list[Listed], Mapping[int, Details]]:
    """The rows, and what more there is of each; notes of what they may read whole."""
    rows = lists.listed(tx, wanted, now, MOST)
    everything = RIGHTS[Act.SEE_HELD][member.role] is Reach.AREA
    noted = {row.number for row in rows if everything or row.taken_by in {None, member.id}}
    return rows, export.details(tx, [row.number for row in rows], noted)
