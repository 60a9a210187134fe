"""Whether to pay years ahead or month by month: by group, since support then stays."""

from __future__ import annotations

from bot.domain.messages import CardWords, Option
from bot.flows.calculators.questions import group_question, income_question, where_paid
from bot.flows.calculators.results import basis, told
from bot.law.contributions.prepaying import Prepaying
from bot.law.contributions.prepaying import prepaying as both_ways
from bot.law.figures.derived import SupportGroup
from bot.talk import actions
from bot.talk.library_answers import MENU, PERSON
from bot.talk.question import Done
from bot.talk.questions import Choose
from bot.talk.scene import Scene
from bot.words import Dong, Words, _, lines

YEARS = tuple(Option(str(years), _("{years} years", years=years)) for years in (2, 3, 4, 5))
NEXT = (actions.ESTIMATE.option(), PERSON, MENU)


async def prepay(scene: Scene, _arg: str) -> Done:
    """Asks for income, group and years; shows both sums and what changes meanwhile."""
    income = await income_question(scene)
    group = SupportGroup(await group_question())
    commune = await where_paid(scene, group)
    years = int(await Choose("years", _("For how many years would you pay ahead?"), YEARS))
    found = both_ways(years * 12, income, group, scene.library.figures, scene.today, commune=commune)
    return _told(scene, found, years)


def _told(scene: Scene, found: Prepaying, years: int) -> Done:
    result = CardWords(
        title=_("For {years} years, paying ahead costs less by", years=years)
        if found.gain >= 0
        else _("For {years} years, paying month by month costs less by", years=years),
        figure=_("{amount}", amount=Dong(abs(found.gain))),
        rows=(
            (_("Ahead, at once"), _("{amount}", amount=found.ahead.pays)),
            (_("Of this the State adds"), _("{amount}", amount=found.ahead.support)),
            (_("Month by month, in all"), _("{amount}", amount=found.pays)),
            (_("To that the State adds"), _("{amount}", amount=found.support)),
        ),
        note=lines(
            _changes(found),
            _("Money paid ahead only comes back in few cases: compulsory insurance, a withdrawal, death, a pension."),
            _("Reckoned with the figures of {day}; how support is counted follows practice.", day=scene.today),
        ),
        basis=basis(found.steps),
    )
    return told(result, found.steps, NEXT)


def _changes(found: Prepaying) -> Words:
    if found.changes is None:
        return _("No new poverty line is known for these months, so only the reduction counts.")
    kept = _(
        "From {since} a new poverty line is announced, not confirmed yet. What is paid ahead keeps today's support; "
        "month by month the State would add more.",
        since=found.changes,
    )
    if not found.raised:
        return kept
    return lines(
        kept,
        _(
            "Month by month you would then have to pay on {income} at least, which makes the pension higher too.",
            income=found.raised,
        ),
    )
