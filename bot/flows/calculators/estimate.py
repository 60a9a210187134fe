"""What somebody would pay: income, then group; the group serves this sum only and is not kept."""

from __future__ import annotations

from bot.domain.messages import Result
from bot.flows.calculators.questions import group_question, income_question, new_floor
from bot.flows.calculators.results import basis, told
from bot.law.contributions.contribution import Contribution, advance, contribution, contributions_over
from bot.law.figures.derived import SupportGroup, announcement, income_floor
from bot.law.periods import month_of, ordinal_of
from bot.law.refusal import Refusal
from bot.law.rounding import whole_dong
from bot.talk import actions
from bot.talk.answering import MENU, PERSON
from bot.talk.question import Done
from bot.talk.scene import Scene
from bot.words import Dong, Percent, Words, YearMonth, _, lines

PERIODS = (3, 6, 12)
AHEAD = (2, 3, 4, 5)
NEXT = (actions.PENSION.option(), PERSON, MENU)


async def estimate(scene: Scene, _arg: str) -> Done:
    """Asks for income and group; shows what is paid by each method, how long support lasts, and how it is reckoned."""
    income = await income_question(scene)
    return _result(scene, income, SupportGroup(await group_question()))


def _result(scene: Scene, income: Dong, group: SupportGroup) -> Done:
    figures, today = scene.library.figures, scene.today
    month = contribution(income, group, figures, today)
    periods = [contributions_over(n, income, group, figures, today) for n in PERIODS]
    ahead = _ahead(scene, income, group)
    in_force = figures.on(today)
    result = Result(
        title=_("On an income of {income} you pay a month", income=income),
        figure=_("{amount}", amount=month.pays),
        rows=(
            (_("Contribution a month"), _("{amount}", amount=month.gross)),
            (_("Of this the State pays"), _("{amount}", amount=month.support)),
            *((_("Every {months} months", months=one.months), _("{amount}", amount=one.pays)) for one in periods),
            *_ahead_rows(ahead),
            (_("The State pays for at most"), _supported(scene)),
        ),
        note=lines(
            _("Figures of {day}. When support ends you pay {gross} a month.", day=today, gross=month.gross),
            _("Counted from next month, with no support used before."),
            _by_practice(scene) if ahead else None,
            _between_steps(scene, income),
            _announced(scene, income, group),
        ),
        basis=basis(month.steps, in_force.basis("support_max_months")),
    )
    # Of years ahead, only how they are made less: the rest is as for a month.
    steps = (*month.steps, *(step for one in ahead[-1:] for step in one.steps[:2]))
    return told(result, steps, NEXT)


def _ahead(scene: Scene, income: Dong, group: SupportGroup) -> list[Contribution]:
    """What is paid for years ahead; nothing where this year's rate of return is not published yet."""
    try:
        return [advance(years * 12, income, group, scene.library.figures, scene.today) for years in AHEAD]
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


def _by_practice(scene: Scene) -> Words:
    rate = Percent(scene.library.figures.on(scene.today).number("fund_rate_r_monthly"))
    return _(
        "Years ahead are less {rate} a month, the rate of {year}; that and how support is counted follow practice.",
        rate=rate,
        year=str(scene.today.year),
    )


def _announced(scene: Scene, income: Dong, group: SupportGroup) -> Words | None:
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
