"""The pension that so many years on an income would give, for a woman and for a man."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.messages import CardWords, Option
from bot.flows.calculators.questions import (
    OTHER_LEVEL,
    OTHER_YEARS,
    SEXES,
    TWO_LEVELS,
    chosen_income,
    new_floor,
    second_question,
)
from bot.flows.calculators.results import basis, told
from bot.law.benefits.pension import Pension, income_for_pension
from bot.law.benefits.pension import pension as monthly_pension
from bot.law.benefits.pension_rate import Sex
from bot.law.contributions.contribution import contribution
from bot.law.figures.derived import SupportGroup
from bot.talk import actions
from bot.talk.durations import DurationQuestion, span
from bot.talk.library_answers import MENU, PERSON
from bot.talk.question import Done
from bot.talk.questions import Amount, Choose
from bot.talk.scene import Scene
from bot.talk.understanding.prefill import SAID
from bot.words import Dong, Words, _, lines

BOTH = "both"
NEXT = (OTHER_LEVEL, OTHER_YEARS, TWO_LEVELS, actions.PENSION.option(), PERSON, MENU)


async def pension_of(scene: Scene, arg: str) -> Done:
    """Income and years, as far as they were said; the sex only where it was."""
    wished = await Amount("wants", _("How much pension would you like a month?"), assume=Dong(0))
    income = Dong(0) if wished else await chosen_income(scene, arg or SAID)
    least = int(scene.library.figures.on(scene.today).number("pension_min_years"))
    ask = _("For how many years would you pay in all? A pension needs {years} years at least.", years=least)
    months = await DurationQuestion("months", ask, ahead=True)
    both = (*SEXES, Option(BOTH, _("Both")))
    sex = await Choose("sex", _("For a woman or for a man?"), both, assume=BOTH)
    second = await second_question(scene, arg)
    if months < least * 12:
        return _too_few(least, months)
    if not wished:
        return _result(scene, income, months, sex, second)
    needed = {each: _needed(scene, wished, months, each) for each in Sex if sex in {each, BOTH}}
    return _result(scene, next(iter(needed.values())), months, sex, second, _wish(wished, needed))


def _needed(scene: Scene, wished: Dong, months: int, sex: Sex) -> Dong:
    """The income that gives such a pension."""
    return income_for_pension(months, sex, wished, scene.library.figures, scene.today).income


def _wish(wished: Dong, needed: Mapping[Sex, Dong]) -> Words:
    """Which income to choose for the pension that somebody would like."""
    if len(needed) == 1:
        return _(
            "For a pension of about {wished} a month, choose an income of about {income}.",
            wished=wished,
            income=next(iter(needed.values())),
        )
    return _(
        "For a pension of about {wished} a month, a woman chooses an income of about {woman}, a man {man}.",
        wished=wished,
        woman=needed[Sex.FEMALE],
        man=needed[Sex.MALE],
    )


def _too_few(least: int, months: int) -> Done:
    said = _(
        "With {months} there is no pension yet: it takes {years} years at least. Time at a company before counts too, "
        "and what is missing can be paid later.",
        months=span(months),
        years=least,
    )
    return Done(say=said, options=(OTHER_YEARS, actions.MISSING.option(), PERSON, MENU))


def _result(scene: Scene, income: Dong, months: int, sex: str, second: Dong, wish: Words | None = None) -> Done:
    figures, today = scene.library.figures, scene.today
    found = {each: monthly_pension(months, each, income, figures, today) for each in Sex if sex in {each, BOTH}}
    pays = contribution(income, SupportGroup.OTHER, figures, today).pays
    first = next(iter(found.values()))
    figure = _("{amount}", amount=first.pension) if len(found) == 1 else _both(found)
    result = CardWords(
        title=_("Pension a month after {months} on an income of {income}", months=span(months), income=income),
        figure=figure,
        rows=(
            (_("You pay a month (usual group)"), _("{amount}", amount=pays)),
            *((_share(each), _("{rate}", rate=one.rate)) for each, one in found.items()),
            *_second(scene, months, sex, second),
        ),
        note=lines(
            _("Figures of {day}, as if they never changed: later ones, and prices, will change it.", day=today),
            new_floor(scene, income),
        ),
        basis=basis(first.steps),
    )
    assumed = _(
        "Reckoned with: income {income}, {months} in all. Tap below if it is otherwise.",
        income=income,
        months=span(months),
    )
    steps = tuple(step for one in found.values() for step in one.steps)
    return told(result, steps, NEXT, first=lines(wish, assumed))


def _share(sex: Sex) -> Words:
    return _("Share of the income, a woman") if sex is Sex.FEMALE else _("Share of the income, a man")


def _both(found: dict[Sex, Pension]) -> Words:
    return _("a woman {woman}, a man {man}", woman=found[Sex.FEMALE].pension, man=found[Sex.MALE].pension)


def _second(scene: Scene, months: int, sex: str, second: Dong) -> tuple[tuple[Words, Words], ...]:
    """The same on another income, to compare."""
    if not second:
        return ()
    figures, today = scene.library.figures, scene.today
    found = {each: monthly_pension(months, each, second, figures, today) for each in Sex}
    other = _both(found) if sex == BOTH else _("{amount}", amount=found[Sex(sex)].pension)
    pays = contribution(second, SupportGroup.OTHER, figures, today).pays
    return (
        (_("On an income of {income}", income=second), other),
        (_("On that one you pay a month"), _("{amount}", amount=pays)),
    )
