"""Reckons whatever is asked for by name, from plain inputs: for programs, tests and the command line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.law.calculator.benefits import BENEFITS
from bot.law.calculator.contributions import PAYING
from bot.law.calculator.inputs import Inputs
from bot.law.calculator.result import At, Reckoned, Reckoner
from bot.law.figures.figures import Figures
from bot.law.refusal import Refusal
from bot.words import _

RECKONERS: Mapping[str, Reckoner] = {**PAYING, **BENEFITS}
EVERYWHERE = ("on", "assume_announced")


def reckon(what: str, inputs: Mapping[str, object], figures: Figures, today: date) -> Reckoned:
    """What `what`, one of RECKONERS, comes to; the figures are those of the input `on`, else of today.

    Raises Refusal for whatever cannot be reckoned.
    """
    reckoner = RECKONERS.get(what)
    if reckoner is None:
        names = ", ".join(RECKONERS)
        raise Refusal("what_unknown", _("This cannot be reckoned. What can be: {names}.", names=names))
    asked = Inputs(inputs)
    asked.only((*reckoner.names, *EVERYWHERE))
    return reckoner.run(asked, At(figures, asked.day("on", today), asked.flag("assume_announced")))
