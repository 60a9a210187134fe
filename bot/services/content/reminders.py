"""Reminds of figures that end, 60, 14 and 1 days before, with the line to fill in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.domain.calendar import VIET_NAM, local
from bot.domain.messages import Say
from bot.library.warnings import Ending, endings
from bot.services.content.notices import MENDERS
from bot.services.context import Context
from bot.services.notify import notify
from bot.store.scheduling import due
from bot.store.staff import members as staff
from bot.words import Words, _, lines, paragraphs, verbatim

AHEAD = (1, 14, 60)
ALL = 0


def tick(context: Context) -> int:
    """One look a day, at the hour of the morning's message; returns how much was due.

    The row's level is the day of the look before, so that no day is missed, and none is told twice.
    """
    if due.get(context.tx, "figures", ALL) is None:
        due.put(context.tx, "figures", ALL, _morning(context.now, context))
        return 0
    for one in due.claim(context.tx, "figures", context.now, 1):
        today = local(context.now).date()
        due.move(context.tx, [replace(one, at=_morning(context.now, context), level=today.toordinal())])
        since = date.fromordinal(one.level) if one.level else None
        ending = [end for end in endings(context.knowledge.library) if _is_time(end.last, since, today)]
        if ending:
            _tell(ending, today, context)
        return 1
    return 0


def _is_time(last: date, since: date | None, today: date) -> bool:
    """Whether a reminder became due since the look before; at the first look, ever."""
    reached = [last - timedelta(days=ahead) for ahead in AHEAD if last - timedelta(days=ahead) <= today]
    return today <= last and any(since is None or since < day for day in reached)


def _morning(after: datetime, context: Context) -> datetime:
    """The next one; a figure ends on holidays too."""
    at = context.knowledge.library.home.duty.digest
    today = datetime.combine(local(after).date(), at, VIET_NAM)
    return today if today > after else today + timedelta(days=1)


def _tell(ending: list[Ending], today: date, context: Context) -> None:
    words = paragraphs(
        _("Figures that end soon. Fill in the line, then run: loa check"),
        *(_one(end, today, context.board) for end in ending),
    )
    for member in staff.in_roles(context.tx, *MENDERS):
        notify(context, member, Say(words), "figures")


def _one(end: Ending, today: date, board: str) -> Words:
    left = (end.last - today).days
    told = _(
        "{title} ({name}): in force until {last}, {days} days left.",
        title=end.title,
        name=end.name,
        last=end.last,
        days=left,
    )
    waiting = _("Its successor is only announced: read the document, then confirm it.") if end.announced else None
    form = verbatim(f"{board}/staff/content/edit/figure/{end.name}") if board else None
    return lines(told, waiting, verbatim(end.line), form)
