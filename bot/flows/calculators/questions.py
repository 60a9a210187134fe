"""Questions that the dialogues about money share, and what is said if a figure is missing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bot.domain.messages import Option
from bot.law.benefits.pension_rate import Sex
from bot.law.benefits.projection import LONGEST_PAST, Insured
from bot.law.contributions.affordable import affordable
from bot.law.contributions.local_support import is_by_commune
from bot.law.figures.derived import SupportGroup, announcement, income_cap, income_floor
from bot.law.refusal import Refusal
from bot.law.rounding import whole_dong
from bot.search.values.phrasebook import Phrasebook
from bot.search.values.sums import read_sum
from bot.talk import actions
from bot.talk.contact_questions import ChooseCommune
from bot.talk.durations import BirthMonth, DurationQuestion
from bot.talk.library_answers import MENU, PERSON
from bot.talk.question import Done, Misread
from bot.talk.questions import Amount, Choose, ChoosePrivately
from bot.talk.scene import Flow, Scene
from bot.talk.understanding.prefill import SAID
from bot.words import Dong, Words, YearMonth, _, paragraphs

SUGGESTED = 4
YOUNGEST, OLDEST = 15, 100
LOWEST_EVER = Dong(100_000)
NONE_YET = ((0, _("None yet")),)
OTHER_LEVEL = actions.WHAT_IF.option("income", _("Another level"))
OTHER_GROUP = actions.WHAT_IF.option("group", _("Another group"))
OTHER_YEARS = actions.WHAT_IF.option("months", _("More years"))
OTHER_PAST = actions.WHAT_IF.option("compulsory", _("I have paid before"))
TWO_LEVELS = actions.WHAT_IF.option("second", _("Compare two levels"))
SEXES = (Option(Sex.FEMALE, _("Woman")), Option(Sex.MALE, _("Man")))
WHY_BIRTH = _("Retirement age follows from the month of birth, and so when a pension begins.")
WHY_PAID = _("Years already paid count too, so that less is missing.")
GROUPS = (
    Option(SupportGroup.OTHER, _("None of these")),
    Option(SupportGroup.POOR, _("Poor household")),
    Option(SupportGroup.NEAR_POOR, _("Near-poor household")),
    Option(SupportGroup.ETHNIC_MINORITY, _("Ethnic minority")),
    Option(SupportGroup.ISLAND, _("Island commune or special zone")),
)


def said(arg: str, key: str) -> bool:
    """Whether a dialogue begun with `arg` assumes an answer rather than asking for `key`."""
    return arg.startswith(SAID) and arg != f"{SAID}:{key}"


def income_question(scene: Scene, arg: str = "") -> Amount:
    """Which income to pay on, within today's bounds. Raises Refusal where these are not known."""
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
    return Amount(
        "income",
        paragraphs(ask, new_floor(scene)),
        at_least=floor,
        at_most=cap,
        suggestions=suggestions,
        why=_("What you pay now and what you draw later both follow from it. It need not be what you really earn."),
        assume=floor if said(arg, "income") else None,
    )


def pays_question() -> Amount:
    """What somebody can pay a month: never asked for, only where it was said."""
    return Amount("pays", _("How much can you pay a month?"), assume=Dong(0))


async def chosen_income(scene: Scene, arg: str) -> Dong:
    """The income to pay on: asked for, or following from what somebody can pay."""
    if most := await pays_question():
        return affordable(most, SupportGroup.OTHER, scene.library.figures, scene.today).income
    return await income_question(scene, arg)


def second_question(scene: Scene, arg: str) -> Amount:
    """A second income to compare with, where that is wished for."""
    first = income_question(scene)
    ask = _("Which other income shall I compare it with? For example: 3 triệu.")
    assume = None if arg == f"{SAID}:second" else Dong(0)
    return Amount(
        "second", ask, at_least=first.at_least, at_most=first.at_most, suggestions=first.suggestions, assume=assume
    )


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


@dataclass(frozen=True)
class Group(ChoosePrivately):
    """The group that the State supports; who does not know it is reckoned with in none."""

    def understand(self, text: str, book: Phrasebook) -> str:
        if book.mentions("unknown", text):
            return SupportGroup.OTHER
        return super().understand(text, book)


