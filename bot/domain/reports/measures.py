"""What is measured: the one definition of each number that pages and reports show.

A measure is made of steps of the ledger of facts, or of the insurer's own counts.
Where one is shown, its definition is one click away.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import TypeAlias

from bot.domain.outreach.facts import FACTS, OUTCOMES, Step
from bot.domain.reports.cells import Total
from bot.domain.reports.official import OfficialCount
from bot.domain.reports.waits import median
from bot.words import Words, _, lines, pgettext

Number: TypeAlias = "int | Decimal | None"
"""A count, a share of one, or that nobody knows."""
TIMES, PEOPLE, SHARE = _("times"), pgettext("measure", "people"), pgettext("measure", "per cent")
HOURS = pgettext("measure", "hours")


@dataclass(frozen=True)
class Measure:
    """One number, and what it means.

    steps      of the ledger, added up; less: steps taken off again
    of         for a share: the measures that are divided, the part and the whole
    official   the field of the insurer's counts
    waited     for a median of waits, in hours: the step that keeps them
    personal   whether a small count could tell who it is
    silent     whether nothing written means that it is not known, and not none
    """

    title: Words
    unit: Words
    formula: Words
    leaves_out: Words | None = None
    steps: tuple[Step, ...] = ()
    less: tuple[Step, ...] = ()
    of: tuple[str, str] | None = None
    official: str = ""
    waited: Step | None = None
    personal: bool = True
    silent: bool = False


def _step(step: Step, unit: Words = TIMES, *, personal: bool = True, silent: bool = False) -> Measure:
    """A measure that is one step of the ledger."""
    fact = FACTS[step]
    return Measure(fact.title, unit, fact.when, fact.leaves_out, (step,), personal=personal, silent=silent)


def _share(title: Words, part: str, whole: str, formula: Words) -> Measure:
    return Measure(title, SHARE, formula, _("Where there is nothing to divide by, nothing is shown."), of=(part, whole))


def _median(title: Words, step: Step) -> Measure:
    few = _("Where there are fewer than three, nothing is shown.")
    return Measure(title, HOURS, lines(FACTS[step].when, _MEDIAN), lines(FACTS[step].leaves_out, few), waited=step)


_MEDIAN = _("Half of them waited no longer; between the bounds that are kept, they are taken to be spread evenly.")
_INSURER = _("Whoever the insurance office has not counted yet in that month.")
_MONTHS = _("Known only where the insurer's counts of each month and each commune have been brought in.")


def _insurer(title: Words, formula: Words, field: str) -> Measure:
    return Measure(title, PEOPLE, formula, lines(_INSURER, _MONTHS), official=field, personal=False)


MEASURES: Mapping[str, Measure] = {
    "arrivals": _step(Step.ARRIVAL),
    "taps": _step(Step.TAP),
    "asked": _step(Step.ASKED),
    "answered": _step(Step.ANSWERED),
    "unanswered": _step(Step.UNANSWERED),
    "answered_share": _share(_("Answered at once"), "answered", "asked", _("Questions answered ÷ questions.")),
    "sums": _step(Step.SUM),
    "shown": _step(Step.SHOWN),
    "useful": _step(Step.USEFUL),
    "wrong": _step(Step.WRONG),
    "requests": _step(Step.REQUEST),
    "told": _step(Step.TOLD),
    "taken": _step(Step.TAKEN),
    "called": _step(Step.CALLED),
    "told_wait": _median(_("From asking to being told (hours)"), Step.TOLD_WAIT),
    "taken_wait": _median(_("From asking to being taken (hours)"), Step.TAKEN_WAIT),
    "called_wait": _median(_("From asking to the first call (hours)"), Step.CALLED_WAIT),
    "first_calls": _step(Step.FIRST_CALL),
    "in_time": _step(Step.CALLED_IN_TIME),
    "in_time_share": _share(
        _("Called in time"), "in_time", "first_calls", _("First calls in time ÷ first calls of the same period.")
    ),
    "will_join": _step(Step.WILL_JOIN),
    "joined": _step(Step.JOINED, PEOPLE),
    "reached": _step(Step.REACHED),
    "call_again": _step(Step.CALL_AGAIN),
    "not_interested": _step(Step.NOT_INTERESTED),
    "unreachable": _step(Step.UNREACHABLE),
    "wrong_number": _step(Step.WRONG_NUMBER),
    "withdrawn": _step(Step.WITHDRAWN),
    "discarded": _step(Step.DISCARDED),
    "joined_share": _share(_("Joined, of requests"), "joined", "requests", _("Joined ÷ requests of the same period.")),
    "cases": _step(Step.CASE),
    "cases_answered": _step(Step.CASE_ANSWERED),
    "cases_unanswered": _step(Step.CASE_UNANSWERED),
    "cases_helped": _step(Step.CASE_HELPED),
    "cases_not_helped": _step(Step.CASE_NOT_HELPED),
    "meetings": Measure(
        _("Meetings announced"), TIMES, _("Meetings announced − meetings cancelled."), FACTS[Step.MEETING].leaves_out,
        (Step.MEETING,), (Step.MEETING_CANCELLED,), personal=False,
    ),
    "guests": Measure(
        _("Registered for meetings"), PEOPLE, _("Registered − those who then could not come."),
        FACTS[Step.GUEST].leaves_out, (Step.GUEST,), (Step.GUEST_LEFT,),
    ),
    "meetings_held": _step(Step.MEETING_HELD, personal=False),
    "scanned": _step(Step.SCANNED, PEOPLE),
    "attended": _step(Step.ATTENDED, PEOPLE, silent=True),
    "attended_women": _step(Step.ATTENDED_WOMEN, PEOPLE, silent=True),
    "attended_khmer": _step(Step.ATTENDED_KHMER, PEOPLE, silent=True),
    "signed_up": _step(Step.SIGNED_UP, PEOPLE, silent=True),
    "promised": _step(Step.PROMISED, PEOPLE, silent=True),
    "rated_good": _step(Step.RATED_GOOD),
    "rated_fair": _step(Step.RATED_FAIR),
    "rated_poor": _step(Step.RATED_POOR),
    "meeting_requests": _step(Step.MEETING_REQUEST),
    "meeting_joined_7": _step(Step.JOINED_7, PEOPLE),
    "meeting_joined_30": _step(Step.JOINED_30, PEOPLE),
    "subscribed": _step(Step.SUBSCRIBED),
    "unsubscribed": _step(Step.UNSUBSCRIBED),
    "news_sent": _step(Step.NEWS_SENT),
    "campaign_sent": _step(Step.CAMPAIGN_SENT),
    "campaign_failed": _step(Step.CAMPAIGN_FAILED),
    "campaign_tapped": _step(Step.CAMPAIGN_TAPPED),
    "campaign_stopped": _step(Step.CAMPAIGN_STOPPED),
    "payment_reminded": _step(Step.PAYMENT_REMINDED),
    "payment_to_call": _step(Step.PAYMENT_TO_CALL),
    "payment_called": _step(Step.PAYMENT_CALLED),
    "keeps_paying": _step(Step.KEEPS_PAYING),
    "pays_again": _step(Step.PAYS_AGAIN),
    "stopped_paying": _step(Step.STOPPED_PAYING, PEOPLE),
    "official_new": _insurer(
        _("New, by the insurer"), _("The insurer's new participants of each month, added up."), "new"
    ),
    "official_stopped": _insurer(
        _("Stopped, by the insurer"), _("Those who stopped in each month by the insurer's counts, added up."), "stopped"
    ),
    "official_total": _insurer(
        _("Participants, by the insurer"), _("The insurer's total at the end of the last month."), "total"
    ),
    "official_kept": _insurer(
        _("Kept paying, by the insurer"),
        _("The insurer's total at the end − new participants of the period: whoever was there before and still is."),
        "kept",
    ),
    "official_gap": _insurer(
        _("Insurer's new − joined by officers' word"),
        _("New participants by the insurer − joined as staff have noted it."), "gap",
    ),
}  # fmt: skip
"""By the name that addresses, Excel files and targets use: never rename one."""

FUNNEL = ("arrivals", "asked", "answered", "sums", "requests", "taken", "called", "will_join", "joined")
"""The way of somebody who joins, in its order."""
OFFICIAL = ("official_new", "official_gap", "official_stopped", "official_total", "official_kept")
GROUPS: Mapping[Words, tuple[str, ...]] = {
    _("The way to joining"): ("arrivals", "taps", "asked", "answered", "unanswered", "answered_share", "sums",
                              "shown", "useful", "wrong", "requests", "told", "taken", "called"),
    _("How soon people are called"): ("told_wait", "taken_wait", "called_wait", "first_calls", "in_time",
                                      "in_time_share"),
    _("What came of calls"): ("joined", "joined_share", "will_join", "reached", "call_again", "not_interested",
                              "unreachable", "wrong_number", "withdrawn", "discarded"),
    _("Questions to officers"): ("cases", "cases_answered", "cases_unanswered", "cases_helped", "cases_not_helped"),
    _("Meetings"): ("meetings", "meetings_held", "guests", "scanned", "attended", "attended_women", "attended_khmer",
                    "signed_up", "promised", "meeting_requests", "meeting_joined_7", "meeting_joined_30", "rated_good",
                    "rated_fair", "rated_poor"),
    _("News"): ("subscribed", "unsubscribed", "news_sent", "campaign_sent", "campaign_failed", "campaign_tapped",
                "campaign_stopped"),
    _("Paying"): ("payment_reminded", "payment_to_call", "payment_called", "keeps_paying", "pays_again",
                  "stopped_paying"),
    _("By the insurer"): OFFICIAL,
}  # fmt: skip
"""All measures, as tables show them."""
_OF_OUTCOME = {step: name for name, one in MEASURES.items() for step in one.steps if step in OUTCOMES.values()}
TOTALS: tuple[Total[str], ...] = (
    Total("asked", ("answered", "unanswered")),
    Total("called", tuple(_OF_OUTCOME[step] for step in OUTCOMES.values())),
)
"""Measures that are others added up, so that a small one could be subtracted."""
WAITED = frozenset(one.waited for one in MEASURES.values() if one.waited)
STEPS = frozenset(step for one in MEASURES.values() for step in (*one.steps, *one.less))


def values(
    counts: Mapping[Step, int] | None,
    official: OfficialCount | None,
    known: frozenset[Step] = STEPS,
    waits: Mapping[Step, Mapping[str, int]] = MappingProxyType({}),
    names: Iterable[str] = MEASURES,
) -> dict[str, Number]:
    """Each measure of a period, or of these names: what one is made of before it.

    counts     of the ledger; None where it had not begun yet
    official   the insurer's, None where they are not known
    waits      how often each bound, by step; see `waits.py`
    known      the steps that are counted for what is asked; a measure of others is not known
    """
    found: dict[str, Number] = {}
    for name in names:
        one = MEASURES[name]
        silent = one.silent and counts is not None and not any(step in counts for step in one.steps)
        if silent or not known.issuperset(one.steps):
            found[name] = None
        elif one.steps and counts is not None:
            found[name] = sum(counts.get(step, 0) for step in one.steps) - sum(counts.get(step, 0) for step in one.less)
        elif one.waited:
            found[name] = median(waits.get(one.waited, {}))
        elif one.official and official is not None:
            found[name] = _official(one.official, official, found["joined"])
        else:
            found[name] = share(found[one.of[0]], found[one.of[1]]) if one.of else None
    return found


def share(part: Number, whole: Number) -> Decimal | None:
    """A part of a whole, to a tenth of a per cent; None where there is no whole."""
    if part is None or not whole:
        return None
    return (Decimal(part) / Decimal(whole)).quantize(Decimal("0.001"))


def _official(field: str, official: OfficialCount, joined: Number) -> Number:
    if field == "gap":
        return None if joined is None or official.new is None else official.new - int(joined)
    if field == "kept":
        return None if official.total is None or official.new is None else official.total - official.new
    number: int | None = getattr(official, field)
    return number
