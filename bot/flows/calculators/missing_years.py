"""Somebody who lacks years: how many at retirement age, and every way out with its date and its sum."""

from __future__ import annotations

from bot.domain.messages import Result
from bot.flows.calculators.alternatives import is_of_age, older_ages, ways
from bot.flows.calculators.questions import ask_insured, income_question, new_floor
from bot.flows.calculators.results import basis, span, told, when_of_age
from bot.law.benefits.projection import project
from bot.law.periods import month_of, ordinal_of
from bot.talk import actions
from bot.talk.answering import MENU, PERSON
from bot.talk.question import Done
from bot.talk.scene import Scene
from bot.words import YearMonth, _, lines

NEXT = (actions.PENSION.option(), PERSON, MENU)


async def missing(scene: Scene, _arg: str) -> Done:
    """Assumes that every month is paid from the next one on, and says so."""
    who = await ask_insured(scene)
    income = await income_question(scene)
    start = month_of(ordinal_of(YearMonth(scene.today.year, scene.today.month)) + 1)
    found = project(who, income, start, scene.library.figures, scene.today)
    result = Result(
        title=_("Missing to a pension") if is_of_age(scene, found) else _("Missing at retirement age"),
        figure=span(found.missing) if found.missing else _("nothing"),
        rows=(
            (_("Retirement age"), when_of_age(found.age, found.reached)),
            (_("Paid so far"), span(who.paid) if who.paid else _("nothing")),
            (_("Paying every month, pension from"), _("{month}", month=found.pension_from)),
            (_("Pension a month, in the money of today"), _("{amount}", amount=found.pension)),
            (_("You would still pay in all (usual group)"), _("{amount}", amount=found.pays)),
        ),
        note=lines(
            _(
                "Reckoned as if you paid every month from {start} on, with the figures of {day}.",
                start=start,
                day=scene.today,
            ),
            new_floor(scene, income),
        ),
        basis=basis(found.steps, "Luật BHXH 41/2024/QH15, Điều 23, Điều 36"),
    )
    more = ways(scene, who, income, start, found) if found.missing else None
    return told(result, found.steps, NEXT, more, older_ages(scene, who, found))
