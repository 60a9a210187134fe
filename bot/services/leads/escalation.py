"""What the clock does with requests that wait: all of the commune are told again, the supervisor, the province's desk.

Each look is one transaction with its next due time, so nothing is told twice, or never, whenever the program dies.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import structlog

from bot.domain.leads import Lead, LeadState, Move
from bot.domain.office_rules import Level, level
from bot.services.context import Desk
from bot.services.leads.citizen_notices import LATE, tell_citizen
from bot.services.leads.routing import Reader, Roster
from bot.services.leads.staff_notices import SHOWN, TOLD, announce, list_of, post_card, seen, tell_groups
from bot.services.leads.transitions import advance
from bot.store.leads import queries as leads
from bot.store.scheduling import due
from bot.store.scheduling.due import Due
from bot.store.staff import members as staff
from bot.words import Words, _

log = structlog.get_logger()

CARDS = 3
STEPS = {Level.COMMUNE: "told_all", Level.SUPERVISOR: "told_supervisor", Level.PROVINCE: "told_province"}


@dataclass
class Round:
    """One look of the clock: what everybody is to be told is gathered, and posted at its end."""

    desk: Desk
    roster: Roster
    told: dict[int, tuple[Reader, list[tuple[Lead, Words]]]] = field(default_factory=dict)

    def tell(self, readers: Sequence[Reader], lead: Lead, heading: Words) -> None:
        for reader in readers:
            self.told.setdefault(reader.member.id, (reader, []))[1].append((lead, heading))
        if not readers:
            log.error("lead_without_staff", lead=lead.number, commune=lead.commune)

    def post(self) -> None:
        """A few come as cards, more of them as one list."""
        for staff_id, (reader, found) in sorted(self.told.items()):
            if len(found) <= CARDS:
                for lead, heading in found:
                    post_card(lead, reader, self.desk, heading)
                continue
            heading = _("{count} requests have waited too long:", count=len(found))
            waiting = [lead for lead, _heading in found]
            say = list_of(waiting, self.desk, heading)
            seen(reader.member, waiting[:SHOWN], self.desk, TOLD)
            for address in reader.addresses:
                key = f"{self.desk.turn}:late:{staff_id}:{address.channel}:{address.chat}"
                self.desk.post(key, address, reader.member.language, say)


def climb(desk: Desk, most: int) -> int:
    """Looks at the requests that are due, the longest due first, at most so many; returns how many were due."""
    found = {one.about: one for one in due.claim(desk.tx, "lead", desk.now, most)}
    if not found:
        return 0
    round_ = Round(desk, Roster(desk))
    free = {lead.number: lead for lead in leads.locked(desk.tx, found)}
    moved = [_look(free[number], planned, round_) for number, planned in found.items() if number in free]
    due.move(desk.tx, [one for one in moved if one is not None])
    round_.post()
    return len(found)


def _look(lead: Lead, planned: Due, round_: Round) -> Due | None:
    """Does what is due for the request; when it is due next, None where that is settled already."""
    desk = round_.desk
    duty = desk.duty(lead.commune)
    if not lead.open:
        due.drop(desk.tx, "lead", lead.number)
        return None
    if lead.taken_by is not None and _has_left(lead.taken_by, desk):
        advance(lead, Move.RELEASE, desk, heading=_why(lead, desk))
        return None
    if (at := duty.due(lead, planned.rung)) > desk.now:
        return replace(planned, at=at)
    rung = planned.rung
    while duty.due(lead, rung + 1) <= desk.now:
        rung += 1
    if rung == 0 and lead.waits:
        announce(lead, desk)
        return None
    if not lead.waits and round_.roster.reader(lead.taken_by or 0) is None:
        advance(lead, Move.RELEASE, desk, heading=_why(lead, desk))
        return None
    _tell(lead, rung, planned.rung, round_)
    return replace(planned, at=duty.due(lead, rung + 1), rung=rung + 1)


def _has_left(staff_id: int, desk: Desk) -> bool:
    member = staff.get(desk.tx, staff_id)
    return member is None or not member.active


def _why(lead: Lead, desk: Desk) -> Words:
    """Why whoever has it does not call."""
    holder = staff.get(desk.tx, lead.taken_by or 0)
    if holder is None or not holder.active:
        return _("{staff} has left, so this request needs somebody else:", staff=lead.taken_name)
    if holder.away(desk.today):
        return _("{staff} is away, so this request needs somebody else:", staff=lead.taken_name)
    return _("{staff} cannot be reached:", staff=lead.taken_name)


def _tell(lead: Lead, rung: int, was: int, round_: Round) -> None:
    desk, wanted = round_.desk, level(rung)
    if rung == 0:
        holder = round_.roster.reader(lead.taken_by or 0)
        assert holder is not None
        round_.tell(
            [holder], lead, _("This call is due. Please call, or type “trả lại {number}”:", number=str(lead.number))
        )
        return
    found, readers = round_.roster.find(lead.commune, wanted, shared=lead.shared)
    others = [one for one in readers if one.member.id != lead.taken_by]
    if not others and found is Level.COMMUNE:
        found, above = round_.roster.find(lead.commune, Level.SUPERVISOR, shared=lead.shared)
        others = [one for one in above if one.member.id != lead.taken_by]
    round_.tell(others, lead, _heading(lead, found, desk))
    if found is Level.COMMUNE and lead.waits:
        tell_groups(lead, desk)
    if others and lead.waits:
        leads.move(desk.tx, lead, Move.TELL, desk.now)
    if rung <= 3 or was <= 3:
        leads.step(desk.tx, lead.number, STEPS[wanted], desk.now)
    if wanted is Level.PROVINCE and was <= 3 and lead.state is not LeadState.WILL_JOIN:
        tell_citizen(lead, LATE, desk)


def _heading(lead: Lead, told: Level, desk: Desk) -> Words:
    name = desk.commune_name(lead.commune)
    if lead.waits:
        if told is Level.COMMUNE:
            return _("Nobody has taken it yet; you are all told again:")
        return _("Nobody in {commune} has taken it yet:", commune=name)
    return _(
        "{staff} of {commune} has not called yet; whoever can, please take over:", staff=lead.taken_name, commune=name
    )
