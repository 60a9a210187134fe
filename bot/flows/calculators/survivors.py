"""What a family receives when somebody dies who paid, or drew a pension."""

from __future__ import annotations

from bot.domain.messages import CardWords, Option
from bot.flows.calculators.questions import LOWEST_EVER, Average, needs_income, said
from bot.flows.calculators.results import basis, told
from bot.law.benefits.survivors import Death, death_of_pensioner
from bot.law.benefits.survivors import death as after_death
from bot.law.figures.derived import income_cap
from bot.law.rounding import whole_dong
from bot.talk import actions
from bot.talk.durations import DurationQuestion
from bot.talk.library_answers import MENU, PERSON
from bot.talk.question import Done
from bot.talk.questions import Amount, Choose
from bot.talk.scene import Scene
from bot.talk.understanding.prefill import SAID
from bot.words import Words, _, lines, paragraphs

PAYING, DRAWING = "paying", "pension"
WAS = (
    Option(PAYING, _("Paying, or had stopped and kept the time")),
    Option(DRAWING, _("Drawing a pension")),
)
NEXT = (actions.TOPIC.option("death", _("Questions about a death")), PERSON, MENU)
BEFORE_2014 = 72


async def death(scene: Scene, arg: str) -> Done:
    """For somebody who was paying, by time and income; for a pensioner, by pension and months.

    Where a sentence has told the rest, nothing is taken to be from before 2014, and that is said.
    """
    ask = _("If your family has lost somebody, I am sorry for your loss. What was he or she doing?")
    was = await Choose("was", ask, WAS)
    found = await (_of_pensioner(scene) if was == DRAWING else _of_paying(scene, arg))
    rests = None
    if arg.startswith(SAID):
        before = _("Reckoned as if nothing had been paid before 2014.") if was == PAYING else None
        rests = paragraphs(_("I am sorry for your loss."), before)
    return needs_income() if found is None else _told(scene, was, found, rests)


def _told(scene: Scene, was: str, found: Death, first: Words | None) -> Done:
    in_force = scene.library.figures.on(scene.today)
    file, decided = (int(in_force.number(f"procedure_days_survivor{part}")) for part in ("_file", ""))
    result = CardWords(
        title=_("The family would receive, about"),
        figure=_("{amount}", amount=found.total),
        rows=(
            (_("Once, for the relatives"), _("{amount}", amount=found.survivors)),
            (_("For the funeral"), _("{amount}", amount=found.funeral) if found.funeral else _("nothing")),
            (_("Hand in the papers within"), _("{days} days", days=file)),
            (_("Paid out within"), _("{days} working days", days=decided)),
        ),
        note=_of_paying_note(scene, found)
        if was == PAYING
        else _("An estimate with the figures of {day}.", day=scene.today),
        basis=basis(found.steps),
    )
    return told(result, found.steps, NEXT, first=first)


def _of_paying_note(scene: Scene, found: Death) -> Words:
    least = int(scene.library.figures.on(scene.today).number("survivor_min_months"))
    # Under the months of the funeral grant, which are those of what was paid too.
    few = _(
        "Under {least} months the family receives what was paid. The State's part is counted in here; whether it "
        "belongs to it is not confirmed, so it may be less.",
        least=least,
    )
    return lines(
        _("An estimate with the figures of {day}, before incomes are raised by prices.", day=scene.today),
        None if found.funeral else few,
        _("With compulsory time as well there may be more; staff reckon it."),
    )


async def _of_paying(scene: Scene, arg: str) -> Death | None:
    """None where the income is not known."""
    months = await DurationQuestion("months", _("How long had been paid in all? For example: 3 năm 6 tháng."))
    ask = _("How much of this before 2014? If none, type 0.")
    shortcuts = ((0, _("Nothing before 2014")),)
    none = 0 if said(arg, "before-2014") else None
    earlier = await DurationQuestion("before-2014", ask, min(months, BEFORE_2014), shortcuts, assume=none)
    cap = whole_dong(income_cap(scene.library.figures.on(scene.today)))
    income = await Average("income", _("On which income a month, on average? Roughly is enough."), at_most=cap)
    if not income:
        return None
    return after_death(earlier, months - earlier, income, scene.library.figures, scene.today)


async def _of_pensioner(scene: Scene) -> Death:
    monthly = await Amount("pension", _("How much was the pension a month?"), at_least=LOWEST_EVER)
    received = await DurationQuestion("received", _("For how long had it been received? For example: 2 năm 3 tháng."))
    return death_of_pensioner(monthly, received, scene.library.figures, scene.today)
