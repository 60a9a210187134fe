"""What announced figures would make of a contribution, marked as not confirmed."""

from __future__ import annotations

from collections.abc import Callable

from bot.flows.calculators.questions import new_floor
from bot.law.contributions.contribution import contribution, contributions_over
from bot.law.figures.derived import SupportGroup, announcement, income_floor
from bot.law.rounding import whole_dong
from bot.talk import noticed
from bot.talk.scene import Scene
from bot.words import Dong, Words, _, lines

A_YEAR = 12
"""The longest of the periodic methods, in months."""


def of_each_group(pays: Callable[[SupportGroup], Dong]) -> dict[str, Dong]:
    """What each group pays, by the names that sentences about all of them use."""
    return {
        "poor": pays(SupportGroup.POOR),
        "near_poor": pays(SupportGroup.NEAR_POOR),
        "ethnic": pays(SupportGroup.ETHNIC_MINORITY),
        "island": pays(SupportGroup.ISLAND),
        "other": pays(SupportGroup.OTHER),
    }


def by_group(scene: Scene, income: Dong, months: int) -> Words | None:
    """What all groups pay by announced figures, shortly before these come into force."""
    figures, today = scene.library.figures, scene.today
    coming = announcement("income_floor", figures, today)
    if coming is None or months > A_YEAR or coming.since - today > noticed.AHEAD:
        return None
    day = max(coming.since, today)
    chosen = max(income, whole_dong(income_floor(figures.on(day, assume_announced=True))))
    return _(
        "From {since} (announced, not confirmed yet), on {income}: poor {poor}, near-poor {near_poor}, ethnic minority "
        "{ethnic}, island {island}, none {other}.",
        since=coming.since,
        income=Dong(chosen),
        **of_each_group(
            lambda each: contributions_over(months, chosen, each, figures, day, assume_announced=True).pays
        ),
    )


def for_one(scene: Scene, income: Dong, group: SupportGroup) -> Words | None:
    """What announced figures would make of it, marked; they never stand alone."""
    figures = scene.library.figures
    coming = announcement("income_floor", figures, scene.today)
    if coming is None:
        return None
    day = max(coming.since, scene.today)
    too_low = new_floor(scene, income)
    chosen = whole_dong(income_floor(figures.on(day, assume_announced=True))) if too_low else income
    month = contribution(chosen, group, figures, day, assume_announced=True)
    if too_low:
        then = _(
            "On that income you would pay {pays} a month, the State {support}.", pays=month.pays, support=month.support
        )
        return lines(too_low, then)
    return _(
        "From {since}, by the new figures (announced, not confirmed yet), you would pay {pays} a month, "
        "and the State {support}.",
        since=coming.since,
        pays=month.pays,
        support=month.support,
    )
