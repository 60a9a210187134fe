"""Who is on duty where, today and on the next working days: for the chat and for the board."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.messages import Say
from bot.domain.people import Role, Staff
from bot.library import Library
from bot.services.context import Context
from bot.store.staff import members as staff
from bot.talk.actions import TO_WORK
from bot.words import Words, _, lines, paragraphs, verbatim

DAYS = 5
SHOWN = 6
WORKERS = frozenset({Role.OFFICER, Role.COLLECTOR})


@dataclass(frozen=True)
class DutyPlace:
    """A commune's own staff, and who of them is on duty on each of the next working days."""

    commune: str
    members: tuple[Staff, ...]
    days: tuple[tuple[date, tuple[Staff, ...]], ...]


def places(everybody: Iterable[Staff], communes: Iterable[str], library: Library, now: datetime) -> list[DutyPlace]:
    """One for each of these communes."""
    working = [one for one in everybody if one.active and one.role in WORKERS]
    return [_place(commune, [one for one in working if one.serves(commune)], library, now) for commune in communes]


def _place(commune: str, members: list[Staff], library: Library, now: datetime) -> DutyPlace:
    duty = library.duty_of(commune)
    days = tuple((day, tuple(one for one in members if duty.on_duty(one, day))) for day in duty.next_days(now, DAYS))
    return DutyPlace(commune, tuple(members), days)


def duty_in_words(member: Staff, context: Context) -> Say:
    """The member's communes, the first few of them where there are many."""
    everybody = staff.all_staff(context.tx)
    served = member.communes or {code for one in everybody for code in one.communes if one.active}
    found = places(everybody, sorted(served, key=context.commune_name), context.knowledge.library, context.now)
    more = len(found) - SHOWN
    words = paragraphs(
        *(_in_words(place, context) for place in found[:SHOWN]),
        _("… and {more} more; “bảng” shows them all.", more=more) if more > 0 else None,
    )
    return Say(words if found else _("There are no staff yet."), TO_WORK)


def _in_words(place: DutyPlace, context: Context) -> Words:
    away = [one for one in place.members if one.away_until is not None and one.away_until >= context.today]
    return lines(
        verbatim(commune.name if (commune := context.commune(place.commune)) else place.commune),
        *(_day(day, there, context) for day, there in place.days),
        *(_away(one, context.today) for one in away),
    )


def _day(day: date, there: tuple[Staff, ...], context: Context) -> Words:
    names = ", ".join(one.name for one in there)
    if not names:
        return _("• {day}: nobody, so requests go to the supervisor", day=day)
    return _("• Today: {names}", names=names) if day == context.today else _("• {day}: {names}", day=day, names=names)


def _away(member: Staff, today: date) -> Words:
    assert member.away_until is not None
    if member.away_from is not None and member.away_from > today:
        return _("{staff} is away from {first} to {day}.", staff=member.name, first=member.away_from,
                 day=member.away_until)  # fmt: skip
    return _("{staff} is away until {day}.", staff=member.name, day=member.away_until)
