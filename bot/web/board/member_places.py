"""Where one member of staff works: listed, let in, turned away, taken away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.domain.people import Staff
from bot.domain.rights import Act, may_admit
from bot.services.context import Context
from bot.services.staff.addresses import admit, throw_out, turn_away
from bot.store.staff import members, new_addresses
from bot.store.staff.audited import Audited
from bot.store.staff.members import StaffAddress
from bot.store.staff.new_addresses import NewAddress
from bot.web.board.member_page import SETTLED, MemberPage
from bot.words import Words, _


def let_in(number: int, member: Staff, context: Context) -> Words:
    """What waits under that number becomes a place of theirs."""
    found = _waits(number, member, context)
    if found is None or not admit(number, context):
        return SETTLED
    return _(
        "{name} works at that place too from now on: {place}.", name=member.name, place=context.title(found.address)
    )


def refuse(number: int, member: Staff, context: Context) -> Words:
    """What waits under that number does not."""
    found = _waits(number, member, context)
    if found is None or not turn_away(number, context):
        return SETTLED
    return _("Turned away: {place}.", place=context.title(found.address))


def take_away(number: int, member: Staff, context: Context) -> Words:
    """The place with that number is theirs no longer."""
    found: list[StaffAddress] = [one for one in members.places(context.tx, member.id) if one.id == number]
    if not found:
        return SETTLED
    throw_out(found[0], member, context)
    return _("{name} works there no more: {place}. They are signed out of the board everywhere.",
             name=member.name, place=context.title(found[0].address))  # fmt: skip


DEEDS: Mapping[str, tuple[Audited, Callable[[int, Staff, Context], Words]]] = MappingProxyType(
    {
        "let-in": (Audited.ADDRESS_IN, let_in),
        "refuse": (Audited.ADDRESS_REFUSED, refuse),
        "take-away": (Audited.ADDRESS_OUT, take_away),
    }
)


@dataclass(frozen=True)
class MemberPlaces:
    member: MemberPage

    async def do(self, request: Request) -> Response:
        """POST /staff/people/{id}/places/{place}/{deed}"""
        signed, fields = await self.member.gate.posted(request, Act.ADMIT_ADDRESS)
        number, deed = request.path_params["place"], request.path_params["deed"]
        if deed not in DEEDS:
            raise HTTPException(404)
        what, does = DEEDS[deed]

        def work(member: Staff, context: Context) -> list[Words | None]:
            return [does(number, member, context)]

        return await self.member.done(request, signed, fields, what, work, may=may_admit)


def _waits(number: int, member: Staff, context: Context) -> NewAddress | None:
    """What waits under that number to become a place of that very member."""
    waiting = new_addresses.waiting(context.tx, context.now)
    return next((one for one in waiting if (one.id, one.staff) == (number, member.id)), None)
