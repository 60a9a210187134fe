"""Runs a calculation by its name, from plain inputs: for programs, tests, the command line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.law.calculator.calculations import CALCULATIONS
from bot.law.calculator.inputs import Inputs
from bot.law.calculator.result import At, Result
from bot.law.figures.figures import Figures
from bot.law.refusal import Refusal
from bot.words import _

EVERYWHERE = ("on", "assume_announced")


def calculate(what: str, inputs: Mapping[str, object], figures: Figures, today: date) -> Result:
    """The result of `what`, one of CALCULATIONS, by the figures of the input `on` or of today.

    Raises Refusal for anything that cannot be calculated.
    """
    calculation = CALCULATIONS.get(what)
    if calculation is None:
        names = ", ".join(CALCULATIONS)
        raise Refusal("what_unknown", _("This cannot be reckoned. What can be: {names}.", names=names))
    asked = Inputs(inputs)
    asked.only((*calculation.inputs, *EVERYWHERE))
    return calculation.run(asked, At(figures, asked.day("on", today), asked.flag("assume_announced")))
