"""What the clock does for staff: requests that wait, what came in a burst, the morning's and the week's message."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from bot.domain.calendar import local
from bot.domain.leads import Lead, Move
from bot.domain.messages import Say
from bot.domain.office_rules import Duty
from bot.domain.people import Role, Staff
from bot.services.context import Desk
from bot.services.leads.cards import WORK, line, listed
from bot.services.leads.escalation import climb
from bot.services.leads.routing import Reader, Roster
from bot.services.leads.staff_notices import SHOWN, TOLD, list_of, seen, waiting_for
from bot.store.leads import queries as leads
from bot.store.scheduling import due
from bot.store.scheduling.due import Due, What
from bot.store.staff import members as staff
from bot.words import Words, _, lines, paragraphs

MOST = 200
WORKERS = (Role.OFFICER, Role.COLLECTOR)
LEADERS = (Role.SUPERVISOR, Role.ADMIN)
KINDS: tuple[What, ...] = ("lead", "gather", "digest", "weekly")
LONG_PAST = timedelta(hours=12)
"""A morning's or a week's message that could not be sent for so long is not sent any more: the next one says it all."""

Weekly = Callable[[Staff, Desk], Say | None]


def tick(desk: Desk, weekly: Weekly) -> int:
    """One look; returns how much was due. `weekly` makes the week's message for a supervisor."""
    plan(desk)
    if not due.ready(desk.tx, KINDS, desk.now):
        return 0
    count = climb(desk, MOST)
    for one in due.claim(desk.tx, "gather", desk.now, MOST):
        _gathered(one, desk)
        count += 1
    for kind, say in (("digest", morning), ("weekly", weekly)):
        for one in due.claim(desk.tx, kind, desk.now, MOST):  # type: ignore[arg-type]
            _regular(one, say, desk)
            count += 1
    return count


def plan(desk: Desk) -> None:
    """Everybody who is staff has a next morning's, or week's, message, and every open request is watched."""
    tx = desk.tx
    due.watch_all(tx)
    for staff_id in due.unplanned(tx, "digest", [role.value for role in WORKERS]):
        due.put(tx, "digest", staff_id, _duty(staff.get(tx, staff_id), desk).next_digest(desk.now))
    for staff_id in due.unplanned(tx, "weekly", [role.value for role in LEADERS]):
        due.put(tx, "weekly", staff_id, _duty(staff.get(tx, staff_id), desk).next_weekly(desk.now))


def morning(member: Staff, desk: Desk) -> Say | None:
    """What lies before her today; None where nothing does."""
    own = leads.of_staff(desk.tx, member.id)
    waiting = waiting_for(member, desk)
    late = [lead for lead in own if desk.duty(lead.commune).late(lead, desk.now)]
    today = [lead for lead in own if lead not in late and _today(lead, desk)]
    if not late and not today and not waiting:
        return None
    for part in (late, today, waiting):
        seen(member, part[:SHOWN], desk, TOLD)
    words = paragraphs(
        _("Good morning, {name}.", name=member.name),
        _part(_("Late: {count}", count=len(late)), late, desk),
        _part(_("To call today: {count}", count=len(today)), today, desk),
        _part(_("Nobody has taken: {count}", count=len(waiting)), waiting, desk),
    )
    return Say(words, (*listed([*late, *today, *waiting][:SHOWN]), *WORK))


def _part(heading: Words, found: list[Lead], desk: Desk) -> Words | None:
    if not found:
        return None
    more = len(found) - SHOWN
    shown = (line(lead, desk.commune_name(lead.commune)) for lead in found[:SHOWN])
    return lines(heading, *shown, _("… and {more} more.", more=more) if more > 0 else None)


def _today(lead: Lead, desk: Desk) -> bool:
    return local(desk.duty(lead.commune).begins(lead)).date() <= local(desk.now).date()


def _gathered(one: Due, desk: Desk) -> None:
    """What came in a burst, after the first few, as one message; nothing where the few were all."""
    due.drop(desk.tx, "gather", one.about)
    reader = Roster(desk).reader(one.about)
    if reader is None:
        return
    duty = _duty(reader.member, desk)
    began = one.at - timedelta(minutes=duty.gathering.minutes)
    if one.rung <= duty.gathering.after:
        return
    waiting = waiting_for(reader.member, desk)
    new = [lead for lead in waiting if lead.since is not None and lead.since >= began]
    if new:
        seen(reader.member, new[:SHOWN], desk, TOLD)
        _post(reader, f"burst:{one.about}", list_of(new, desk, _("{count} new requests wait:", count=len(new))), desk)
    for lead in new:
        leads.move(desk.tx, lead, Move.TELL, desk.now)


def _regular(one: Due, say: Callable[[Staff, Desk], Say | None], desk: Desk) -> None:
    """Sends it, unless she is away or its time is long past, and plans the next one."""
    member = staff.get(desk.tx, one.about)
    if member is None or not member.active:
        due.drop(desk.tx, one.what, one.about)
        return
    duty = _duty(member, desk)
    following = duty.next_digest(desk.now) if one.what == "digest" else duty.next_weekly(desk.now)
    due.move(desk.tx, [replace(one, at=following, rung=one.rung + 1)])
    reader = Roster(desk).reader(member.id)
    said = say(member, desk) if reader is not None and desk.now - one.at < LONG_PAST else None
    if reader is not None and said is not None:
        _post(reader, f"{one.what}:{one.about}", said, desk)


def _post(reader: Reader, key: str, say: Say, desk: Desk) -> None:
    for address in reader.addresses:
        own = f"{desk.turn}:{key}:{address.channel}:{address.chat}"
        desk.post(own, address, reader.member.language, say)


def _duty(member: Staff | None, desk: Desk) -> Duty:
    """The rules of where she works."""
    communes = sorted(member.communes) if member else []
    return desk.duty(communes[0]) if communes else desk.knowledge.library.home.duty
