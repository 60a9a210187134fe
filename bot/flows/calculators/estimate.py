"""What somebody would pay, from income and group; the group is not kept."""

from __future__ import annotations

from datetime import date

from bot.domain.messages import CardWords
from bot.flows.calculators.announced import A_YEAR, by_group, for_one, of_each_group
from bot.flows.calculators.questions import (
    GROUPS,
    OTHER_GROUP,
    OTHER_LEVEL,
    TWO_LEVELS,
    group_question,
    income_question,
    pays_question,
    second_question,
    where_paid,
)
from bot.flows.calculators.results import basis, told
from bot.law.contributions.affordable import Affordable, affordable
from bot.law.contributions.contribution import Contribution, advance, contribution, contributions_over
from bot.law.figures.derived import SupportGroup, announcement, income_floor
from bot.law.figures.figures import Figures
from bot.law.periods import month_of, ordinal_of
from bot.law.refusal import Refusal
from bot.law.rounding import whole_dong
from bot.talk import actions
from bot.talk.durations import DurationQuestion
from bot.talk.library_answers import MENU, PERSON
from bot.talk.question import Done
from bot.talk.scene import Scene
from bot.talk.understanding.prefill import SAID
from bot.words import Dong, Percent, Words, YearMonth, _, lines

PERIODS = (3, 6, A_YEAR)
AHEAD = (2, 3, 4, 5)
NAMED = {option.token: option.label for option in GROUPS}
NEXT = (OTHER_LEVEL, OTHER_GROUP, TWO_LEVELS, actions.PENSION.option(), PERSON, MENU)


async def estimate(scene: Scene, arg: str) -> Done:
    """Asks for income and group; shows the sum by each method, the support, and the steps.

    Where somebody said what they can pay, the income follows from that.
    """
    figures, today = scene.library.figures, scene.today
    if most := await pays_question():
        group = SupportGroup(await group_question(arg))
        within = affordable(most, group, figures, today)
        return _result(scene, within.income, group, scene.commune, _within(within, group, figures, today))
    income = await income_question(scene, arg)
    group = SupportGroup(await group_question(arg))
    commune = scene.commune if arg.startswith(SAID) else await where_paid(scene, group)
    period = await DurationQuestion("period", _("For how long at a time would you pay?"), max(AHEAD) * A_YEAR, assume=1)
    second = await second_question(scene, arg)
    first = _assumed(scene, income, group, period) if arg.startswith(SAID) else None
    compared = _compared(scene, income, second, group)
    return _result(scene, income, group, commune, lines(first, compared) if first or compared else None)


