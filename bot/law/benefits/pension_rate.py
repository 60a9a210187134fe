"""The share of average income that a pension pays, by sex and time contributed.

Law 41/2024/QH15, Article 99.
"""

from __future__ import annotations

from enum import StrEnum

from bot.law.figures.figures import InForce
from bot.law.periods import counted_years
from bot.law.refusal import Refusal
from bot.words import Percent, _


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"


def pension_rate(months: int, sex: Sex, figures: InForce) -> Percent:
    """The share for `months` contributed. Raises Refusal where they give no right to a pension."""
    least = figures.number("pension_min_years")
    if months < least * 12:
        bounds = {"months": int(least * 12)}
        raise Refusal("too_few_months", _("A pension needs at least {years} years.", years=int(least)), bounds)
    years = counted_years(months)
    if sex is Sex.MALE and months < figures.number("pension_start_years_men") * 12:
        start, step = figures.number("pension_rate_men_start"), figures.number("pension_rate_men_step")
        return Percent(start + (years - least) * step)
    first = figures.number("pension_start_years_men" if sex is Sex.MALE else "pension_start_years_women")
    share = figures.number("pension_rate_start") + (years - first) * figures.number("pension_rate_step")
    return Percent(min(share, figures.number("pension_rate_max")))
