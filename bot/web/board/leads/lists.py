"""Lists of requests with their filters; my day; whom to call now.

For tests: data-testid "row" (a request), "count" (how many), "filters", "pager".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.domain.leads import ENDS, Lead, LeadState
from bot.domain.people import Staff
from bot.domain.rights import Act, may_at_all
from bot.reports.waiting_times import AGES, times
from bot.services.leads.calls.calling import in_order, next_of
from bot.services.leads.cards import STATES
from bot.services.leads.undo import undoable
from bot.store.cases import queries as cases
from bot.store.engine.database import Transaction
from bot.store.leads import before, lists
from bot.store.leads.before import Before
from bot.store.leads.lists import LeadCounts, LeadFilter, Listed, Times
from bot.store.staff import members
from bot.store.staff.audited import Audited
from bot.talk.understanding.numbers import read_number
from bot.web.board.auth import PATH, Gate, Signed
from bot.web.board.filters import AGE_TITLES, FilterAsked
from bot.web.board.layout import Layout
from bot.words import _

A_PAGE = 50
MOST_MINE = 200
MOST_WAITING = 20


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
        await self._within(signed, asked, Audited.BOARD)
        now = self._times()
        wanted, skip = asked.lead_filter(signed.staff, now), (asked.page - 1) * A_PAGE
        rows, counts, count, sources, officers = await self.gate.parts.db.read(
            lambda tx: (
                lists.listed(tx, wanted, now, A_PAGE, skip),
                lists.counts(tx, signed.staff.communes, now, only_shared=signed.staff.only_shared),
                lists.how_many(tx, wanted, now),
                lists.sources(tx, signed.staff.communes),
                _colleagues(tx, signed.staff),
            )
        )
        await self.gate.looked(signed, Audited.BOARD, *(row.number for row in rows))
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
            ended={"closed", *(state.value for state in ENDS)},
            ended_states=[state for state in STATES if state in ENDS],
            age_titles=AGE_TITLES,
            sources=sources,
            officers=officers,
            places=self.layout.places(),
            counts=self._counts(signed, asked, counts),
        )

    async def mine(self, request: Request) -> Response:
        """GET /staff/: the officer's own requests in the order to call, and those not yet taken."""
        signed = await self.gate.signed(request, None)
        if not may_at_all(Act.SEE, signed.staff):
            return RedirectResponse(f"{PATH}/content", 303)
        now = self._times()
        only = signed.staff.only_shared
        own = LeadFilter(holder=signed.staff.id, only_shared=only)
        new = LeadFilter(communes=signed.staff.communes, state=LeadState.NEW, only_shared=only)
        held, waiting, counts, live, slip = await self.gate.parts.db.read(
            lambda tx: (
                lists.listed(tx, own, now, MOST_MINE),
                lists.listed(tx, new, now, MOST_WAITING),
                lists.counts(tx, signed.staff.communes, now, only_shared=signed.staff.only_shared),
                [*cases.of_staff(tx, signed.staff.id), *cases.waiting_for(tx, signed.staff.id)],
                self._slip(tx, signed.staff),
            )
        )
        held = [row for row in held if signed.staff.serves(row.commune)]
        shown = [row.number for row in [*held, *waiting]]
        await self.gate.looked(signed, Audited.MINE, *shown, cases=[case.number for case in live])
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
            slip=slip,
            states=STATES,
        )

    async def next(self, request: Request) -> Response:
        """GET /staff/next?after=17: whom to call now."""
        signed, now = await self.gate.signed(request), self.gate.parts.clock()
        after = read_number(request.query_params.get("after", ""))

        def order(tx: Transaction) -> list[Lead]:
            return in_order(signed.staff, self.layout.staff.context(tx, now, "page"))

        found = await self.gate.parts.db.read(order)
        if (lead := next_of(found, after)) is not None:
            return RedirectResponse(f"{PATH}/request/{lead.number}?now=1", 303)
        last = _("That was the last one. {count} are still to be called.", count=len(found))
        return self.layout.done("/", last if found else _("There is nobody to call now. Well done."), request)

    def _slip(self, tx: Transaction, member: Staff) -> Before | None:
        context = self.layout.staff.context(tx, self.gate.parts.clock(), "page")
        return undoable(before.last_by(tx, member.id), member, context)

    def _times(self) -> Times:
        return times(self.layout.staff.knowledge().library, self.gate.parts.clock())

    async def _within(self, signed: Signed, asked: FilterAsked, page: Audited) -> None:
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


def _colleagues(tx: Transaction, member: Staff) -> list[Staff]:
    """Everybody who works where they do."""
    found = (one for one in members.all_staff(tx) if may_at_all(Act.SEE, one) and _together(one, member))
    return sorted(found, key=lambda one: one.name)


def _together(one: Staff, member: Staff) -> bool:
    return not one.communes or not member.communes or bool(one.communes & member.communes)


def _urgency(row: Listed, now: Times) -> tuple[bool, int, date, datetime]:
    """Order of my day: late ones, first calls, calls agreed for a day, the rest."""
    kind = {LeadState.TAKEN: 0, LeadState.CALL_AGAIN: 1}.get(row.state, 2)
    return not row.late, kind, row.call_on or now.today, row.asked_at
