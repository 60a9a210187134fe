"""What somebody can do who lacks years at retirement age.

Go on paying, pay at once, take an allowance or one sum; and the earlier age that some of those who paid before 2021
may choose.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from bot.law.benefits.closing_gap import Way, at_once, every_month
from bot.law.benefits.few_months_more import NEAR, few_months_more
from bot.law.benefits.pension_rate import Sex
from bot.law.benefits.projection import Insured, Projection
from bot.law.contributions.missing_months import missing_months
from bot.law.periods import month_of, ordinal_of
from bot.law.refusal import Refusal
from bot.talk.durations import span
from bot.talk.scene import Scene
from bot.words import Dong, Words, YearMonth, _, lines


def ways(scene: Scene, who: Insured, income: Dong, start: YearMonth, found: Projection) -> Words:
    """Every way with its date and its sum, each holding the figures of today."""
    lack = _("You are of retirement age and lack {missing}. There are these ways:", missing=span(found.missing))
    if not is_of_age(scene, found):
        lack = _("You would lack {missing} at retirement age. There are these ways:", missing=span(found.missing))
    return lines(
        lack,
        _(
            "• Go on paying every month, until {last}; pension from {start}.",
            last=month_of(ordinal_of(found.pension_from) - 1),
            start=found.pension_from,
        ),
        *_at_once(scene, income, start, found),
        *_instead(scene, who, found),
    )


def is_of_age(scene: Scene, found: Projection) -> bool:
    """Whether the retirement age has been reached by today."""
    return found.reached is None or found.reached <= YearMonth(scene.today.year, scene.today.month)


def side_by_side(scene: Scene, who: Insured, income: Dong, start: YearMonth, found: Projection) -> Words | None:
    """What each way to the pension costs, when it begins, and what comes back by 75 and 80."""
    if not found.missing:
        return None
    each = [_way(_("month by month"), every_month(who, found), found)]
    with suppress(Refusal):
        sum_ = at_once(who, income, start, found, scene.library.figures, scene.today, scene.commune)
        each.append(_way(_("the last {months} at once", months=span(sum_.at_once)), sum_, found))
    return lines(_("Side by side, on {income} a month:", income=income), *each)


def _way(name: Words, way: Way, found: Projection) -> Words:
    return _(
        "• {name}: {cost} still to pay, then {pension} a month from {begins}; received by 75: {by_75}, by 80: {by_80}",
        name=name,
        cost=way.cost,
        pension=found.pension,
        begins=way.begins,
        by_75=way.by_75,
        by_80=way.by_80,
    )


def _at_once(scene: Scene, income: Dong, start: YearMonth, found: Projection) -> Iterator[Words]:
    """Retirement age reached and few enough months missing: they may be paid at once."""
    figures, today = scene.library.figures, scene.today
    most = int(figures.on(today).number("missing_max_months"))
    before = max(0, found.missing - most)
    until = ordinal_of(start) + found.future - found.missing + before - 1
    until = max(until, ordinal_of(found.reached)) if found.reached else until
    try:
        owed = missing_months(min(found.missing, most), income, figures, today)
    except Refusal:
        yield _("• Pay the last {most} months at once, once of age; the rate for it is being updated.", most=most)
        return
    yield _(
        "• Pay for {months} at once, about {amount} (by practice), in {month}, of age and with at most {most} months "
        "missing: pension from the month after.",
        months=span(owed.months),
        amount=owed.gross,
        month=month_of(until),
        most=most,
    )


def _instead(scene: Scene, who: Insured, found: Projection) -> Iterator[Words]:
    in_force = scene.library.figures.on(scene.today)
    yield _("• Or no pension: a monthly allowance until the social pension, with health insurance; staff reckon it.")
    if who.paid:
        yield _(
            "• Or the money in one sum, under {years} years; then all this time is lost.",
            years=int(in_force.number("pension_min_years")),
        )


def nearly_five_years(scene: Scene, months: int, income: int) -> Words | None:
    """That a few months more change what a family would get, where only those are missing."""
    least = int(scene.library.figures.on(scene.today).number("funeral_min_months"))
    if not least - NEAR <= months < least:
        return None
    found = few_months_more(months, income, scene.library.figures, scene.today)
    return _(
        "Only {lacking} months are missing to {least}: should something happen, the family would get {full} then, with "
        "the money for a funeral, and {now} now. Do not stop just before.",
        lacking=found.lacking,
        least=least,
        full=found.full,
        now=found.now,
    )


def older_ages(scene: Scene, who: Insured, found: Projection) -> Words | None:
    """For those who may have twenty voluntary years by then; the year of joining is not asked."""
    in_force = scene.library.figures.on(scene.today)
    years = int(in_force.number("legacy_min_voluntary_years"))
    if found.age is None or not who.voluntary or who.voluntary + found.future < years * 12:
        return None
    earlier = int(in_force.number(f"retirement_age_legacy_{'men' if who.sex is Sex.MALE else 'women'}"))
    return _(
        "If you first paid voluntary insurance before 2021 and reach {years} years of it, you may choose a pension "
        "from the age of {age}: staff tell you.",
        years=years,
        age=earlier,
    )
