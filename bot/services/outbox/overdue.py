"""What an outage has made late wakes nobody up, and goes only if it is still true.

By day a member of staff gets one list instead of a card for each request that still waits, a citizen the last news of a
request instead of all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.domain.leads import Lead
from bot.domain.people import Staff
from bot.services.context import Context
from bot.services.leads.cards import list_of
from bot.services.notify import Reader, notify
from bot.store.leads import queries as leads
from bot.store.messages import copies, late_parcels
from bot.store.messages.late_parcels import Waiting
from bot.store.messages.outbox import Parcel
from bot.store.staff import members as staff
from bot.words import _

LATE = timedelta(minutes=30)
NIGHT = (time(21), time(6, 30))
PIECE = re.compile(r"\+\d+$")


def wakes_nobody_from(context: Context) -> datetime:
    """Now by day; at night the morning, by the quiet hours of the province if it has any."""
    duty = context.knowledge.library.home.duty
    return replace(duty, outside_hours=True, quiet=duty.quiet or NIGHT).may_tell(context.now)


def timely(claimed: Sequence[Parcel], context: Context) -> list[Parcel]:
    """Those of the claimed parcels that may go now as they are.

    Late ones wait for the morning, or are withdrawn where they are not true any more or come in another one.
    """
    late = [one for one in claimed if context.now - one.due >= LATE and one.kind != "delete"]
    kept = [one for one in claimed if one not in late]
    if late and (morning := wakes_nobody_from(context)) > context.now:
        late_parcels.put_off(context.tx, [parcel.number for parcel in late], morning, context.now)
        return kept
    return kept + [parcel for parcel in late if _goes(parcel, context)]


def _goes(parcel: Parcel, context: Context) -> bool:
    about = parcel.subjects[0] if len(parcel.subjects) == 1 else None
    lead = leads.get(context.tx, about.id) if about is not None and about.kind == "lead" else None
    if about is None or lead is None or parcel.kind != "new":
        return True
    if parcel.group:
        goes = lead.waits
    elif parcel.reader is None:
        goes = not _told_later(parcel, late_parcels.waiting_at(context.tx, parcel.address))
    else:
        goes = _concerns(lead, parcel.reader) and not _gathered(parcel, context)
    if not goes:
        copies.drop(context.tx, parcel.number)
    return goes


def _concerns(lead: Lead, reader: int) -> bool:
    """Whether the member of staff has still something to do with it."""
    return lead.open and (lead.waits or lead.taken_by == reader)


def _told_later(parcel: Parcel, waiting: Sequence[Waiting]) -> bool:
    """Whether newer news of the same request wait for the same reader."""
    stem = PIECE.sub("", parcel.key)
    newer = (one for one in waiting if one.number > parcel.number and one.kind == "new")
    return any(one.about in parcel.subjects and PIECE.sub("", one.key) != stem for one in newer)


def _gathered(parcel: Parcel, context: Context) -> bool:
    """Whether it comes in one list with the other cards that are late in that chat."""
    member = staff.get(context.tx, parcel.reader or 0)
    cards = [one for one in late_parcels.waiting_at(context.tx, parcel.address) if _is_late_card(one, parcel, context)]
    found = {one.about.id: one for one in cards if one.about is not None}
    waiting = [lead for number in found if (lead := leads.get(context.tx, number)) is not None and lead.waits]
    if member is None or len(waiting) < 2:
        return False
    for one in cards:
        if one.about is not None and one.about.id in {lead.number for lead in waiting}:
            copies.drop(context.tx, one.number)
    _tell(member, parcel, waiting, context)
    return True


def _is_late_card(one: Waiting, parcel: Parcel, context: Context) -> bool:
    about_lead = one.about is not None and one.about.kind == "lead"
    return about_lead and one.reader == parcel.reader and context.now - one.due >= LATE


def _tell(member: Staff, parcel: Parcel, waiting: Sequence[Lead], context: Context) -> None:
    heading = _("While I could not write to you, {count} requests came and still wait:", count=len(waiting))
    once = replace(context, turn=f"late:{parcel.number}")
    notify(once, Reader(member, (parcel.address,)), list_of(waiting, context, heading), "")
