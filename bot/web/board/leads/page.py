"""One request: all that the officer needs to call, its history, and the actions on it.

For tests: data-testid "step" (a line of the history), and forms by their buttons' names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from bot.domain.calendar import local
from bot.domain.leads import OUTCOMES, Lead, LeadStep
from bot.domain.people import Staff
from bot.domain.rights import Act, may_read_whole, may_with
from bot.services.leads.calls.known import WHEN, came_by, with_it
from bot.services.leads.calls.opening import opening
from bot.services.leads.cards import STATES, step_in_words
from bot.services.leads.undo import undoable
from bot.store.engine.database import Transaction
from bot.store.leads import before
from bot.store.leads import queries as leads
from bot.store.leads.before import Before
from bot.store.staff import members as staff
from bot.store.staff.audited import Audited
from bot.web.board.auth import Gate, Signed
from bot.web.board.layout import Layout
from bot.words import FIRST, Words


@dataclass(frozen=True)
class LeadFound:
    """A request with its history and colleagues.

    same    other open requests for its phone; slip: what was done last, if they may undo it
    known   what else is known for the call; begins: how to begin it
    """

    lead: Lead
    steps: Sequence[LeadStep]
    colleagues: Sequence[Staff]
    same: Sequence[int]
    slip: Before | None
    known: Sequence[Words] = ()
    begins: Words | None = None


@dataclass(frozen=True)
class LeadPage:
    gate: Gate
    layout: Layout

    async def page(self, request: Request) -> Response:
        """GET /staff/request/{number}; 404 for a request outside the officer's area, too."""
        signed, number = await self.gate.signed(request), request.path_params["number"]
        found = await self.gate.parts.db.read(lambda tx: self._find(tx, number, signed.staff))
        if found is None:
            raise await self.gate.refuse(signed, Audited.REQUEST, number)
        await self.gate.looked(signed, Audited.REQUEST, number)
        lead, now = found.lead, self.gate.parts.clock()
        whole = may_read_whole(signed.staff, lead)
        if not whole:
            await self.gate.refuse(signed, Audited.HISTORY, number)
        knowledge = self.layout.staff.knowledge()
        duty, today = knowledge.library.duty_of(lead.commune), local(now).date()
        return self.layout.page(
            request,
            signed,
            "board_request.html",
            "board",
            lead=lead,
            state=STATES[lead.state],
            by=duty.late_from(lead),
            late=duty.late(lead, now),
            history=[(step, step_in_words(step)) for step in found.steps if whole],
            slip=found.slip,
            known=found.known,
            begins=found.begins,
            when=WHEN[lead.prefer] if lead.prefer and lead.open else None,
            calling=request.query_params.get("now") == "1",
            outcomes=OUTCOMES,
            colleagues=found.colleagues,
            same=found.same,
            topic=topic.title[FIRST] if (topic := knowledge.library.topics.get(lead.topic)) else "",
            places=self.layout.places(),
            today=today,
            next_day=duty.hours.next_day(today),
            may=may(lead, signed),
        )

    def _find(self, tx: Transaction, number: int, member: Staff) -> LeadFound | None:
        """Finds a request that the officer may see, and the colleagues who could take it."""
        lead = leads.get(tx, number)
        if lead is None or lead.in_tray or not member.sees(lead):
            return None
        everybody = (other for other in staff.all_staff(tx) if other.sees(lead) and other.id != lead.taken_by)
        same = [other.number for other in leads.same_phone(tx, lead) if lead.open and member.sees(other)]
        context = self.layout.staff.context(tx, self.gate.parts.clock(), "page")
        slip = undoable(before.last_of(tx, number), member, context)
        by_name = sorted(everybody, key=lambda other: other.name)
        whole = may_read_whole(member, lead)
        known = (*came_by(lead, context), *with_it(lead, member, context)) if whole else ()
        begins = opening(lead, member, context) if whole and lead.open else None
        return LeadFound(lead, leads.steps(tx, number), by_name, same, slip, known, begins)


def may(lead: Lead, signed: Signed) -> frozenset[str]:
    """The actions that the page offers; the services decide again."""
    own = lead.taken_by == signed.staff.id
    if not lead.open:
        again = {"reopen"} if may_with(Act.REOPEN, signed.staff, lead) else set()
        return frozenset({"note", *again}) if lead.may_go_on else frozenset()
    allowed = {"note"}
    if lead.taken_by is None:
        allowed |= {"take", "hand"}
    if own:
        allowed |= {"outcome", "hand"}
    if may_with(Act.HAND_ON, signed.staff, lead):
        allowed.add("give")
    return frozenset(allowed)
