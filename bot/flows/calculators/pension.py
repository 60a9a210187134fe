"""What pension somebody could expect, from sex, month of birth, time paid and income."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.messages import CardWords
from bot.flows.calculators.alternatives import is_of_age, nearly_five_years, older_ages, ways
from bot.flows.calculators.questions import OTHER_LEVEL, OTHER_PAST, SEXES, ask_insured, chosen_income, new_floor, said
from bot.flows.calculators.results import basis, told, when_of_age
from bot.law.benefits.pension import pension as monthly_pension
from bot.law.benefits.pension_rate import Sex
from bot.law.benefits.projection import Insured, Projection, project
from bot.law.bounds import LONGEST
from bot.law.figures.derived import income_cap, income_floor
from bot.law.periods import month_of, ordinal_of
from bot.law.rounding import whole_dong
from bot.talk import actions
from bot.talk.durations import MonthWithin, span
from bot.talk.library_answers import MENU, PERSON
from bot.talk.question import Done
from bot.talk.scene import Scene
from bot.talk.understanding.prefill import SAID
from bot.words import Dong, Words, YearMonth, _, lines

FIVE_YEARS = 60
LATEST_START = 20 * 12
SEX = {option.token: option.label for option in SEXES}
NEXT = (OTHER_LEVEL, OTHER_PAST, actions.ESTIMATE.option(), PERSON, MENU)


async def pension(scene: Scene, arg: str) -> Done:
    """A projection with the figures of today, which it says."""
    who = await ask_insured(scene, arg)
    income = await chosen_income(scene, arg)
    start = await _start_question(scene, arg)
    return _result(scene, who, income, start, _assumed(scene, who, income, start) if arg.startswith(SAID) else None)


def _assumed(scene: Scene, who: Insured, income: Dong, start: YearMonth) -> Words:
    """What the sum rests on."""
    return _(
        "Reckoned with: {sex}, {age} years old; paid before: {paid}; income {income}; paying from {start}. Tap below "
        "if it is otherwise.",
        sex=SEX[who.sex],
        age=str((ordinal_of(YearMonth(scene.today.year, scene.today.month)) - ordinal_of(who.birth)) // 12),
        paid=span(who.paid) if who.paid else _("nothing"),
        income=income,
        start=start,
    )


def _start_question(scene: Scene, arg: str) -> MonthWithin:
    now = ordinal_of(YearMonth(scene.today.year, scene.today.month))
    following, later = month_of(now + 1), YearMonth(scene.today.year + 1, 1)
    shortcuts = [(following, _("Next month"))]
    if later > following:
        shortcuts.append((later, _("In January")))
    ask = _("From which month would you pay? Tap, or type a month and year, for example: 3/2027.")
    return MonthWithin(
        "start",
        ask,
        following,
        month_of(now + LATEST_START),
        tuple(shortcuts),
        assume=following if said(arg, "start") else None,
    )


def _result(scene: Scene, who: Insured, income: Dong, start: YearMonth, first: Words | None) -> Done:
    found = project(who, income, start, scene.library.figures, scene.today, commune=scene.commune)
    result = CardWords(
        title=_("Pension a month, in the money of today"),
        figure=_("{amount}", amount=found.pension),
        rows=(*_when(scene, found), *_money(scene, found), *_otherwise(scene, who, income, start, found)),
        note=lines(
            _("Figures of {day}, as if they never changed: later ones, and prices, will change it.", day=scene.today),
            _small(scene, found.pension),
            new_floor(scene, income),
        ),
        basis=basis(found.steps),
    )
    more = ways(scene, who, income, start, found) if found.missing else None
    near = nearly_five_years(scene, who.paid, who.average or income)
    others = (near, more, older_ages(scene, who, found), _not_known(who, income))
    return told(result, found.steps, NEXT, *others, first=first)


def _when(scene: Scene, found: Projection) -> Iterator[tuple[Words, Words]]:
    yield _("Retirement age"), when_of_age(found.age, found.reached)
    if found.missing:
        missing = _("Missing to a pension") if is_of_age(scene, found) else _("Missing then to a pension")
        yield missing, span(found.missing)
    yield _("Paid in all by the pension"), span(found.months)
    yield _("Pension from"), _("{month}", month=found.pension_from)


def _money(scene: Scene, found: Projection) -> Iterator[tuple[Words, Words]]:
    """What goes in and what comes out; only what is still to be paid is known."""
    if found.future:
        yield _("You would still pay in all (usual group)"), _("{amount}", amount=found.pays)
    if found.by_75:
        yield _("Received by the age of 75"), _("{amount}", amount=found.by_75)
    yield _("Received by the age of 80"), _("{amount}", amount=found.by_80)
    if found.lump:
        yield _("Once, beside the pension"), _("{amount}", amount=found.lump)


def _otherwise(
    scene: Scene, who: Insured, income: Dong, start: YearMonth, found: Projection
) -> Iterator[tuple[Words, Words]]:
    """What a higher income, or five more years, would change."""
    figures, today = scene.library.figures, scene.today
    double = Dong(income * 2)
    if double <= whole_dong(income_cap(figures.on(today))):
        higher = project(who, double, start, figures, today, commune=scene.commune)
        yield _("On an income of {income}", income=double), _("{amount}", amount=higher.pension)
    if found.months + FIVE_YEARS > LONGEST:
        return
    longer = project(who, income, start, figures, today, longer=FIVE_YEARS, commune=scene.commune)
    yield _("Paying five years more"), _("{amount}", amount=longer.pension)


def _small(scene: Scene, amount: Dong) -> Words | None:
    """Says plainly that a pension does not keep anybody, where it is below the poverty line."""
    figures = scene.library.figures
    in_force = figures.on(scene.today)
    floor = whole_dong(income_floor(in_force))
    if amount >= floor:
        return None
    least = int(in_force.number("pension_min_years"))
    woman, man = (monthly_pension(least * 12, sex, floor, figures, scene.today).pension for sex in Sex)
    return _(
        "Honestly: that helps, but does not keep anybody. There is no lowest pension here; the lowest income for "
        "{years} years gives a woman {woman}, a man {man}. Who can, chooses a higher income.",
        years=least,
        woman=woman,
        man=man,
    )


def _not_known(who: Insured, income: Dong) -> Words | None:
    if not who.paid:
        return None
    if who.average:
        return _("What you paid before is reckoned with {average}, not raised by prices.", average=Dong(who.average))
    return _("What you paid before is taken for paid on {income} too; your insurance book knows better.", income=income)
