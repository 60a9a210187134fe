"""Paying years ahead today, or month by month while figures change: both sums, side by side.

What is paid ahead keeps the support and the income of its day: Decree 159/2025/NĐ-CP, Article 5(5).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.law.contributions.contribution import Contribution, advance, contributions_over
from bot.law.figures.derived import Announcement, SupportGroup, announcement, income_floor
from bot.law.figures.figures import Figures
from bot.law.periods import ordinal_of
from bot.law.rounding import whole_dong
from bot.law.steps import Step
from bot.words import Dong, Words, YearMonth, _

FROZEN = "Nghị định 159/2025/NĐ-CP, Điều 5 khoản 5"


@dataclass(frozen=True)
class Prepaying:
    """The two ways over the same months, in whole đồng.

    ahead           paid at once today
    pays, support   paid month by month, and what the State adds to that
    raised          the income that waiting forces on them, where theirs falls below the new lowest one; else 0
    changes         from when the announced line is to hold, None where none is announced
    """

    ahead: Contribution
    pays: Dong
    support: Dong
    raised: Dong
    changes: date | None
    steps: tuple[Step, ...]

    @property
    def gain(self) -> int:
        """What paying ahead saves; below 0, what it costs more."""
        return self.pays - self.ahead.pays


def prepaying(
    months: int,
    income: int,
    group: SupportGroup,
    figures: Figures,
    day: date,
    *,
    supported_before: int = 0,
    commune: str = "",
) -> Prepaying:
    """Both ways over 24 to 60 months from the month of `day` on.

    Raises Refusal out of bounds, or where this year's rate of return is not published yet.
    """
    ahead = advance(months, income, group, figures, day, supported_before=supported_before, commune=commune)
    coming = announcement("income_floor", figures, day)
    if coming is not None and coming.since <= day:
        coming = None
    before, after, raised = _parts(months, income, group, figures, day, coming, supported_before, commune)
    both = [part for part in (before, after) if part is not None]
    pays, support = (Dong(sum(values)) for values in zip(*((part.pays, part.support) for part in both), strict=True))
    told = (*_before_step(before), *_after_step(after, coming, raised, figures), _frozen_step(ahead))
    found = Prepaying(ahead, pays, support, raised, coming.since if coming else None, ())
    steps = (*ahead.steps, *told, Step(_gain_words(found), FROZEN))
    return Prepaying(ahead, pays, support, raised, found.changes, steps)


def _parts(
    months: int,
    income: int,
    group: SupportGroup,
    figures: Figures,
    day: date,
    coming: Announcement | None,
    supported: int,
    commune: str,
) -> tuple[Contribution | None, Contribution | None, Dong]:
    """What is paid monthly until the change and after it, and the income that it forces, if any."""
    first = months if coming is None else min(months, ordinal_of(_month(coming.since)) - ordinal_of(_month(day)))
    before = after = None
    raised = Dong(0)
    if first:
        before = contributions_over(first, income, group, figures, day, supported_before=supported, commune=commune)
    if coming is not None and first < months:
        floor = whole_dong(income_floor(figures.on(coming.since, assume_announced=True)))
        raised = floor if income < floor else Dong(0)
        after = contributions_over(
            months - first,
            max(income, floor),
            group,
            figures,
            coming.since,
            supported_before=supported + first,
            commune=commune,
            assume_announced=True,
        )
    return before, after, raised


def _month(day: date) -> YearMonth:
    return YearMonth(day.year, day.month)


def _before_step(part: Contribution | None) -> tuple[Step, ...]:
    if part is None:
        return ()
    words = _("Month by month, {months} months at today's figures: {pays}", months=part.months, pays=part.pays)
    return (Step(words, part.steps[0].basis),)


def _after_step(
    part: Contribution | None, coming: Announcement | None, raised: Dong, figures: Figures
) -> tuple[Step, ...]:
    if part is None or coming is None:
        return ()
    words = _(
        "Then {months} months from {since} at the announced figures, not confirmed yet: {pays}",
        months=part.months,
        since=coming.since,
        pays=part.pays,
    )
    if raised:
        words = _(
            "Then {months} months from {since} at the announced figures, not confirmed yet, on {income}, the lowest "
            "income of then: {pays}",
            months=part.months,
            since=coming.since,
            income=raised,
            pays=part.pays,
        )
    return (Step(words, figures.on(coming.since, assume_announced=True).basis("rural_poverty_line")),)


def _frozen_step(ahead: Contribution) -> Step:
    words = _(
        "What is paid ahead keeps the support of today, {support} in all: neither a new poverty line nor a new group "
        "changes it",
        support=ahead.support,
    )
    return Step(words, FROZEN)


def _gain_words(found: Prepaying) -> Words:
    if found.gain >= 0:
        return _("Paying ahead costs {less} less than month by month", less=Dong(found.gain))
    return _("Paying ahead costs {more} more than month by month", more=Dong(-found.gain))
