"""Taking one's money out in one sum: whether it is allowed, the sum, and what is lost."""

from __future__ import annotations

from bot.domain.messages import CardWords, Option
from bot.flows.calculators.alternatives import nearly_five_years
from bot.flows.calculators.questions import Average, group_question, needs_income, refused
from bot.flows.calculators.results import basis, told
from bot.law.benefits.withdrawal import Reason, Withdrawal
from bot.law.benefits.withdrawal import withdrawal as taken_out
from bot.law.figures.derived import SupportGroup, income_cap
from bot.law.periods import Period
from bot.law.refusal import Refusal
from bot.law.rounding import whole_dong
from bot.talk import actions
from bot.talk.durations import MonthWithin, span
from bot.talk.library_answers import MENU, PERSON
from bot.talk.question import Done
from bot.talk.questions import ChoosePrivately
from bot.talk.scene import Scene
from bot.words import YearMonth, _, lines, paragraphs

FIRST_MONTH = YearMonth(2008, 1)
OTHER = "other"
LAW = "Luật BHXH 41/2024/QH15, Điều 102, Điều 103"
REASONS = (
    Option(Reason.STOPPED, _("I stopped paying a year ago or longer")),
    Option(Reason.AGE, _("Of retirement age, too few years")),
    Option(Reason.EMIGRATION, _("Settling abroad")),
    Option(Reason.ILLNESS, _("A grave illness named in the law")),
    Option(Reason.DISABILITY, _("Severe loss of health or disability")),
    Option(OTHER, _("Another reason, in need of money")),
)
NEXT = (actions.MISSING.option(), PERSON, MENU)


async def withdrawal(scene: Scene, _arg: str) -> Done:
    """Asks for the reason, then time and income, of one stretch of time, as most people have."""
    reason = await ChoosePrivately("reason", _("Why would you take it out? The law allows it in few cases."), REASONS)
    if reason == OTHER:
        return _not_allowed()
    now = YearMonth(scene.today.year, scene.today.month)
    start = await MonthWithin("from", _("From which month did you pay? For example: 3/2018."), FIRST_MONTH, now)
    end = await MonthWithin("to", _("And until which month?"), start, now)
    figures = scene.library.figures
    try:
        cap = whole_dong(income_cap(figures.on(scene.today)))
        income = await Average("income", _("On which income a month, on average? Roughly is enough."), at_most=cap)
        if not income:
            return needs_income()
        group = SupportGroup(await group_question())
        found = taken_out([Period(start, end, income)], group, Reason(reason), figures, scene.today)
    except Refusal as refusal:
        return _refused(refusal)
    return _told(scene, Reason(reason), found)


def _told(scene: Scene, reason: Reason, found: Withdrawal) -> Done:
    days = int(scene.library.figures.on(scene.today).number("procedure_days_withdrawal"))
    named = _("The illnesses and the loss of health are named in the law; staff tell which papers are needed.")
    result = CardWords(
        title=_("You would receive once, about"),
        figure=_("{amount}", amount=found.receives),
        rows=(
            (_("Time that is then lost"), span(found.months)),
            (_("Before support is taken off"), _("{amount}", amount=found.before_deduction)),
            (_("State support taken off"), _("{amount}", amount=found.support_deducted)),
            (_("Decided within"), _("{days} working days", days=days)),
        ),
        note=lines(
            _(
                "Reckoned as if every month had been voluntary. Months at a company count by their wages, and no "
                "support is taken off them: with such months only the insurance office can tell the sum."
            ),
            _("An estimate: the insurance book decides. If you kept the time, it would go on counting to a pension."),
            named if reason in (Reason.ILLNESS, Reason.DISABILITY) else None,
        ),
        basis=basis(found.steps),
    )
    income = int(found.adjusted_sum / found.months)
    return told(result, found.steps, NEXT, nearly_five_years(scene, found.months, income))


def _not_allowed() -> Done:
    said = paragraphs(
        _("The law does not allow that, and since July 2025 having stopped for a year is no reason for new members."),
        _("What is paid is not lost: it is kept, without a fine, and goes on counting when you pay again."),
        _("Legal basis: {basis}.", basis=LAW),
    )
    return Done(
        say=said, options=(actions.TOPIC.option("onetime", _("Questions about taking money out")), PERSON, MENU)
    )


def _refused(refusal: Refusal) -> Done:
    """Why not, in the words of the law's arithmetic, and that nothing is lost."""
    done = refused(refusal)
    if refusal.code == "no_figure":
        return done
    kept = _("What is paid is not lost: it is kept, without a fine, and goes on counting when you pay again.")
    assert done.say is not None
    return Done(say=paragraphs(done.say, kept, _("Legal basis: {basis}.", basis=LAW)), options=NEXT)
