"""Colleagues, how much each has, and handing over all requests of one who leaves."""

from __future__ import annotations

import re
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.domain.people import Staff
from bot.domain.rights import Act, may_at_all, may_concerning, may_place
from bot.services.leads.reassign import reassign_all
from bot.store.engine.database import Transaction
from bot.store.leads import lists
from bot.store.leads import queries as leads
from bot.store.staff import audit
from bot.store.staff import members as staff
from bot.store.staff.audited import Audited
from bot.web.board.auth import FORM, Gate
from bot.web.board.layout import CHOOSE, TWICE, Layout
from bot.words import Words, _


@dataclass(frozen=True)
class StaffPage:
    gate: Gate
    layout: Layout

    async def page(self, request: Request) -> Response:
        """GET /staff/people: colleagues in the same communes, with how much each has."""
        signed = await self.gate.signed(request)
        everybody, held = await self.gate.parts.db.read(lambda tx: (staff.all_staff(tx), lists.held(tx)))
        seen = [other for other in everybody if near(signed.staff, other) and (other.active or held.get(other.id))]
        seen.sort(key=lambda other: (not other.active, other.name))
        return self.layout.page(
            request,
            signed,
            "board_people.html",
            "people",
            people=seen,
            held=held,
            may=lambda other: may_hand_over(signed.staff, other),
            may_place=lambda other: other.active and may_place(signed.staff, other),
            invites=may_at_all(Act.PLACE_STAFF, signed.staff),
        )

    async def leaving(self, request: Request) -> Response:
        """GET /staff/people/{id}: asks who takes over this colleague's requests."""
        signed, who = await self.gate.signed(request), request.path_params["id"]
        other, held, everybody = await self.gate.parts.db.read(
            lambda tx: (staff.get(tx, who), leads.of_staff(tx, who), staff.all_staff(tx))
        )
        if other is None or not may_hand_over(signed.staff, other):
            raise await self.gate.refuse(signed, Audited.GIVE_ALL)
        count = sum(signed.staff.sees(lead) for lead in held)
        to = [one for one in everybody if one.active and one.id != who and near(other, one) and near(signed.staff, one)]
        return self.layout.page(
            request, signed, "board_leaving.html", "people", other=other, count=count, colleagues=to
        )

    async def hand_over(self, request: Request) -> Response:
        """POST /staff/people/{id}: hands all requests over in one transaction."""
        signed, fields = await self.gate.posted(request)
        who, form, chosen = request.path_params["id"], fields.get("form", ""), fields.get("staff", "")
        if not FORM.fullmatch(form) or not re.fullmatch(r"[0-9]{0,9}", chosen):
            raise HTTPException(400)
        now = self.gate.parts.clock()

        def turn(tx: Transaction) -> Words | None:
            other, to = staff.get(tx, who), staff.get(tx, int(chosen)) if chosen else None
            if other is None or not may_hand_over(signed.staff, other):
                return None
            if chosen and (to is None or not to.active or to.id == who or not near(signed.staff, to)):
                return CHOOSE
            numbers = [lead.number for lead in leads.of_staff(tx, who) if signed.staff.sees(lead)]
            if not audit.did(tx, signed.staff.id, Audited.GIVE_ALL, numbers, now, form):
                return TWICE
            context = self.layout.staff.context(tx, now, f"board:{form}")
            given, back = reassign_all(other, to, signed.staff, context)
            return _("Handed over: {given} to {name}, {back} back to their communes.", given=given, back=back,
                     name=to.name if to is not None else "–")  # fmt: skip

        said = await self.gate.parts.db.run(turn)
        if said is None:
            raise await self.gate.refuse(signed, Audited.GIVE_ALL)
        self.layout.staff.wake()
        return self.layout.done("/people", said, request)


def near(one: Staff, other: Staff) -> bool:
    """Whether the two serve a commune in common; either may have left."""
    return not one.communes or not other.communes or bool(one.communes & other.communes)


def may_hand_over(giver: Staff, other: Staff) -> bool:
    """One's own, and those of everybody below within one's own area, former staff too."""
    return may_concerning(Act.HAND_OVER_ALL, giver, other)
