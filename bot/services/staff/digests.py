"""What the clock does for staff: escalation, bursts, the morning's and the week's message."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from bot.domain.calendar import local
from bot.domain.leads import Lead, Move
from bot.domain.messages import Say
from bot.domain.office_rules import OfficeRules
from bot.domain.people import LEADERS, Role, Staff
from bot.services.context import Context
from bot.services.leads.announcements import newest, seen
from bot.services.leads.cards import SHOWN, anonymous_list, line, list_of, listed, numbers_of, waiting_for
from bot.services.leads.escalation import escalate
from bot.services.leads.routing import Roster
from bot.services.leads.transitions import make
from bot.services.notify import GroupChat, notify
from bot.store.leads import queries as leads
from bot.store.scheduling import due
from bot.store.scheduling.due import Due, What
from bot.store.staff import groups
from bot.store.staff import members as staff
from bot.store.staff.audited import Audited
from bot.talk.actions import TO_WORK
from bot.words import Words, _, lines, paragraphs

MOST = 200
WORKERS = (Role.OFFICER, Role.COLLECTOR)
KINDS: tuple[What, ...] = ("lead", "gather", "group", "digest", "weekly")
LONG_PAST = timedelta(hours=12)
"""A morning's or a week's message that could not be sent for so long is not sent any more: the next one says it all."""

Weekly = Callable[[Staff, Context], Say | None]


def tick(context: Context, weekly: Weekly) -> int:
    """One look; returns how much was due. `weekly` makes the week's message for a supervisor."""
    plan(context)
    if not due.ready(context.tx, KINDS, context.now):
        return 0
    count = escalate(context, MOST)
    for one in due.claim(context.tx, "gather", context.now, MOST):
        _gathered(one, context)
        count += 1
    for one in due.claim(context.tx, "group", context.now, MOST):
        _gathered_for_group(one, context)
        count += 1
    for kind, say in (("digest", morning), ("weekly", weekly)):
        for one in due.claim(context.tx, kind, context.now, MOST):  # type: ignore[arg-type]
            _regular(one, say, context)
            count += 1
    return count


def plan(context: Context) -> None:
    """Plans the next morning's, or week's, message of all staff, and watches every open request."""
    tx = context.tx
    due.watch_all(tx)
    for staff_id in due.unplanned(tx, "digest", [role.value for role in WORKERS]):
        due.put(tx, "digest", staff_id, _duty(staff.get(tx, staff_id), context).next_digest(context.now))
    for staff_id in due.unplanned(tx, "weekly", [role.value for role in LEADERS]):
        due.put(tx, "weekly", staff_id, _duty(staff.get(tx, staff_id), context).next_weekly(context.now))


def morning(member: Staff, context: Context) -> Say | None:
    """What they have to do today; None where that is nothing."""
    own = leads.of_staff(context.tx, member.id)
    waiting = waiting_for(member, context)
    late = [lead for lead in own if context.duty(lead.commune).late(lead, context.now)]
    today = [lead for lead in own if lead not in late and _today(lead, context)]
    if not late and not today and not waiting:
        return None
    for part in (late, today, waiting):
        seen(member, part[:SHOWN], context, Audited.TOLD)
    words = paragraphs(
        _("Good morning, {name}.", name=member.name),
        _part(_("Late: {count}", count=len(late)), late, context),
        _part(_("To call today: {count}", count=len(today)), today, context),
        _part(_("Nobody has taken: {count}", count=len(waiting)), waiting, context),
    )
    named = numbers_of([*late[:SHOWN], *today[:SHOWN], *waiting[:SHOWN]])
    return Say(words, (*listed([*late, *today, *waiting][:SHOWN]), *TO_WORK), names=named)


def _part(heading: Words, found: list[Lead], context: Context) -> Words | None:
    if not found:
        return None
    more = len(found) - SHOWN
    shown = (line(lead, context.commune_name(lead.commune)) for lead in found[:SHOWN])
    return lines(heading, *shown, _("… and {more} more.", more=more) if more > 0 else None)


def _today(lead: Lead, context: Context) -> bool:
    return local(context.duty(lead.commune).begins(lead)).date() <= local(context.now).date()


def _gathered(one: Due, context: Context) -> None:
    """What came in a burst, after the first few, as one message; nothing where the few were all."""
    due.drop(context.tx, "gather", one.about)
    reader = Roster(context).reader(one.about)
    if reader is None:
        return
    duty = _duty(reader.member, context)
    began = one.at - timedelta(minutes=duty.gathering.minutes)
    if one.level <= duty.gathering.after:
        return
    waiting = waiting_for(reader.member, context)
    new = [lead for lead in waiting if lead.since is not None and lead.since >= began]
    if new:
        seen(reader.member, new[:SHOWN], context, Audited.TOLD)
        say = list_of(new, context, _("{count} new requests wait:", count=len(new)))
        notify(context, reader, say, f"burst:{one.about}")
    for lead in new:
        make(lead, Move.TELL, context)


def _gathered_for_group(one: Due, context: Context) -> None:
    """The same for a group chat, without names: of the requests that no card told there."""
    due.drop(context.tx, "group", one.about)
    if (found := groups.by_id(context.tx, one.about)) is None:
        return
    group, communes = found
    gathering = context.duty(min(communes)).gathering if communes else context.knowledge.library.home.duty.gathering
    if one.level <= gathering.after:
        return
    new = [lead for lead in leads.waiting(context.tx, communes) if group not in newest(lead, context)]
    if new:
        notify(context, GroupChat(group), anonymous_list(new, context), f"burst:group{one.about}")


def _regular(one: Due, say: Callable[[Staff, Context], Say | None], context: Context) -> None:
    """Sends it, unless the member is away or its time is long past, and plans the next one."""
    member = staff.get(context.tx, one.about)
    if member is None or not member.active:
        due.drop(context.tx, one.what, one.about)
        return
    duty = _duty(member, context)
    following = duty.next_digest(context.now) if one.what == "digest" else duty.next_weekly(context.now)
    due.move(context.tx, [replace(one, at=following, level=one.level + 1)])
    reader = Roster(context).reader(member.id)
    said = say(member, context) if reader is not None and context.now - one.at < LONG_PAST else None
    if reader is not None and said is not None:
        notify(context, reader, said, f"{one.what}:{one.about}")


def _duty(member: Staff | None, context: Context) -> OfficeRules:
    """The rules of where the member works."""
    communes = sorted(member.communes) if member else []
    return context.duty(communes[0]) if communes else context.knowledge.library.home.duty
