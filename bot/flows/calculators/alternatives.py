"""The ways out for somebody who lacks years at retirement age: go on paying, pay at once, an allowance, one sum.

And the earlier age that some of those who paid before 2021 may choose.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.flows.calculators.results import span
from bot.law.benefits.pension_rate import Sex
from bot.law.benefits.projection import Insured, Projection
from bot.law.contributions.missing_months import missing_months
from bot.law.periods import month_of, ordinal_of
from bot.law.refusal import Refusal
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


def older_ages(scene: Scene, who: Insured, found: Projection) -> Words | None:
    """Told to whoever may have twenty voluntary years by then; when she joined is not asked."""
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
