"""One member of staff: places of work, changing name, role or area, and leaving for good."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.domain.people import Staff
from bot.domain.rights import Act, may_admit, may_place
from bot.services.context import Context
from bot.services.staff.leaving import change, leave, stays_in_words
from bot.store.engine.database import Transaction
from bot.store.staff import audit, new_addresses, sessions
from bot.store.staff import members as staff
from bot.store.staff.audited import Audited
from bot.store.staff.members import StaffAddress
from bot.store.staff.new_addresses import NewAddress
from bot.web.board.auth import FORM, Gate, Signed
from bot.web.board.layout import TWICE, Layout
from bot.web.board.staff_form import read_place, roles_to_give, written
from bot.words import Words, _

Work = Callable[[Staff, Context], list[Words | None]]
"""What is done with somebody who is below, and what came of it."""


SETTLED = _("That place is settled, or has lapsed. Nothing has changed.")


def places_of(
    member: Staff, context: Context
) -> tuple[list[tuple[StaffAddress, Words]], list[tuple[NewAddress, Words]]]:
    """Where they work, and what waits to be such a place, each with its channel's name."""
    works = [(one, context.title(one.address)) for one in staff.places(context.tx, member.id)]
    waiting = new_addresses.waiting(context.tx, context.now)
    return works, [(one, context.title(one.address)) for one in waiting if one.staff == member.id]


@dataclass(frozen=True)
class MemberPage:
    gate: Gate
    layout: Layout

    async def page(self, request: Request) -> Response:
        """GET /staff/people/{id}/place"""
        signed = await self.gate.signed(request, Act.PLACE_STAFF)
        return await self._page(request, signed, await self._below(request, signed))

    async def change(self, request: Request) -> Response:
        """POST /staff/people/{id}/place"""
        signed, fields = await self.gate.posted(request, Act.PLACE_STAFF)
        read = await read_place(fields, self.layout.staff.knowledge().library.places)
        if isinstance(read, Words):
            return await self._page(request, signed, await self._below(request, signed), read)

        def placed(before: Staff) -> Staff:
            return replace(
                before,
                name=read.name,
                role=read.role,
                communes=frozenset(read.communes),
                skills=frozenset(read.skills),
                capacity=read.capacity,
            )

        def work(changed: Staff, context: Context) -> list[Words | None]:
            return [_("Changed: {name}.", name=changed.name), stays_in_words(change(changed, context), context)]

        return await self.done(request, signed, fields, Audited.EDIT, work, placed=placed)

    async def leave(self, request: Request) -> Response:
        """POST /staff/people/{id}/leave"""
        signed, fields = await self.gate.posted(request, Act.PLACE_STAFF)
        if not fields.get("sure"):
            return await self._page(
                request, signed, await self._below(request, signed), _("Please tick the box first.")
            )

        def work(member: Staff, context: Context) -> list[Words | None]:
            stays = leave(member.id, context) or ()
            return [
                _("{name} is no member of staff any more.", name=member.name),
                _("Their requests and live questions go to colleagues."),
                stays_in_words(stays, context),
            ]

        return await self.done(request, signed, fields, Audited.REMOVE, work)

    async def done(
        self,
        request: Request,
        signed: Signed,
        fields: Mapping[str, str],
        what: Audited,
        work: Work,
        *,
        may: Callable[[Staff, Staff], bool] = may_place,
        placed: Callable[[Staff], Staff] = lambda member: member,
    ) -> Response:
        """One transaction: the right, the audit entry, the work; then a page tells what came of it.

        may      the right that the work needs
        placed   what the member becomes, over whom one must have the right too
        """
        who, form, now = request.path_params["id"], fields.get("form", ""), self.gate.parts.clock()
        if not FORM.fullmatch(form):
            raise HTTPException(400)

        def turn(tx: Transaction) -> list[str] | None:
            before = staff.get(tx, who)
            if before is None or not before.active:
                return None
            after = placed(before)
            if not all(may(signed.staff, one) for one in (before, after)):
                return None
            context, language = self.layout.staff.context(tx, now, f"board:{form}"), self.layout.language(request)
            if not audit.did(tx, signed.staff.id, what, [], now, form, people=[who]):
                return [language.say(TWICE)]
            told = work(after, context)
            if told == [SETTLED]:
                audit.not_done(tx, form)
            return [language.say(words) for words in told if words is not None]

        told = await self.gate.parts.db.run(turn)
        if told is None:
            raise await self.gate.refuse(signed, what, people=(who,))
        self.layout.staff.wake()
        return self.layout.page(request, signed, "board_told.html", "people", told=told)

    async def _below(self, request: Request, signed: Signed) -> Staff:
        """The member of staff whom the page is about.

        Raises HTTPException(404) for one who is not below.
        """
        who = request.path_params["id"]
        other = await self.gate.parts.db.read(lambda tx: staff.get(tx, who))
        if other is None or not other.active or not may_place(signed.staff, other):
            raise await self.gate.refuse(signed, Audited.STAFF, people=(who,))
        return other

    async def _page(self, request: Request, signed: Signed, other: Staff, wrong: Words | None = None) -> Response:
        filled = {
            "name": other.name,
            "role": other.role.value,
            "communes": written(other.communes, self.layout.staff.knowledge().library.places),
            "skills": ", ".join(sorted(other.skills)),
            "capacity": str(other.capacity or ""),
        }
        give, status = roles_to_give(signed.staff), 422 if wrong else 200
        now = self.gate.parts.clock()
        (works, waits), signed_in = await self.gate.parts.db.read(
            lambda tx: (
                places_of(other, self.layout.staff.context(tx, now, "board")),
                sessions.signed_in(tx, other, now),
            )
        )
        values = {"other": other, "filled": filled, "give": give, "wrong": [wrong] if wrong else []}
        values |= {"works": works, "waits": waits, "may_admit": may_admit(signed.staff, other), "signed_in": signed_in}
        return self.layout.page(request, signed, "board_member.html", "people", status, **values)
