"""Whether somebody may join, with the legal basis; where the law is unclear, staff decide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.domain.messages import Option
from bot.search.values.people import births
from bot.search.values.phrasebook import Phrasebook
from bot.search.values.sentence import Sentence
from bot.talk import actions
from bot.talk.library_answers import MENU, PERSON
from bot.talk.question import Done
from bot.talk.questions import Choose, Confirm
from bot.talk.scene import Scene
from bot.words import Words, _, paragraphs

LAW = "Luật BHXH 41/2024/QH15"
LIST = "Nghị định 159/2025/NĐ-CP, Điều 3 khoản 2; Nghị định 158/2025/NĐ-CP, Điều 3 khoản 4"
WORK = (
    Option("own", _("Farm, trade, odd jobs, at home, no contract")),
    Option("contract", _("A contract of a month or more")),
    Option("paused", _("A contract that is suspended")),
    Option("business", _("Owner of a registered household business")),
    Option("few-hours", _("Few hours, on trial, or helping in a household")),
    Option("office", _("Commune or hamlet office, standing militia, managing a company or cooperative")),
)
TAX = (
    Option("declares", _("By declaration")),
    Option("lump", _("In a lump until 2025")),
    Option("unknown", _("I do not know")),
)
GETS = (
    Option("nothing", _("I receive none of these")),
    Option("pension", _("A pension")),
    Option("monthly", _("For lost working capacity, old commune officials, veterans, or too few years")),
    Option("social", _("Social pension of the aged")),
    Option("jobless", _("Unemployment benefit")),
    Option("allowed", _("For disability, survivors, a work accident, war invalids")),
    Option("other", _("Another one, or not sure")),
)
# Not on the list of those who are kept out, which is complete.
ALLOWED = frozenset({"social", "jobless", "allowed"})


@dataclass(frozen=True)
class OldEnough(Confirm):
    """Whether somebody has reached an age, in years: an age or a year of birth says it too."""

    least: int = 0
    today: date = date.min

    def understand(self, text: str, book: Phrasebook) -> bool:
        born = births(Sentence.of(text), self.today)
        if len(born) != 1:
            return super().understand(text, book)
        month = born[0].value.month
        return (self.today.year - month.year) * 12 + self.today.month - month.month >= self.least * 12


async def may_join(scene: Scene, _arg: str) -> Done:
    """Asks about citizenship, age, work and benefits, up to the first obstacle."""
    least = int(scene.library.figures.on(scene.today).number("min_join_age"))
    ask = _("Are you a citizen of Viet Nam? I keep nothing of this form afterwards.")
    if not await Confirm("citizen", ask, yes=_("Yes, I am"), no=_("No, I am not")):
        return _no(_("Voluntary insurance is for citizens of Viet Nam only."), f"{LAW}, Điều 2 khoản 4")
    ask = _("Are you {least} years old or older? There is no upper limit.", least=least)
    if not await OldEnough("age", ask, yes=_("Old enough"), no=_("Not yet"), least=least, today=scene.today):
        return _no(_("It starts at the age of {least}.", least=least), f"{LAW}, Điều 2 khoản 4")
    work = await Choose("work", _("How do you work now?"), WORK)
    against = await _work(scene, work)
    if against is not None:
        return against
    gets = await Choose("gets", _("Do you receive one of these every month?"), GETS)
    return _received(gets) or _yes(work, gets)


async def _work(scene: Scene, work: str) -> Done | None:
    """The obstacle that the work is, if any."""
    if work == "contract":
        said = _(
            "With a contract of a month or more you belong to compulsory insurance, whatever it is called and even if "
            "the employer does not pay: voluntary insurance cannot stand in for it. Ask the insurance office if your "
            "employer does not pay."
        )
        return _no(said, f"{LAW}, Điều 2 khoản 1")
    if work == "office":
        said = _("In that work you belong to compulsory insurance.")
        aged = _("Who manages without a wage and has reached retirement age is exempt, as a rule: staff tell.")
        return _no(paragraphs(said, aged), f"{LAW}, Điều 2 khoản 1, khoản 7")
    if work != "business":
        return None
    tax = await Choose("tax", _("How is the business taxed?"), TAX)
    figures = scene.library.figures.on(scene.today)
    if tax == "declares":
        said = _(
            "Owners who pay tax by declaration belong to compulsory insurance since {since}.",
            since=figures.text("household_owner_declared_from"),
        )
        aged = _("An owner who has reached retirement age is exempt, as a rule: staff tell.")
        return _no(paragraphs(said, aged), f"{figures.basis('household_owner_declared_from')}; {LAW}, Điều 2 khoản 7")
    said = _(
        "The law makes other registered owners compulsory from {since}, and until then they may join voluntarily. But "
        "tax in a lump ended with 2025, and I know of no document that says who moves when. Please ask staff before "
        "you pay anything.",
        since=figures.text("household_owner_other_from"),
    )
    return _unclear(said, figures.basis("household_owner_other_from"))


def _received(gets: str) -> Done | None:
    """The obstacle, or doubt, that a benefit received is, if any."""
    basis = f"{LAW}, Điều 2 khoản 4; {LIST}"
    if gets == "pension":
        return _no(_("Who draws a pension can no longer join."), basis)
    if gets == "monthly":
        return _no(_("Who draws a monthly allowance named in the decree cannot join."), basis)
    if gets == "nothing" or gets in ALLOWED:
        return None
    return _unclear(_("Only some allowances keep people out. Please ask staff which kind yours is."), basis)


def _yes(work: str, gets: str) -> Done:
    said = _("Yes, by what you say you may join, at any age and without papers on your health.")
    listed = _("What you receive is not on the decree's list. Ask the collector again before you pay.")
    paused = _("Unless you and your employer agreed to go on with compulsory insurance.") if work == "paused" else None
    hours = _("That holds for few hours if the wage is below the least for compulsory insurance.")
    basis = f"{LAW}, Điều 2 khoản 4; {LIST}" if gets in ALLOWED else f"{LAW}, Điều 2 khoản 4"
    doubts = (paused, hours if work == "few-hours" else None, listed if gets in ALLOWED else None)
    told = paragraphs(said, *doubts, _basis(basis))
    return Done(say=told, options=(actions.ESTIMATE.option(), actions.PENSION.option(), PERSON, MENU))


def _no(why: Words, basis: str) -> Done:
    told = paragraphs(_("No, you may not join voluntary insurance now."), why, _basis(basis))
    return Done(say=told, options=(actions.TOPIC.option("eligibility", _("Questions about joining")), PERSON, MENU))


def _unclear(why: Words, basis: str) -> Done:
    told = paragraphs(_("I cannot say this for certain."), why, _basis(basis))
    return Done(say=told, options=(PERSON, actions.TOPIC.option("eligibility", _("Questions about joining")), MENU))


def _basis(basis: str) -> Words:
    return _("Legal basis: {basis}.", basis=basis)
