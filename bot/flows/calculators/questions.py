"""What the dialogues about money ask alike: income, group, month of birth; what is said when a figure is missing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bot.domain.messages import Option
from bot.law.benefits.pension_rate import Sex
from bot.law.benefits.projection import LONGEST_PAST, Insured
from bot.law.figures.derived import SupportGroup, announcement, income_cap, income_floor
from bot.law.refusal import Refusal
from bot.law.rounding import whole_dong
from bot.talk.answering import MENU, PERSON
from bot.talk.durations import MonthWithin, Span
from bot.talk.question import Done, Misread
from bot.talk.questions import Amount, Choose, ChoosePrivately
from bot.talk.scene import Flow, Scene
from bot.words import Dong, Words, YearMonth, _, paragraphs

SUGGESTED = 4
YOUNGEST, OLDEST = 15, 100
LOWEST_EVER = Dong(100_000)
NONE_YET = ((0, _("None yet")),)
GROUPS = (
    Option(SupportGroup.OTHER, _("None of these")),
    Option(SupportGroup.POOR, _("Poor household")),
    Option(SupportGroup.NEAR_POOR, _("Near-poor household")),
    Option(SupportGroup.ETHNIC_MINORITY, _("Ethnic minority")),
    Option(SupportGroup.ISLAND, _("Island commune or special zone")),
)


def income_question(scene: Scene) -> Amount:
    """Which income to pay on, within the bounds of today. Raises Refusal where these are not known."""
    figures = scene.library.figures.on(scene.today)
    floor, cap = whole_dong(income_floor(figures)), whole_dong(income_cap(figures))
    ask = _(
        "Which monthly income would you like to pay on? You choose it yourself, from {floor} to {cap}. "
        "For example: 1tr5, 2 triệu.",
        floor=floor,
        cap=cap,
    )
    round_sums = (Dong(2_000_000), Dong(3_000_000), Dong(5_000_000))
    suggestions = (floor, *(amount for amount in round_sums if floor < amount <= cap))[:SUGGESTED]
    return Amount("income", paragraphs(ask, new_floor(scene)), at_least=floor, at_most=cap, suggestions=suggestions)


def new_floor(scene: Scene, above: int = 0) -> Words | None:
    """The announced lowest income, marked, where there is one and it is higher than `above`."""
    coming = announcement("income_floor", scene.library.figures, scene.today)
    if coming is None or not isinstance(coming.value, Decimal) or coming.value <= above:
        return None
    return _(
        "From {since} the lowest will be {floor} (announced, not confirmed yet).",
        since=coming.since,
        floor=whole_dong(coming.value),
    )


def group_question() -> ChoosePrivately:
    """Whom the State supports more; the answer is not kept when the dialogue is over."""
    ask = _(
        "The State pays a part for everybody, and more for some. Does one of these apply to you? "
        "Your answer serves this sum only; I do not keep it."
    )
    return ChoosePrivately("group", ask, GROUPS)


def sex_question() -> Choose:
    """Retirement age and pension differ for women and men."""
    ask = _("Are you a woman or a man? Retirement age and pension differ. I keep nothing of this form afterwards.")
    return Choose("sex", ask, (Option(Sex.FEMALE, _("Woman")), Option(Sex.MALE, _("Man"))))


def birth_question(scene: Scene) -> MonthWithin:
    """Month and year of birth; the year alone will do."""
    year, month = scene.today.year, scene.today.month
    ask = _("When were you born? Month and year, for example: 5/1970. The year alone will do.")
    return MonthWithin("birth", ask, YearMonth(year - OLDEST, 1), YearMonth(year - YOUNGEST, month))


@dataclass(frozen=True)
class Average(Amount):
    """The average income of what was paid before; 0 where it is not remembered."""

    def read(self, text: str) -> Dong:
        amount = super().read(text)
        if 0 < amount < LOWEST_EVER:
            raise Misread(_("That is too little for a month. Please type it in full, for example: 3 triệu."))
        return amount

    @property
    def options(self) -> tuple[Option, ...]:
        return (Option("0", _("I do not remember")),)


async def ask_insured(scene: Scene) -> Insured:
    """Sex, month of birth, and what has been paid so far, with its average where there is something."""
    sex = Sex(await sex_question())
    birth = await birth_question(scene)
    compulsory = await Span(
        "compulsory",
        _("How long did you pay compulsory insurance, at a company or office? For example: 3 năm 6 tháng."),
        LONGEST_PAST,
        NONE_YET,
    )
    voluntary = await Span("voluntary", _("And how long voluntary insurance?"), LONGEST_PAST, NONE_YET)
    if not compulsory + voluntary:
        return Insured(sex, birth)
    ask = _("On which income or wage was that, on average, a month? Roughly is enough.")
    cap = whole_dong(income_cap(scene.library.figures.on(scene.today)))
    return Insured(sex, birth, compulsory, voluntary, await Average("average", ask, at_most=cap))


def being_updated() -> Done:
    """A figure has no value on this day, so nothing is guessed."""
    said = _("The figures for this are being updated, so I do not reckon now. Staff can tell you.")
    return Done(say=said, options=(PERSON, MENU))


def needs_income() -> Done:
    """She does not know on which income was paid, so nothing is guessed."""
    said = _("Without the income I cannot reckon it. It stands in the insurance book; staff can look it up with you.")
    return Done(say=said, options=(PERSON, MENU))


def or_refused(flow: Flow) -> Flow:
    """The dialogue, ending kindly where the law's arithmetic refuses or a figure is missing."""

    async def dialogue(scene: Scene, arg: str) -> Done:
        try:
            return await flow(scene, arg)
        except Refusal as refusal:
            return refused(refusal)

    return dialogue


def refused(refusal: Refusal) -> Done:
    """The law's arithmetic cannot do what was asked: why, and who can help."""
    if refusal.code == "no_figure":
        return being_updated()
    return Done(say=refusal.message, options=(PERSON, MENU))
