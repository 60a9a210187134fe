"""What is said at once of years paid and years missing, before a form asks for the rest."""

from __future__ import annotations

from collections.abc import Mapping

from bot.law.refusal import Refusal
from bot.talk import actions
from bot.talk.durations import DurationQuestion, span
from bot.talk.scene import Scene
from bot.words import Words, _, verbatim

_READER = DurationQuestion("paid", verbatim(""))


def said_at_once(flow: str, fills: Mapping[str, str], text: str, scene: Scene) -> Words | None:
    """How much is missing to the years that a pension needs, whatever the sex and the age.

    None where a sentence says nothing of what was paid, or where the figure is not known. Who does not remember is told
    where it can be seen.
    """
    if flow not in {actions.MISSING.name, actions.PENSION.name}:
        return None
    if not fills.keys() & {"compulsory", "voluntary"} and scene.knowledge.phrasebook.mentions("unknown", text):
        return _(
            "Never mind if you do not remember what was paid: the VssID app or the insurance book shows it, and staff "
            "can look it up."
        )
    paid = sum(_READER.read(fills[key]) for key in ("compulsory", "voluntary") if key in fills)
    try:
        least = int(scene.library.figures.on(scene.today).number("pension_min_years"))
    except Refusal:
        return None
    if not paid:
        return None
    if paid >= least * 12:
        return _(
            "With {paid} paid there are enough years for a pension: it takes {years}.", paid=span(paid), years=least
        )
    return _(
        "With {paid} paid, {missing} are missing to the {years} years that a pension needs. For when and how, I ask a "
        "little more.",
        paid=span(paid),
        missing=span(least * 12 - paid),
        years=least,
    )
