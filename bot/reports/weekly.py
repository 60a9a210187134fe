"""The weekly message to supervisors: nothing personal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from bot.domain.calendar import local
from bot.domain.messages import Say
from bot.domain.outreach.facts import Step
from bot.library import Library
from bot.reports import weekly_outreach
from bot.reports.waiting_times import CommuneNumbers, Spread, numbers, steps
from bot.store.engine.database import Transaction
from bot.store.leads import lists
from bot.store.meetings import queries as meetings
from bot.store.meetings import results
from bot.store.statistics import facts
from bot.talk import actions
from bot.words import Words, _, lines, paragraphs

WEEK = timedelta(days=7)
WORST = 5
OWED, MOST = timedelta(days=60), 500
MET = (Step.MEETING_HELD, Step.GUEST, Step.ATTENDED, Step.SIGNED_UP)
SAID = (Step.ARRIVAL, Step.ASKED, Step.ANSWERED, Step.REQUEST, Step.JOINED)


def week(
    tx: Transaction, library: Library, communes: frozenset[str], names: Mapping[str, str], now: datetime
) -> Say | None:
    """The week's numbers of the supervisor's communes; None where there was nothing at all."""
    found = numbers(tx, library, communes, now, now - WEEK)
    met = _meetings(tx, communes, now)
    told_of = weekly_outreach.told(tx, communes, _day(now) - WEEK + timedelta(days=1), _day(now))
    if not found and met is None and told_of is None:
        return None
    told, taken, called = steps(lists.waits(tx, communes, now - WEEK))
    happened = facts.sums(tx, ("step",), _day(now) - WEEK + timedelta(days=1), _day(now), steps=SAID, units=communes)
    count = {step: happened.get((step.value,), 0) for step in SAID}
    words = paragraphs(
        _("The week until {day}:", day=_day(now)),
        lines(
            _("{arrivals} came, {questions} questions, {answered} of them answered at once; {joined} joined.",
              arrivals=count[Step.ARRIVAL], questions=count[Step.ASKED], answered=count[Step.ANSWERED],
              joined=count[Step.JOINED]),
            _("Asked: {asked}. Open: {open}, late: {late}.", asked=count[Step.REQUEST],
              open=sum(one.open for one in found), late=sum(one.late for one in found)),
            _took(_("until told"), told),
            _took(_("until taken"), taken),
            _took(_("until called"), called),
        ),
        met,
        told_of,
        _worst(found, names),
    )  # fmt: skip
    return Say(words, (actions.LATE.option(),))


def _meetings(tx: Transaction, communes: frozenset[str], now: datetime) -> Words | None:
    """What meetings came to in the week, which are announced, and how many results are owed."""
    first, last = _day(now) - WEEK + timedelta(days=1), _day(now)
    happened = facts.sums(tx, ("step",), first, last, steps=MET, units=communes)
    count = {step: happened.get((step.value,), 0) for step in MET}
    owed = len(results.owed(tx, communes, now - OWED))
    planned = len(meetings.between(tx, now, now + WEEK, MOST, communes=communes))
    if not any(count.values()) and not owed and not planned:
        return None
    return lines(
        _("Meetings: {held} held, {guests} registrations, {present} present, {signed} signed up there.",
          held=count[Step.MEETING_HELD], guests=count[Step.GUEST], present=count[Step.ATTENDED],
          signed=count[Step.SIGNED_UP]),
        _("Announced for the next seven days: {planned}. Results owed: {owed}.", planned=planned, owed=owed),
    )  # fmt: skip


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
