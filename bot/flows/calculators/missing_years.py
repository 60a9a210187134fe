"""How many years somebody lacks at retirement age, and each way out with date and sum."""

from __future__ import annotations

from bot.domain.messages import CardWords
from bot.flows.calculators.alternatives import is_of_age, nearly_five_years, older_ages, side_by_side, ways
from bot.flows.calculators.questions import OTHER_LEVEL, OTHER_PAST, ask_insured, chosen_income, new_floor
from bot.flows.calculators.results import basis, told, when_of_age
from bot.law.benefits.pension_rate import Sex
from bot.law.benefits.projection import Insured, Projection, project
from bot.law.periods import month_of, ordinal_of
from bot.talk import actions
from bot.talk.durations import span
from bot.talk.library_answers import MENU, PERSON
from bot.talk.question import Done
from bot.talk.scene import Scene
from bot.words import Dong, Words, YearMonth, _, lines

NEXT = (OTHER_LEVEL, OTHER_PAST, actions.PENSION.option(), PERSON, MENU)


async def missing(scene: Scene, arg: str) -> Done:
    """Assumes that every month is paid from the next one on, and says so."""
    who = await ask_insured(scene, arg)
    income = await chosen_income(scene, arg)
    start = month_of(ordinal_of(YearMonth(scene.today.year, scene.today.month)) + 1)
    found = project(who, income, start, scene.library.figures, scene.today, commune=scene.commune)
    result = CardWords(
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
    return told(
        result,
        found.steps,
        NEXT,
        nearly_five_years(scene, who.paid, who.average or income),
        more,
        side_by_side(scene, who, income, start, found),
        older_ages(scene, who, found),
        first=_in_short(scene, who, income, found),
    )


def _in_short(scene: Scene, who: Insured, income: Dong, found: Projection) -> Words:
    """The answer for this person in two lines."""
    months = ordinal_of(YearMonth(scene.today.year, scene.today.month)) - ordinal_of(who.birth)
    called = _("You (a woman)") if who.sex is Sex.FEMALE else _("You (a man)")
    lack = max(0, int(scene.library.figures.on(scene.today).number("pension_min_years")) * 12 - who.paid)
    return lines(
        _(
            "{who}, {age} years old, have paid {paid} and lack {lack}: go on paying every month, and a pension begins "
            "in {start}.",
            who=called,
            age=str(months // 12),
            paid=span(who.paid) if who.paid else _("nothing"),
            lack=span(lack) if lack else _("nothing"),
            start=found.pension_from,
        ),
        _(
            "Until retirement age {paying} can still be paid, so {missing} are missing then.",
            paying=span(lack - found.missing),
            missing=span(found.missing),
        )
        if 0 < found.missing < lack
        else None,
        _("Reckoned with: income {income} from next month on. Tap below if it is otherwise.", income=income),
    )
