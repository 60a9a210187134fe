"""Meetings on the board: month, list, one with how many come; made, changed, cancelled.

For tests: data-testid "meeting" (a line), "day" (of the month), "count", "clash".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.domain.calendar import local
from bot.domain.meetings import Meeting, MeetingState, Plan
from bot.domain.outreach.results import known
from bot.domain.people import Staff
from bot.domain.rights import Act, may_change, may_hold, may_report
from bot.library.library import Library
from bot.services.context import Context
from bot.services.meetings import holding, planning
from bot.store.engine.database import Transaction
from bot.store.meetings import guests, queries
from bot.store.meetings.calendar_links import token_of
from bot.store.staff import audit
from bot.store.staff.audited import Audited
from bot.talk.understanding.numbers import read_number
from bot.web.board.auth import FORM, Gate, Signed
from bot.web.board.layout import CHOOSE, TWICE, Layout, weekday
from bot.web.board.meetings.form import EMPTY, filled_in, read_plan, version
from bot.web.board.meetings.months import STATES, Line, lines_of, month_of, next_month
from bot.web.board.meetings.results import NO_OUTCOME, Outcome, outcome_of
from bot.web.templating import figures_under
from bot.words import Words, _

MOST_BYTES, FIELDS = 16_384, 20
MEANWHILE = _("Somebody else has changed this meeting meanwhile. Please look at it first.")


@dataclass(frozen=True)
class MeetingPages:
    gate: Gate
    layout: Layout

    async def page(self, request: Request) -> Response:
        """GET /staff/meetings?month=2026-12"""
        signed = await self.gate.signed(request, Act.HOLD_MEETINGS)
        today = local(self.gate.parts.clock()).date()
        first = month_of(request.query_params.get("month", ""), today)
        after = next_month(first)
        lines = await self.gate.parts.db.read(lambda tx: lines_of(tx, signed.staff, first, after))
        days = [first + timedelta(days=each) for each in range((after - first).days)]
        language = self.layout.language(request)
        by_day: dict[date, list[Line]] = {}
        for one in lines:
            by_day.setdefault(one.day, []).append(one)
        return self.layout.page(
            request,
            signed,
            "board_meetings.html",
            "meetings",
            lines=lines,
            days=[(day, by_day.get(day, ())) for day in days],
            week=[first + timedelta(days=each - first.weekday()) for each in range(7)],
            first=first,
            before=(first - timedelta(days=1)).replace(day=1),
            after=after,
            today=today,
            named={day: weekday(language, day) for day in days},
            figures_under=figures_under,
            said={state: language.say(words) for state, words in STATES.items()},
        )

    async def new(self, request: Request) -> Response:
        """GET /staff/meetings/new?of=7: empty, or as that one was, for another day."""
        signed, old = await self.gate.signed(request, Act.HOLD_MEETINGS), request.query_params.get("of", "")
        found = await self.gate.parts.db.read(lambda tx: queries.get(tx, read_number(old))) if old else None
        if found is not None and not may_hold(signed.staff, found.plan.commune):
            raise await self.gate.refuse(signed, Audited.MEETING)
        return self._one(request, signed, None, typed=filled_in(found.plan, with_day=False) if found else None)

    async def show(self, request: Request) -> Response:
        """GET /staff/meetings/7"""
        return await self._shown(request, await self.gate.signed(request, Act.HOLD_MEETINGS))

    async def _shown(
        self, request: Request, signed: Signed, typed: Mapping[str, str] | None = None, wrong: Words | None = None
    ) -> Response:
        """With what is `wrong` with the form, everything in it is as it was typed."""
        number, now = request.path_params["number"], self.gate.parts.clock()
        found = await self.gate.parts.db.read(lambda tx: queries.get(tx, number))
        if found is None or not may_hold(signed.staff, found.plan.commune):
            raise await self.gate.refuse(signed, Audited.MEETING)

        def read(tx: Transaction) -> tuple[tuple[int, int], list[Meeting], Outcome, str]:
            context = self.layout.staff.context(tx, now, "board")
            counts = holding.counts(guests.expected(tx, number))
            calendar = token_of(tx, found) if found.open else ""
            return counts, holding.clashing(found, context), outcome_of(tx, number), calendar

        return self._one(request, signed, found, *await self.gate.parts.db.read(read), typed=typed, wrong=wrong)

    def _one(
        self,
        request: Request,
        signed: Signed,
        found: Meeting | None,
        counts: tuple[int, int] = (0, 0),
        clashes: list[Meeting] | None = None,
        outcome: Outcome = NO_OUTCOME,
        calendar: str = "",
        typed: Mapping[str, str] | None = None,
        wrong: Words | None = None,
    ) -> Response:
        waits = found is not None and found.state in (MeetingState.PLANNED, MeetingState.ANNOUNCED)
        return self.layout.page(
            request,
            signed,
            "board_meeting.html",
            "meetings",
            409 if wrong else 200,
            meeting=found,
            wrong=wrong,
            typed=EMPTY | dict(typed or (filled_in(found.plan, with_day=True) if found else {})),
            seen=version(found.plan) if found else "",
            counts=counts,
            clashes=clashes or [],
            outcome=outcome,
            calendar=calendar,
            kinds=self._library.meetings,
            served=self._served(signed.staff),
            mine=found is None or (waits and may_change(signed.staff, found)),
            reports=found is not None and may_report(signed.staff, found, self.gate.parts.clock()),
            counted=known(found.counted) if found else [],
            local=local,
            said=STATES,
            today=local(self.gate.parts.clock()).date(),
        )

    async def make(self, request: Request) -> Response:
        """POST /staff/meetings: a draft, shown before it is announced."""
        signed, fields = await self.gate.posted_long(request, Act.HOLD_MEETINGS, MOST_BYTES, FIELDS)
        now, form = self.gate.parts.clock(), _form(fields)
        if fields.get("commune", "") not in self._served(signed.staff):
            raise await self.gate.refuse(signed, Audited.MEETING)
        plan = read_plan(fields, self._library.meetings, now)
        if isinstance(plan, Words):
            return self._one(request, signed, None, typed=fields, wrong=plan)

        def turn(tx: Transaction) -> Meeting | None:
            if not audit.did(tx, signed.staff.id, Audited.MEETING, [], now, form):
                return None
            return queries.add(tx, plan, signed.staff.id, now)

        made = await self.gate.parts.db.run(turn)
        if made is None:
            return self.layout.done("/meetings", TWICE, request)
        return self.layout.done(f"/meetings/{made.number}", _("Please read it once more, then announce it."), request)

    async def change(self, request: Request) -> Response:
        """POST /staff/meetings/7/change, with `seen`, the version looked at."""
        signed, fields = await self.gate.posted_long(request, Act.HOLD_MEETINGS, MOST_BYTES, FIELDS)
        plan = read_plan(fields, self._library.meetings, self.gate.parts.clock())
        if isinstance(plan, Words):
            return await self._shown(request, signed, fields, plan)
        if plan.commune not in self._served(signed.staff):
            raise await self.gate.refuse(signed, Audited.MEETING)

        def work(before: Meeting, context: Context) -> Words:
            if fields.get("seen", "") != version(before.plan):
                audit.not_done(context.tx, _form(fields))
                return MEANWHILE
            after = planning.change(before.number, _kept(before.plan, plan), context)
            if after is not None and after.moved > before.moved:
                return _("Changed. Whoever registered is told.")
            return _("Changed.") if after else CHOOSE

        return await self._did(request, signed, fields, Audited.MEETING, work)

    async def announce(self, request: Request) -> Response:
        """POST /staff/meetings/7/announce"""
        signed, fields = await self.gate.posted(request, Act.HOLD_MEETINGS)

        def work(before: Meeting, context: Context) -> Words:
            if before.plan.starts <= context.now:
                return _("That hour is past already. Please type a later one.")
            made = planning.announce(before.number, context)
            return _("Announced: citizens find it from now on.") if made else TWICE

        return await self._did(request, signed, fields, Audited.MEETING, work)

    async def cancel(self, request: Request) -> Response:
        """POST /staff/meetings/7/cancel"""
        signed, fields = await self.gate.posted(request, Act.HOLD_MEETINGS)

        def work(before: Meeting, context: Context) -> Words:
            cancelled = planning.cancel(before.number, context)
            return _("Cancelled. Whoever registered is told.") if cancelled else TWICE

        return await self._did(request, signed, fields, Audited.MEETING_CANCEL, work)

    async def _did(
        self,
        request: Request,
        signed: Signed,
        fields: Mapping[str, str],
        page: Audited,
        work: Callable[[Meeting, Context], Words],
    ) -> Response:
        """Does it once, where it is theirs to do."""
        number, now, form = request.path_params["number"], self.gate.parts.clock(), _form(fields)

        def turn(tx: Transaction) -> Words | None:
            found = queries.get(tx, number, lock=True)
            if found is None or not may_change(signed.staff, found):
                return None
            if not audit.did(tx, signed.staff.id, page, [], now, form):
                return TWICE
            return work(found, self.layout.staff.context(tx, now, f"board:{form}"))

        said = await self.gate.parts.db.run(turn)
        if said is None:
            raise await self.gate.refuse(signed, Audited.MEETING)
        self.layout.staff.wake()
        return self.layout.done(f"/meetings/{number}", said, request)

    def _served(self, member: Staff) -> list[str]:
        """The communes in which they may hold one, by name."""
        own = member.communes or {one.code for one in self.layout.places()}
        return sorted((code for code in own if may_hold(member, code)), key=self.layout.commune)

    @property
    def _library(self) -> Library:
        return self.layout.staff.knowledge().library


def _kept(before: Plan, after: Plan) -> Plan:
    """The new plan with what the form does not ask for; the map leads to the old place."""
    same_place = (before.commune, before.hamlet, before.place) == (after.commune, after.hamlet, after.place)
    return replace(after, language=before.language, map=before.map if same_place else "")


def _form(fields: Mapping[str, str]) -> str:
    if not FORM.fullmatch(fields.get("form", "")):
        raise HTTPException(400)
    return fields["form"]
