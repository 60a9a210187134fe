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
from bot.domain.rights import Act, may_with
from bot.services.leads.cards import STATES, STEPS
from bot.store.engine.database import Transaction
from bot.store.leads import queries as leads
from bot.store.staff import members as staff
from bot.web.board.auth import Gate, Signed
from bot.web.board.layout import Layout
from bot.words import FIRST


@dataclass(frozen=True)
class LeadFound:
    """A request with its history and colleagues; `same` are other open requests for its phone."""

    lead: Lead
    steps: Sequence[LeadStep]
    colleagues: Sequence[Staff]
    same: Sequence[int]


@dataclass(frozen=True)
class LeadPage:
    gate: Gate
    layout: Layout

    async def page(self, request: Request) -> Response:
        """GET /staff/request/{number}; 404 for a request outside the officer's area, too."""
        signed, number = await self.gate.signed(request), request.path_params["number"]
        found = await self.gate.parts.db.read(lambda tx: find(tx, number, signed.staff))
        if found is None:
            raise await self.gate.refuse(signed, "request", number)
        await self.gate.looked(signed, "request", number)
        lead, now = found.lead, self.gate.parts.clock()
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
            history=[(step, STEPS.get(step.what)) for step in found.steps],
            outcomes=OUTCOMES,
            colleagues=found.colleagues,
            same=found.same,
            topic=topic.title[FIRST] if (topic := knowledge.library.topics.get(lead.topic)) else "",
            places=knowledge.library.places.provinces[knowledge.library.places.home].communes,
            today=today,
            next_day=duty.hours.next_day(today),
            may=may(lead, signed),
        )


def may(lead: Lead, signed: Signed) -> frozenset[str]:
    """The actions that the page offers; the services decide again."""
    own = lead.taken_by == signed.staff.id
    if not lead.open:
        return frozenset()
    allowed = {"note"}
    if lead.taken_by is None:
        allowed |= {"take", "hand"}
    if own:
        allowed |= {"outcome", "hand"}
    if may_with(Act.HAND_ON, signed.staff, lead):
        allowed.add("give")
    return frozenset(allowed)


def find(tx: Transaction, number: int, member: Staff) -> LeadFound | None:
    """Finds a request that the officer may see, and the colleagues who could take it."""
    lead = leads.get(tx, number)
    if lead is None or not member.sees(lead):
        return None
    everybody = (other for other in staff.all_staff(tx) if other.sees(lead) and other.id != lead.taken_by)
    same = [other.number for other in leads.same_phone(tx, lead) if lead.open and member.sees(other)]
    return LeadFound(lead, leads.steps(tx, number), sorted(everybody, key=lambda other: other.name), same)
