"""Commands about what was achieved: main numbers in the chat, remarks for a report."""

from __future__ import annotations

from bot.domain.commands.reports import NoteRemark, ReportCommand, SendMinutes, TakeBackRemark
from bot.domain.messages import Say
from bot.domain.people import Staff
from bot.domain.reports.measures import MEASURES
from bot.domain.reports.periods import Period, PeriodKind, of_day
from bot.domain.reports.units import inside
from bot.domain.rights import Act, may_at_all
from bot.reports.results.figures import cells_of
from bot.reports.results.gathering import counting_of
from bot.reports.results.units import own, units
from bot.reports.results.wording import change, said
from bot.services.context import Context
from bot.services.reports import minutes, remarks
from bot.services.staff.board_login import open_board
from bot.services.staff.membership import how_editors_work
from bot.store.outreach import codes
from bot.store.people.visitors import Visitor
from bot.store.staff import audit
from bot.store.staff.audited import REFUSED
from bot.words import _, lines, verbatim

MAIN = ("arrivals", "asked", "answered_share", "requests", "called", "joined", "official_new", "meetings_held")


def dispatch_report(command: ReportCommand, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """For staff who see requests only."""
    member = visitor.staff
    if member is None or not member.active:
        return (Say(_("This is for staff only.")),)
    if isinstance(command, SendMinutes):
        return minutes.send(command.number, member, visitor, context)
    if not may_at_all(Act.SEE, member):
        audit.looked(context.tx, member.id, REFUSED[Act.SEE], [], context.now, refused=True)
        return (how_editors_work(),)
    if isinstance(command, NoteRemark):
        return remarks.note(command, member, context)
    if isinstance(command, TakeBackRemark):
        return remarks.take_back(command, member, context)
    closing = context.knowledge.library.home.closing
    kind = PeriodKind.DAY if command.which == "today" else PeriodKind.MONTH
    period = of_day(kind, context.today, closing)
    return numbers(member, period.before if command.which == "last_month" else period, context)


def numbers(member: Staff, period: Period, context: Context) -> tuple[Say, ...]:
    """The main numbers of all that they serve, against the period before; then the link."""
    tx, library = context.tx, context.knowledge.library
    unit = own(member, units(library, codes.every(tx, library, member.communes)))[0]
    counting = counting_of(tx, library, unit, period, context.today, inside=inside(member, unit))
    now, before = cells_of(counting, period), cells_of(counting, period.before)
    told = [
        _("• {what}: {number} (change: {change})", what=MEASURES[name].title, number=said(name, now[name]),
          change=change(name, now[name], before[name]))
        for name in MAIN
    ]  # fmt: skip
    under_way = context.today <= period.last
    words = lines(
        _("{unit}, {period}:", unit=verbatim(unit.name), period=period.title),
        *told,
        _("Up to now; the change is against the whole period before.") if under_way else None,
    )
    if not context.board:
        return (Say(words),)
    return (Say(words), *open_board(member, context, to=f"reports?unit={unit.code}&period={period.name}"))