def _period(months: int) -> Words:
    """For how long at a time somebody pays."""
    if months == 1:
        return _("A month")
    if months > A_YEAR:
        return _("{years} years ahead, at once", years=months // 12)
    return _("Every {months} months", months=months)


def _assumed(scene: Scene, income: Dong, group: SupportGroup, months: int) -> Words:
    """What the sum rests on, and what others would pay."""
    figures, today = scene.library.figures, scene.today
    rests = _("Reckoned with: income {income}; {group}.", income=income, group=NAMED[group])
    reckon = advance if months > A_YEAR else contributions_over
    others = _(
        "{period}, by group: poor {poor}, near-poor {near_poor}, ethnic minority {ethnic}, island {island}, "
        "none {other}.",
        period=_period(months),
        **of_each_group(lambda each: reckon(months, income, each, figures, today).pays),
    )
    return lines(rests, others, by_group(scene, income, months))


def _within(within: Affordable, group: SupportGroup, figures: Figures, today: date) -> Words:
    """Which income somebody can choose with what they can pay."""
    pays = contribution(within.income, group, figures, today).pays
    if not within.enough:
        return _(
            "With {most} a month it is not quite enough yet: the lowest is {pays} ({group}). It may be paid by the "
            "season, and stopping costs no fine.",
            most=within.most,
            pays=pays,
            group=NAMED[group],
        )
    return _(
        "With {most} a month you can choose an income of {income} and pay {pays} (by law up to {exact}). Reckoned "
        "with: {group}.",
        most=within.most,
        income=within.income,
        pays=pays,
        exact=within.exact,
        group=NAMED[group],
    )


def _compared(scene: Scene, income: Dong, second: Dong, group: SupportGroup) -> Words | None:
    """Two incomes side by side, where that was wished for."""
    if not second:
        return None
    one, other = (contribution(each, group, scene.library.figures, scene.today).pays for each in (income, second))
    return _(
        "Compared: on {income} you pay {one} a month; on {second} you pay {other}.",
        income=income,
        one=one,
        second=second,
        other=other,
    )


def _result(scene: Scene, income: Dong, group: SupportGroup, commune: str, first: Words | None) -> Done:
    figures, today = scene.library.figures, scene.today
    month = contribution(income, group, figures, today, commune=commune)
    periods = [contributions_over(n, income, group, figures, today, commune=commune) for n in PERIODS]
    ahead = _ahead(scene, income, group, commune)
    in_force = figures.on(today)
    result = CardWords(
        title=_("On an income of {income} you pay a month", income=income),
        figure=_("{amount}", amount=month.pays),
        rows=(
            (_("Contribution a month"), _("{amount}", amount=month.gross)),
            (_("Of this the State pays"), _("{amount}", amount=month.support)),
            *_local(month),
            *((_("Every {months} months", months=one.months), _("{amount}", amount=one.pays)) for one in periods),
            *_ahead_rows(ahead),
            (_("The State pays for at most"), _supported(scene)),
        ),
        note=lines(
            _("Figures of {day}. When support ends you pay {gross} a month.", day=today, gross=month.gross),
            _("Counted from next month, with no support used before."),
            _by_practice(scene) if ahead else None,
            _between_steps(scene, income),
            for_one(scene, income, group),
        ),
        basis=basis(month.steps, in_force.basis("support_max_months")),
    )
    # Of years ahead, only how they are made less: the rest is as for a month.
    steps = (*month.steps, *(step for one in ahead[-1:] for step in one.steps[:2]))
    return told(result, steps, NEXT, _frozen(scene), first=first)


def _local(month: Contribution) -> list[tuple[Words, Words]]:
    if not month.local:
        return []
    return [(_("Beside it {payer} pays", payer=month.payer), _("{amount}", amount=month.local))]


def _ahead(scene: Scene, income: Dong, group: SupportGroup, commune: str) -> list[Contribution]:
    """What is paid for years ahead, once this year's rate of return is published."""
    figures, today = scene.library.figures, scene.today
    try:
        return [advance(years * 12, income, group, figures, today, commune=commune) for years in AHEAD]
    except Refusal:
        return []


def _ahead_rows(ahead: list[Contribution]) -> list[tuple[Words, Words]]:
    if not ahead:
        return [(_("{first} to {last} years ahead", first=AHEAD[0], last=AHEAD[-1]), _("being updated"))]
    return [
        (_("{years} years ahead, at once", years=one.months // 12), _("{amount}", amount=one.pays)) for one in ahead
    ]


def _supported(scene: Scene) -> Words:
    """For how long the State pays, and until when for who begins next month."""
    months = int(scene.library.figures.on(scene.today).number("support_max_months"))
    now = ordinal_of(YearMonth(scene.today.year, scene.today.month))
    return _("{months} months, until {until}", months=months, until=month_of(now + months))


def _between_steps(scene: Scene, income: Dong) -> Words | None:
    """Collectors' software knows incomes in steps only; the law does not."""
    figures = scene.library.figures.on(scene.today)
    step = whole_dong(figures.number("income_step"))
    if (income - income_floor(figures)) % step == 0:
        return None
    return _(
        "By practice, incomes go in steps of {step} from the lowest; the law does not say so. Ask first.", step=step
    )


def _frozen(scene: Scene) -> Words | None:
    """A period paid ahead keeps the support of its day: those about to get more lose by it."""
    if announcement("income_floor", scene.library.figures, scene.today) is None:
        return None
    return _("What is paid ahead keeps the support of today to its end, even if support rises meanwhile.")


def _by_practice(scene: Scene) -> Words:
    rate = Percent(scene.library.figures.on(scene.today).number("fund_rate_r_monthly"))
    return _(
        "Years ahead are less {rate} a month, the rate of {year}; that and how support is counted follow practice.",
        rate=rate,
        year=str(scene.today.year),
    )