def group_question(arg: str = "") -> ChoosePrivately:
    """Whom the State supports more; the answer is not kept when the dialogue is over."""
    ask = _(
        "The State pays a part for everybody, and more for some. Does one of these apply to you? "
        "Your answer serves this sum only; I do not keep it."
    )
    why = _("The State pays more for some, so the sum differs. It serves this sum only.")
    return Group("group", ask, GROUPS, why=why, assume=SupportGroup.OTHER if said(arg, "group") else None)


async def where_paid(scene: Scene, group: SupportGroup) -> str:
    """The commune, asked for only where what the province adds depends on it and none is known."""
    if scene.commune or not is_by_commune(group, scene.library.figures.on(scene.today)):
        return scene.commune
    ask = _("Your commune may add something. Which one do you live in? I keep nothing of this form afterwards.")
    knowledge = scene.knowledge
    return (await ChooseCommune("commune", ask, knowledge.communes, knowledge.by_code)).code


def sex_question() -> Choose:
    """Retirement age and pension differ for women and men."""
    ask = _("Are you a woman or a man? Retirement age and pension differ. I keep nothing of this form afterwards.")
    return Choose(
        "sex", ask, SEXES, why=_("Women reach retirement age earlier, and their pension rises with other years.")
    )


def birth_question(scene: Scene) -> BirthMonth:
    """Month and year of birth; the year alone will do."""
    year, month = scene.today.year, scene.today.month
    ask = _("When were you born? Month and year, for example: 5/1970. The year alone will do.")
    return BirthMonth(
        "birth", ask, YearMonth(year - OLDEST, 1), YearMonth(year - YOUNGEST, month), today=scene.today, why=WHY_BIRTH
    )


@dataclass(frozen=True)
class Average(Amount):
    """The average income of what was paid before; 0 where it is not remembered."""

    def understand(self, text: str, book: Phrasebook) -> Dong:
        if book.mentions("unknown", text) and read_sum(text) is None:
            return Dong(0)
        return super().understand(text, book)

    def _within(self, amount: int | None) -> Dong:
        amount = super()._within(amount)
        if 0 < amount < LOWEST_EVER:
            raise Misread(_("That is too little for a month. Please type it in full, for example: 3 triệu."))
        return amount

    @property
    def options(self) -> tuple[Option, ...]:
        return (Option("0", _("I do not remember")),)


async def ask_insured(scene: Scene, arg: str = "") -> Insured:
    """Sex, month of birth, and the time paid so far, with its average where there is any."""
    nothing = 0 if said(arg, "compulsory") else None
    sex = Sex(await sex_question())
    birth = await birth_question(scene)
    compulsory = await DurationQuestion(
        "compulsory",
        _("How long did you pay compulsory insurance, at a company or office? For example: 3 năm 6 tháng."),
        LONGEST_PAST,
        NONE_YET,
        why=WHY_PAID,
        assume=nothing,
    )
    voluntary = await DurationQuestion(
        "voluntary", _("And how long voluntary insurance?"), LONGEST_PAST, NONE_YET, why=WHY_PAID, assume=nothing
    )
    if not compulsory + voluntary:
        return Insured(sex, birth)
    ask = _("On which income or wage was that, on average, a month? Roughly is enough.")
    cap = whole_dong(income_cap(scene.library.figures.on(scene.today)))
    return Insured(
        sex,
        birth,
        compulsory,
        voluntary,
        await Average("average", ask, at_most=cap, assume=Dong(0) if said(arg, "average") else None),
    )


def being_updated() -> Done:
    """A figure has no value on this day, so nothing is guessed."""
    said = _("The figures for this are being updated, so I do not reckon now. Staff can tell you.")
    when = _("What is set anew each year comes out in January or February as a rule: please ask me again then.")
    return Done(say=paragraphs(said, when), options=(PERSON, MENU))


def needs_income() -> Done:
    """The income paid on is not known, so nothing is guessed."""
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
