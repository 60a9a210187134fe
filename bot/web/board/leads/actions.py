"""Actions on a request: the same services as in the chat, one transaction each."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.domain.calendar import VIET_NAM, read_day
from bot.domain.commands import leads as do
from bot.domain.leads import Outcome
from bot.services.context import Context
from bot.services.leads.actions import act
from bot.services.leads.outcomes import NoSuchLead
from bot.services.leads.replies import in_a_line, refusal
from bot.services.leads.undo import undo
from bot.store.engine.database import Transaction
from bot.store.leads import queries as leads
from bot.store.staff import audit
from bot.store.staff import members as staff
from bot.store.staff.audited import Audited
from bot.talk.understanding.numbers import read_number
from bot.web.board.auth import FORM, Gate, Signed
from bot.web.board.layout import CHOOSE, TWICE, Layout
from bot.words import Words, _

LONGEST_NOTE = 500
Action = Callable[[Context], tuple[Words, bool]]
"""Says what came of it, and whether it was refused."""


@dataclass(frozen=True)
class LeadActions:
    """POST /staff/request/{number}/…"""

    gate: Gate
    layout: Layout

    async def take(self, request: Request) -> Response:
        signed, _fields, form = await self._posted(request)
        return await self._do(request, signed, Audited.TAKE, form, do.TakeLead(_number(request)))

    async def outcome(self, request: Request) -> Response:
        signed, fields, form = await self._posted(request)
        chosen, number = fields.get("outcome", ""), _number(request)
        if chosen not in set(Outcome):
            return self.layout.done(f"/request/{number}", CHOOSE, request)
        call_on = None
        if chosen == Outcome.LATER:
            call_on = read_day(fields.get("day", ""))
            if call_on is None or call_on < self.gate.parts.clock().astimezone(VIET_NAM).date():
                return self.layout.done(f"/request/{number}", _("The day of the next call must not be past."), request)
        command = do.RecordOutcome(number, Outcome(chosen), _note(fields), call_on)
        return await self._do(request, signed, Audited.OUTCOME, form, command)

    async def note(self, request: Request) -> Response:
        signed, fields, form = await self._posted(request)
        number, note = _number(request), _note(fields)
        if not note:
            return self.layout.done(f"/request/{number}", None, request)
        return await self._do(request, signed, Audited.NOTE, form, do.AddNote(number, note), said=_("Note added."))

    async def hand(self, request: Request) -> Response:
        signed, fields, form = await self._posted(request)
        commune = fields.get("commune", "")
        if commune not in self.layout.staff.knowledge().by_code:
            return self.layout.done(f"/request/{_number(request)}", CHOOSE, request)
        return await self._do(request, signed, Audited.HAND, form, do.HandOver(_number(request), commune), to="/")

    async def reopen(self, request: Request) -> Response:
        signed, fields, form = await self._posted(request)
        number, reason = _number(request), _note(fields)
        if not reason:
            return self.layout.done(f"/request/{number}", _("Please say why."), request)
        return await self._do(request, signed, Audited.REOPEN, form, do.Reopen(number, reason))

    async def undo(self, request: Request) -> Response:
        """Also of what left their area by it: the service decides, from what it was before."""
        signed, fields, form = await self._posted(request)
        number, now, step = _number(request), self.gate.parts.clock(), read_number(fields.get("step", ""))

        def turn(tx: Transaction) -> Words | None:
            if not audit.did(tx, signed.staff.id, Audited.UNDO, [number], now, form):
                return TWICE
            context = self.layout.staff.context(tx, now, f"board:{form}")
            outcome = undo(do.Undo(number, step), signed.staff, context)
            if refusal(outcome) is not None:
                audit.not_done(tx, form)
            return None if isinstance(outcome, NoSuchLead) else in_a_line(outcome, number, context)

        said = await self.gate.parts.db.run(turn)
        if said is None:
            raise HTTPException(404)
        self.layout.staff.wake()
        return self.layout.done("/", said, request)

    async def give(self, request: Request) -> Response:
        signed, fields, form = await self._posted(request)
        chosen = fields.get("staff", "")
        to = int(chosen) if re.fullmatch(r"[0-9]{1,9}", chosen) else 0

        def action(context: Context) -> tuple[Words, bool]:
            if staff.get(context.tx, to) is None:
                return CHOOSE, False
            number = _number(request)
            outcome = act(do.GiveLead(number, to), signed.staff, context)
            return in_a_line(outcome, number, context), refusal(outcome) is not None

        return await self._carry_out(request, signed, Audited.GIVE, form, action)

    async def _posted(self, request: Request) -> tuple[Signed, dict[str, str], str]:
        signed, fields = await self.gate.posted(request)
        form = fields.get("form", "")
        if not FORM.fullmatch(form):
            raise HTTPException(400)
        return signed, fields, form

    async def _do(
        self,
        request: Request,
        signed: Signed,
        page: Audited,
        form: str,
        command: do.LeadAction,
        *,
        said: Words | None = None,
        to: str = "",
    ) -> Response:
        def action(context: Context) -> tuple[Words, bool]:
            outcome = act(command, signed.staff, context)
            return said or in_a_line(outcome, command.number, context), refusal(outcome) is not None

        return await self._carry_out(request, signed, page, form, action, to=to)

    async def _carry_out(
        self, request: Request, signed: Signed, page: Audited, form: str, action: Action, *, to: str = ""
    ) -> Response:
        """Runs one transaction: the right to the request, the audit entry, the action."""
        number, now, member = _number(request), self.gate.parts.clock(), signed.staff

        def turn(tx: Transaction) -> Words | None:
            lead = leads.get(tx, number, lock=True)
            if lead is None or not member.sees(lead):
                return None
            if not audit.did(tx, member.id, page, [number], now, form):
                return TWICE
            said, refused = action(self.layout.staff.context(tx, now, f"board:{form}"))
            if refused:
                audit.not_done(tx, form)
            return said

        said = await self.gate.parts.db.run(turn)
        if said is None:
            raise await self.gate.refuse(signed, page, number)
        self.layout.staff.wake()
        return self.layout.done(to or f"/request/{number}", said, request)


def _number(request: Request) -> int:
    number: int = request.path_params["number"]
    return number


def _note(fields: Mapping[str, str]) -> str:
    return fields.get("note", "").replace("\r\n", "\n").replace("\0", "").strip()[:LONGEST_NOTE]
