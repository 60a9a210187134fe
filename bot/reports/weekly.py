"""The weekly message to supervisors: nothing personal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from bot.domain.calendar import local
from bot.domain.messages import Say
from bot.library import Library
from bot.reports.waiting_times import CommuneNumbers, Spread, numbers, steps
from bot.store.engine.database import Transaction
from bot.store.leads import lists
from bot.talk import actions
from bot.words import Words, _, lines, paragraphs

WEEK = timedelta(days=7)
WORST = 5


def week(
    tx: Transaction, library: Library, communes: frozenset[str], names: Mapping[str, str], now: datetime
) -> Say | None:
    """The week's numbers of the supervisor's communes; None where there was nothing at all."""
    found = numbers(tx, library, communes, now, now - WEEK)
    if not found:
        return None
    told, taken, called = steps(lists.waits(tx, communes, now - WEEK))
    words = paragraphs(
        _("The week until {day}:", day=_day(now)),
        lines(
            _("Asked: {asked}. Open: {open}, late: {late}.", asked=sum(one.asked for one in found),
              open=sum(one.open for one in found), late=sum(one.late for one in found)),
            _took(_("until told"), told),
            _took(_("until taken"), taken),
            _took(_("until called"), called),
        ),
        _worst(found, names),
    )  # fmt: skip
    return Say(words, (actions.LATE.option(),))


def _worst(found: Sequence[CommuneNumbers], names: Mapping[str, str]) -> Words | None:
    """The communes with most that is late."""
    worst = sorted((one for one in found if one.late), key=lambda one: (-one.late, one.commune))[:WORST]
    if not worst:
        return None
    return lines(
        _("Most is late in:"),
        *(
            _(
                "• {commune}: {late} of {open}",
                commune=names.get(one.commune, one.commune),
                late=one.late,
                open=one.open,
            )
            for one in worst
        ),
    )


def _took(what: Words, took: Spread | None) -> Words | None:
    if took is None:
        return None
    return _("Time {what}: half within {median}, nine in ten within {p90}.", what=what,
             median=_lasted(took.median), p90=_lasted(took.p90))  # fmt: skip


def _lasted(took: timedelta) -> Words:
    minutes = round(took.total_seconds() / 60)
    if minutes < 120:
        return _("{minutes} minutes", minutes=minutes)
    if minutes < 48 * 60:
        return _("{hours} hours", hours=round(minutes / 60))
    return _("{days} days", days=round(minutes / 60 / 24))


def _day(now: datetime) -> date:
    return local(now).date() - timedelta(days=1)
