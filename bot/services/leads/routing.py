"""Who can be told of a request now: on duty, with hands free, and within reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.domain.calendar import local
from bot.domain.leads import Lead
from bot.domain.office_rules import Level
from bot.domain.people import Role, Staff
from bot.services.context import Context
from bot.services.notify import Reader
from bot.store.leads import queries as leads
from bot.store.staff import members as staff


@dataclass
class Roster:
    """Reads each list once, for a turn or for a round of the clock."""

    context: Context
    _read: dict[tuple[str, Level], tuple[Reader, ...]] = field(default_factory=dict)
    _held: dict[int, int] | None = None

    def find(self, commune: str, level: Level, *, shared: bool = True) -> tuple[Level, tuple[Reader, ...]]:
        """Finds who, of those who may see it, is told at that level, or at the first one above it.

        Rather than nobody, those are told who are away or have their hands full; none only where there is nobody.
        """
        there = {each: self._level(commune, each) for each in Level}
        may = {each: tuple(one for one in there[each] if shared or not one.member.only_shared) for each in Level}
        for each in (each for each in Level if each >= level):
            if found := tuple(one for one in may[each] if self._free(one.member, commune, each)):
                return each, found
        return next(((each, found) for each, found in may.items() if found), (level, ()))

    def there_are_staff(self, commune: str) -> bool:
        """Whether the commune has staff of its own, on duty and within reach or not."""
        return bool(self._members(commune, Level.COMMUNE))

    def reader(self, staff_id: int) -> Reader | None:
        """The member of staff with their addresses, if they can be told something now."""
        member = staff.get(self.context.tx, staff_id)
        if member is None or not member.active or self._away(member):
            return None
        addresses = tuple(staff.addresses(self.context.tx, staff_id))
        return Reader(member, addresses) if addresses else None

    def preferred(self, lead: Lead, language: str, readers: Sequence[Reader]) -> tuple[Reader, ...]:
        """Chooses who of these is told first.

        Somebody who has another request for the same phone, so that one person calls; or has a skill that is asked for;
        in turn, where the place wants it so.
        """
        callers = {other.taken_by for other in leads.same_phone(self.context.tx, lead)}
        if calls := tuple(one for one in readers if one.member.id in callers):
            return calls
        duty = self.context.duty(lead.commune)
        wanted = {rule.skill for rule in duty.prefers if language in rule.languages or lead.topic in rule.topics}
        chosen = tuple(one for one in readers if one.member.skills & wanted) or tuple(readers)
        if not duty.in_turn or len(chosen) < 2:
            return chosen
        turn = staff.least_told(self.context.tx, [one.member.id for one in chosen])
        return tuple(one for one in chosen if one.member.id == turn)

    def _level(self, commune: str, level: Level) -> tuple[Reader, ...]:
        key = (commune, level)
        if key not in self._read:
            tx = self.context.tx
            readers = [Reader(one, tuple(staff.addresses(tx, one.id))) for one in self._members(commune, level)]
            self._read[key] = tuple(one for one in readers if one.addresses)
        return self._read[key]

    def _members(self, commune: str, level: Level) -> list[Staff]:
        tx = self.context.tx
        if level is Level.COMMUNE:
            return staff.of_commune(tx, commune)
        if level is Level.SUPERVISOR:
            found = staff.supervisors(tx, commune)
            return [one for one in found if one.communes] or found
        return [one for one in staff.in_roles(tx, Role.SUPERVISOR, Role.ADMIN) if not one.communes]

    def _free(self, member: Staff, commune: str, level: Level) -> bool:
        duty = self.context.duty(commune)
        if self._away(member) or not duty.on_duty(member, duty.duty_day(self.context.now)):
            return False
        if self._held is None:
            self._held = leads.held(self.context.tx)
        return level is not Level.COMMUNE or self._held.get(member.id, 0) < duty.most(member)

    def _away(self, member: Staff) -> bool:
        return member.away(local(self.context.now).date())
