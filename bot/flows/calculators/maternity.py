"""The State's allowance for a birth: who has a right to it, how much, by when to ask for it."""

from __future__ import annotations

from bot.domain.messages import CardWords, Option
from bot.flows.calculators.questions import said
from bot.flows.calculators.results import basis, told
from bot.law.benefits.maternity import Maternity
from bot.law.benefits.maternity import maternity as allowance
from bot.law.refusal import Refusal
from bot.talk import actions
from bot.talk.durations import DurationQuestion, span
from bot.talk.library_answers import MENU, PERSON
from bot.talk.question import Done
from bot.talk.questions import Choose
from bot.talk.scene import Scene
from bot.talk.understanding.prefill import SAID
from bot.words import Words, _, lines, paragraphs, verbatim

WHO = (
    Option("mother", _("I give birth")),
    Option("father", _("My wife gives birth")),
)
CHILDREN = tuple(Option(str(number), verbatim(str(number))) for number in (1, 2, 3))
NEXT = (actions.TOPIC.option("maternity", _("Questions about childbirth")), PERSON, MENU)
BOOKS = "Luật BHXH 41/2024/QH15, Điều 94, Điều 97"


async def maternity(scene: Scene, arg: str) -> Done:
    """Who, how long paid within the year before, how many children (one if that is not said).

    Who of the two does not change the sum, and is not asked for where a sentence has told the rest.
    """
    in_force = scene.library.figures.on(scene.today)
    window = int(in_force.number("maternity_window_months"))
    await Choose(
        "who",
        _("Who gives birth? A father who pays has a right to it too."),
        WHO,
        assume="mother" if said(arg, "who") else None,
    )
    months = await DurationQuestion(
        "months",
        _(
            "Within the {window} months before the birth, how many months were paid, voluntary and compulsory "
            "together? For example: 8 tháng.",
            window=window,
        ),
        window,
    )
    try:
        allowance(1, months, scene.library.figures, scene.today)
    except Refusal as refusal:
        return _not_yet(refusal, months)
    assume = "1" if said(arg, "children") else None
    children = int(await Choose("children", _("How many children at this birth?"), CHILDREN, assume=assume))
    found = allowance(children, months, scene.library.figures, scene.today)
    rests = _(
        "Reckoned with: {count} at this birth, {months} paid within the {window} months before it.",
        count=children,
        months=span(months),
        window=window,
    )
    return _told(scene, found, rests if arg.startswith(SAID) else None)


def _not_yet(refusal: Refusal, months: int) -> Done:
    said = paragraphs(
        _("Not yet: {reason}", reason=refusal.message),
        _("You told me of {months}. Months can still be paid before the birth.", months=span(months))
        if months
        else None,
        _("Legal basis: {basis}.", basis=BOOKS),
    )
    return Done(say=said, options=NEXT)


def _told(scene: Scene, found: Maternity, first: Words | None) -> Done:
    in_force = scene.library.figures.on(scene.today)
    window, least = (int(in_force.number(f"maternity_{name}_months")) for name in ("window", "min"))
    result = CardWords(
        title=_("Allowance for the birth"),
        figure=_("{amount}", amount=found.allowance),
        rows=(
            (_("Paid by"), _("the State budget")),
            (
                _("Hand in the papers within"),
                _("{days} days of the birth", days=int(in_force.number("procedure_days_maternity_file"))),
            ),
            (_("Paid out within"), _("{days} working days", days=int(in_force.number("procedure_days_maternity")))),
        ),
        note=lines(
            _(
                "Needed: {least} months within {window}. Papers: a copy of the birth certificate.",
                least=least,
                window=window,
            ),
            _("If both parents pay voluntary insurance, one of them receives it."),
            _("Whoever has a right to compulsory maternity benefits receives those instead."),
        ),
        basis=basis(found.steps, BOOKS),
    )
    return told(result, found.steps, NEXT, first=first)
