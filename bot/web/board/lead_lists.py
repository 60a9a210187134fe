"""Lists of requests by commune, state and age; my day; and the same as an Excel file.

For tests: data-testid "row" (a request), "count" (how many), "filters", "pager".
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from starlette.requests import Request
from starlette.responses import Response

from bot.domain.leads import ENDS, LeadState
from bot.lazy import lazily
from bot.reports.waiting_times import AGES, times
from bot.services.leads.cards import STATES
from bot.store.cases import queries as cases
from bot.store.leads import lists
from bot.store.leads.lists import LeadCounts, LeadFilter, Listed, Times
from bot.web.board.auth import Gate, Signed
from bot.web.board.filters import AGE_TITLES, FilterAsked
from bot.web.board.layout import Layout
from bot.words import Language, _

A_PAGE = 50
MOST_MINE = 200
MOST_WAITING = 20
MOST_EXPORTED = 20_000
COLUMNS = (
    _("No."),
    _("Name"),
    _("Phone"),
    _("Commune"),
    _("State"),
    _("Overdue"),
    _("Asked at"),
    _("Held by"),
    _("Call on"),
)
sheet: Callable[..., bytes] = lazily("bot.reports.excel", "sheet")
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Counts:
    """Counts of the commune chosen, or of all; `communes` has each one's open requests."""

    open: int
    late: int
    ages: Sequence[int]
    by_state: Mapping[LeadState, int]
    communes: Sequence[tuple[str, int]]


@dataclass(frozen=True)
class LeadLists:
    gate: Gate
    layout: Layout

    async def board(self, request: Request) -> Response:
        """GET /staff/requests"""
        signed = await self.gate.signed(request)
        asked = FilterAsked.read(request.query_params)
        await self._within(signed, asked, "board")
        now = self._times()
        wanted, skip = asked.lead_filter(signed.staff, now), (asked.page - 1) * A_PAGE
        rows, counts, count = await self.gate.parts.db.read(
            lambda tx: (
                lists.listed(tx, wanted, now, A_PAGE, skip),
                lists.counts(tx, signed.staff.communes, now, only_shared=signed.staff.only_shared),
                lists.how_many(tx, wanted, now),
            )
        )
        await self.gate.looked(signed, "board", *(row.number for row in rows))
        return self.layout.page(
            request,
            signed,
            "board_requests.html",
            "board",
            asked=asked,
            rows=rows,
            count=count,
            pages=max(1, -(-count // A_PAGE)),
            states=STATES,
            ends=ENDS,
            open_states=[state for state in STATES if state not in ENDS],
            ended_states=[state for state in STATES if state in ENDS],
            age_titles=AGE_TITLES,
            counts=self._counts(signed, asked, counts),
        )

    async def mine(self, request: Request) -> Response:
        """GET /staff/: the officer's own requests in the order to call, and those not yet taken."""
        signed = await self.gate.signed(request)
        now = self._times()
        only = signed.staff.only_shared
        own = LeadFilter(holder=signed.staff.id, only_shared=only)
        new = LeadFilter(communes=signed.staff.communes, state=LeadState.NEW, only_shared=only)
        held, waiting, counts, live = await self.gate.parts.db.read(
            lambda tx: (
                lists.listed(tx, own, now, MOST_MINE),
                lists.listed(tx, new, now, MOST_WAITING),
                lists.counts(tx, signed.staff.communes, now, only_shared=signed.staff.only_shared),
                [*cases.of_staff(tx, signed.staff.id), *cases.waiting_for(tx, signed.staff.id)],
            )
        )
        held = [row for row in held if signed.staff.serves(row.commune)]
        await self.gate.looked(signed, "mine", *(row.number for row in [*held, *waiting]))
        held.sort(key=lambda row: _urgency(row, now))
        waits = sum(cell.count for cell in counts if cell.state is LeadState.NEW)
        return self.layout.page(
            request,
            signed,
            "board_mine.html",
            "mine",
            held=held,
            waiting=waiting,
            waits=waits,
            live=live,
            states=STATES,
        )

    async def export(self, request: Request) -> Response:
        """GET /staff/requests.xlsx: what the list shows, all its pages."""
        signed = await self.gate.signed(request)
        asked = FilterAsked.read(request.query_params)
        await self._within(signed, asked, "export")
        now = self._times()
        wanted = asked.lead_filter(signed.staff, now)
        rows = await self.gate.parts.db.read(lambda tx: lists.listed(tx, wanted, now, MOST_EXPORTED))
        await self.gate.looked(signed, "export", *(row.number for row in rows))
        language = self.layout.language(request)
        columns = [language.say(column) for column in COLUMNS]
        body = await asyncio.to_thread(sheet, language.say(_("Requests")), columns, self._cells(rows, language))
        name = f"yeu-cau-{now.today:%Y-%m-%d}.xlsx"
        return Response(body, media_type=EXCEL, headers={"Content-Disposition": f'attachment; filename="{name}"'})

    def _cells(self, rows: Sequence[Listed], language: Language) -> Iterator[Sequence[object]]:
        states = {state: language.say(words) for state, words in STATES.items()}
        overdue = language.say(_("Overdue"))
        for row in rows:
            phone = f"0{row.phone[3:]}" if row.phone else ""
            late = overdue if row.late else ""
            commune = self.layout.commune(row.commune)
            yield (
                row.number,
                row.name,
                phone,
                commune,
                states[row.state],
                late,
                row.asked_at,
                row.taken_name,
                row.call_on,
            )

    def _times(self) -> Times:
        return times(self.layout.staff.knowledge().library, self.gate.parts.clock())

    async def _within(self, signed: Signed, asked: FilterAsked, page: str) -> None:
        if asked.commune and not signed.staff.serves(asked.commune):
            raise await self.gate.refuse(signed, page)

    def _counts(self, signed: Signed, asked: FilterAsked, counts: Sequence[LeadCounts]) -> Counts:
        shown = [cell for cell in counts if asked.commune in ("", cell.commune)]
        each = dict.fromkeys(signed.staff.communes, 0)
        for cell in counts:
            each[cell.commune] = each.get(cell.commune, 0) + cell.count
        if asked.commune:
            each.setdefault(asked.commune, 0)
        return Counts(
            open=sum(cell.count for cell in shown),
            late=sum(cell.late for cell in shown),
            ages=[sum(cell.ages[age] for cell in shown) for age in range(len(AGES) + 1)],
            by_state={state: sum(cell.count for cell in shown if cell.state is state) for state in STATES},
            communes=sorted(each.items(), key=lambda item: self.layout.commune(item[0])),
        )


def _urgency(row: Listed, now: Times) -> tuple[bool, int, date, datetime]:
    """Order of my day: late ones, first calls, calls agreed for a day, the rest."""
    kind = {LeadState.TAKEN: 0, LeadState.CALL_AGAIN: 1}.get(row.state, 2)
    return not row.late, kind, row.call_on or now.today, row.asked_at
