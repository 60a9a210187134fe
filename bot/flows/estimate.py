"""What somebody would pay: income, then group; the group serves this sum only and is not kept."""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain.messages import Option
from bot.law.contribution import Contribution, contribution, contributions_over
from bot.law.derived import Group, income_cap, income_floor
from bot.law.figures import InForce
from bot.law.refusal import Refusal
from bot.law.rounding import whole_dong
from bot.talk.answering import MENU, PERSON
from bot.talk.question import Done
from bot.talk.questions import Amount, Choose
from bot.talk.scene import Scene
from bot.words import Dong, Words, _, lines, paragraphs, verbatim

SUGGESTED = 4
PERIODS = (3, 6, 12)
GROUPS = (
    Option(Group.OTHER, _("None of these")),
    Option(Group.POOR, _("Poor household")),
    Option(Group.NEAR_POOR, _("Near-poor household")),
    Option(Group.ETHNIC_MINORITY, _("Ethnic minority")),
    Option(Group.ISLAND, _("Island commune or special zone")),
)
NEXT = (PERSON, Option(">topic:contribution", _("Questions about paying")), MENU)


async def estimate(scene: Scene, _arg: str) -> Done:
    """Asks for income and group; shows what is paid by month, quarter, half-year and year, and how it is reckoned."""
    figures = scene.library.figures.on(scene.today)
    try:
        floor, cap = whole_dong(income_floor(figures)), whole_dong(income_cap(figures))
    except Refusal:
        return being_updated()
    income = await Amount(
        "income",
        _(
            "Which monthly income would you like to pay on? You choose it yourself, from {floor} to {cap}. "
            "For example: 1tr5, 2 triệu.",
            floor=floor,
            cap=cap,
        ),
        at_least=floor,
        at_most=cap,
        suggestions=_suggested(figures, cap),
    )
    group = await Choose(
        "group",
        _(
            "The State pays a part for everybody, and more for some. Does one of these apply to you? "
            "Your answer serves this sum only; I do not keep it."
        ),
        GROUPS,
    )
    return Done(say=_result(scene, income, Group(group)), options=NEXT)


def being_updated() -> Done:
    """A figure has no value on this day, so nothing is guessed."""
    return Done(
        say=_("The figures for this are being updated, so I do not reckon now. Staff can tell you."), options=NEXT
    )


def _suggested(figures: InForce, cap: Dong) -> tuple[Dong, ...]:
    floor = whole_dong(income_floor(figures))
    round_sums = (Dong(2_000_000), Dong(3_000_000), Dong(5_000_000))
    return (floor, *(amount for amount in round_sums if floor < amount <= cap))[:SUGGESTED]


def _result(scene: Scene, income: Dong, group: Group) -> Words:
    """The sums of today; beside them, marked, those that announced figures would give."""
    figures = scene.library.figures
    month = contribution(income, group, figures, scene.today)
    periods = [contributions_over(n, income, group, figures, scene.today) for n in PERIODS]
    floor_moves = figures.on(scene.today).reading("rural_poverty_line").announced is not None
    return paragraphs(
        _("On an income of {income} you pay {pays} a month.", income=income, pays=month.pays),
        lines(
            _("• Contribution: {gross}", gross=month.gross),
            _("• The State adds: {support}", support=month.support),
            *(_("• Every {months} months: {pays}", months=period.months, pays=period.pays) for period in periods),
        ),
        _announced(scene, income, group) if floor_moves else None,
        lines(_("How this is reckoned:"), *_steps(month)),
    )


def _steps(month: Contribution) -> Iterable[Words]:
    for step in month.steps:
        yield _("• {step}. Basis: {basis}", step=step.words, basis=verbatim(step.basis))


def _announced(scene: Scene, income: Dong, group: Group) -> Words:
    try:
        month = contribution(income, group, scene.library.figures, scene.today, assume_announced=True)
    except Refusal as refusal:
        return _("With the new figures (announced, not confirmed yet): {reason}", reason=refusal.message)
    return _(
        "With the new figures (announced, not confirmed yet) you would pay {pays} a month, "
        "and the State adds {support}.",
        pays=month.pays,
        support=month.support,
    )
