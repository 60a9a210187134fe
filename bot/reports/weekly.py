"""The weekly message to supervisors and its numbers for Prometheus: nothing personal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from prometheus_client import Gauge

from bot.domain.calendar import local
from bot.domain.messages import Say
from bot.library import Library
from bot.reports.waiting_times import STEPS, CommuneNumbers, Spread, by_commune, steps, times
from bot.store.engine.database import Transaction
from bot.store.leads import lists as board
from bot.talk import actions
from bot.words import Words, _, lines, paragraphs

WEEK = timedelta(days=7)
MONTH = timedelta(days=30)
WORST = 5
HOME = "home"

OPEN = Gauge("loa_requests_open", "Open requests, by office and days since they were asked", ["office", "days"])
LATE = Gauge("loa_requests_late", "Open requests that should have been called by now", ["office"])
TOOK = Gauge(
    "loa_request_seconds", "Seconds from asking to being told, taken, called (30 days)", ["office", "step", "quantile"]
)
DAYS = ("0", "1", "3", "7")


def numbers(
    tx: Transaction, library: Library, communes: frozenset[str], now: datetime, since: datetime
) -> list[CommuneNumbers]:
    """The numbers of these communes (none: of all), with the waits of what was asked since then."""
    return by_commune(board.counts(tx, communes, times(library, now)), board.waits(tx, communes, since))


def week(
    tx: Transaction, library: Library, communes: frozenset[str], names: Mapping[str, str], now: datetime
) -> Say | None:
    """The week's numbers of the supervisor's communes; None where there was nothing at all."""
    found = numbers(tx, library, communes, now, now - WEEK)
    if not found:
        return None
    told, taken, called = steps(board.waits(tx, communes, now - WEEK))
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


def measure(tx: Transaction, library: Library, now: datetime) -> None:
    """Sets the gauges, by office."""
    found = numbers(tx, library, frozenset(), now, now - MONTH)
    waits = board.waits(tx, frozenset(), now - MONTH)
    for gauge in (OPEN, LATE, TOOK):
        gauge.clear()
    for office in {_office(one.commune, library) for one in found}:
        own = [one for one in found if _office(one.commune, library) == office]
        LATE.labels(office).set(sum(one.late for one in own))
        for index, days in enumerate(DAYS):
            OPEN.labels(office, days).set(sum(one.ages[index] for one in own))
        waited = [wait for wait in waits if _office(wait.commune, library) == office]
        for step, took in zip(STEPS, steps(waited), strict=True):
            if took is not None:
                TOOK.labels(office, step, "0.5").set(took.median.total_seconds())
                TOOK.labels(office, step, "0.9").set(took.p90.total_seconds())


def _office(commune: str, library: Library) -> str:
    office = library.office_of(commune)
    return office.id if office else HOME


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
