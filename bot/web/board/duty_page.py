"""Duty of each commune on the next days, and absences noted by staff or their supervisors.

For tests: data-testid "place" (a commune), "day", "person", "own" (one's own absence).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.domain.calendar import local, read_day
from bot.domain.people import LONGEST_ABSENCE, Staff
from bot.domain.rights import Act, may_concerning
from bot.domain.rota import Rota
from bot.library import Library
from bot.services.context import Context
from bot.services.staff import absence
from bot.services.staff.duty_roster import WORKERS, places
from bot.store.engine.database import Transaction
from bot.store.leads import lists
from bot.store.staff import audit
from bot.store.staff import members as staff
from bot.store.staff.audited import Audited
from bot.web.board.auth import FORM, Gate, Signed
from bot.web.board.layout import TWICE, Layout
from bot.web.board.staff_page import near
from bot.words import Words, _


@dataclass(frozen=True)
class DutyPages:
    gate: Gate
    layout: Layout

    async def page(self, request: Request) -> Response:
        """GET /staff/duty?commune=…"""
        signed, now = await self.gate.signed(request), self.gate.parts.clock()
        chosen = request.query_params.get("commune", "")[:10]
        if chosen and not signed.staff.serves(chosen):
            raise await self.gate.refuse(signed, Audited.DUTY)
        everybody, held = await self.gate.parts.db.read(lambda tx: (staff.all_staff(tx), lists.held(tx)))
        there = [one for one in everybody if one.active and near(signed.staff, one)]
        served = {code for one in there if one.role in WORKERS for code in one.communes if signed.staff.serves(code)}
        library, today = self.layout.staff.knowledge().library, local(now).date()
        shown = sorted({chosen} if chosen else served, key=self.layout.commune)
        people = [one for one in there if not chosen or one.serves(chosen)]
        people.sort(key=lambda one: (not one.away(today), one.role not in WORKERS, one.name))
        return self.layout.page(
            request,
            signed,
            "board_duty.html",
            "duty",
            me=next(one for one in everybody if one.id == signed.staff.id),
            places=places(everybody, shown, library, now),
            served=sorted(served | {chosen} - {""}, key=self.layout.commune),
            chosen=chosen,
            strangers=_strangers([library.duty_of(code).rota for code in shown], everybody),
            people=people,
            held=held,
            on_duty={one.id for one in people if _on_duty(one, library, now)},
            most=lambda one: library.duty_of(min(one.communes, default="")).most(one),
            may=lambda one: may_note(signed.staff, one),
            workers=WORKERS,
            today=today,
            last=today + LONGEST_ABSENCE,
        )

    async def note(self, request: Request) -> Response:
        """POST /staff/duty/{id}: notes an absence, or with back=1 its end."""
        signed, fields = await self.gate.posted(request)
        who, form = request.path_params["id"], fields.get("form", "")
        if not FORM.fullmatch(form):
            raise HTTPException(400)
        now = self.gate.parts.clock()
        today = local(now).date()
        back, (since, until) = bool(fields.get("back")), (read_day(fields.get(name, "")) for name in ("since", "until"))
        if not back and (until is None or not max(today, since or today) <= until <= today + LONGEST_ABSENCE):
            return self.layout.done("/duty", _("Please choose days from today on, within a year."), request)

        def turn(tx: Transaction) -> Words | None:
            other = staff.get(tx, who)
            if other is None or not may_note(signed.staff, other):
                return None
            if not audit.did(tx, signed.staff.id, Audited.ABSENCE, [], now, form):
                return TWICE
            context = self.layout.staff.context(tx, now, f"board:{form}")
            later = since if since is not None and since > today else None
            return _noted(other, signed, None if back else until, later, context)

        said = await self.gate.parts.db.run(turn)
        if said is None:
            raise await self.gate.refuse(signed, Audited.ABSENCE)
        self.layout.staff.wake()
        return self.layout.done("/duty", said, request)


def may_note(by: Staff, other: Staff) -> bool:
    """One's own absence, and that of everybody below whose whole area lies within one's own."""
    return other.active and may_concerning(Act.NOTE_ABSENCE, by, other)


def _noted(other: Staff, signed: Signed, until: date | None, since: date | None, context: Context) -> Words:
    if other.id == signed.staff.id:
        return absence.come_back(other, context) if until is None else absence.go_away(other, until, context, since)
    if until is None:
        absence.call_back(other, context, signed.staff)
        return _("Noted: {name} is back.", name=other.name)
    given = absence.note_for(other, until, context, signed.staff, since)
    return _(
        "{name} is away until {day}; {count} requests went to her colleagues.",
        name=other.name,
        day=f"{until:%d/%m/%Y}",
        count=str(len(given)),
    )


def _on_duty(one: Staff, library: Library, now: datetime) -> bool:
    """Whether they are on duty in any of their communes on the day that handles what comes now."""
    duties = {library.duty_of(code) for code in one.communes or ("",)}
    return any(duty.on_duty(one, duty.duty_day(now)) for duty in duties)


def _strangers(rotas: Sequence[Rota], everybody: Sequence[Staff]) -> list[str]:
    """Names in the rotas that no active member of staff has."""
    names = [one.name for one in everybody if one.active]
    return list(dict.fromkeys(name for rota in dict.fromkeys(rotas) for name in rota.strangers(names)))
