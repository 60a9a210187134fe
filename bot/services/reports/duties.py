"""Reports that are due: on the morning after the books close, staff are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time

from bot.domain.calendar import VIET_NAM
from bot.domain.messages import Option, Say
from bot.domain.people import LEADERS, Role, Staff
from bot.domain.reports.periods import MONTHS, Period, PeriodKind, of_day
from bot.domain.reports.units import UnitKind
from bot.reports.results.units import own, units
from bot.services.context import Context
from bot.services.leads.routing import Roster
from bot.services.notify import notify
from bot.store.reports import sent
from bot.store.reports.remarks import ASKS
from bot.store.scheduling import due
from bot.store.staff import members as staff
from bot.talk.understanding.report_actions import LAST_REPORT, REMARK
from bot.words import Words, _, lines, verbatim

ALL = 0
MOST_NAMED = 8
REPORTING = (UnitKind.PROVINCE, UnitKind.AREA, UnitKind.POST)
"""The kinds of units that owe a report; a commune's numbers are in that of its area."""


def tick(context: Context) -> int:
    """Plans the next morning after a closing; tells once it has come. Returns how much was due."""
    if due.get(context.tx, "closing", ALL) is None:
        due.put(context.tx, "closing", ALL, _morning(_month(context), context))
    found = due.claim(context.tx, "closing", context.now, 1)
    for one in found:
        due.move(context.tx, [replace(one, at=_morning(_month(context), context))])
        closed = closed_with(_month(context).before)
        for member in staff.in_roles(context.tx, *LEADERS, Role.OFFICER):
            _tell(member, closed, context)
    return len(found)


def closed_with(month: Period) -> list[Period]:
    """What closed with that month: itself, and the quarter, half and year that end with it."""
    every = (of_day(kind, month.last, month.closing) for kind in MONTHS)
    return [one for one in every if one.last == month.last]


def _tell(member: Staff, closed: list[Period], context: Context) -> None:
    reader = Roster(context).reader(member.id)
    if reader is None:
        return
    options: tuple[Option, ...] = (LAST_REPORT.option(),)
    event = f"closing:{closed[0].name}"
    titles = ", ".join(context.language(member.language).say(one.title) for one in closed)
    if member.role is Role.OFFICER:
        words = _(
            "The books of {periods} are closed. Was anything difficult, or do you propose anything? Just answer here, "
            "without names of citizens.",
            periods=titles,
        )
        options, event = (REMARK.option(closed[0].name), *options), f"{ASKS}{closed[0].name}"
    else:
        words = lines(_("The report of {periods} is ready.", periods=titles), *_owed(member, closed, context))
    notify(context, reader, Say(words, options), f"{event}:{member.id}")


def _owed(member: Staff, closed: list[Period], context: Context) -> list[Words]:
    """For each period, whose report has not been sent."""
    mine = [one for one in own(member, units(context.knowledge.library)) if one.kind in REPORTING]
    told = []
    for period in closed:
        there = sent.of_period(context.tx, period.name)
        owing = [one.name for one in mine if one.code not in there]
        if owing:
            more = ["…"] if len(owing) > MOST_NAMED else []
            named = verbatim(", ".join([*owing[:MOST_NAMED], *more]))
            told.append(_("Not sent yet, {period}: {units}", period=period.title, units=named))
    return told


def _month(context: Context) -> Period:
    return of_day(PeriodKind.MONTH, context.today, context.knowledge.library.home.closing)


def _morning(month: Period, context: Context) -> datetime:
    """The first working morning after that month's last day."""
    return context.knowledge.library.home.duty.next_digest(datetime.combine(month.last, time(23, 59), VIET_NAM))
