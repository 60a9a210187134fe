"""An expected refusal of the law's arithmetic: a request out of bounds, with the bounds."""

from __future__ import annotations

from collections.abc import Mapping

from bot.words import Words, _


class Refusal(Exception):
    """Cannot be computed as asked.

    code      stable, for programs: "income_below_floor", "income_above_cap", "months_out_of_bounds", "no_figure" …
    message   for the person who asked
    bounds    what would have been accepted, in đồng or months; empty where no bound is known
    """

    def __init__(self, code: str, message: Words, bounds: Mapping[str, int] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.bounds: Mapping[str, int] = bounds or {}


def no_figure(name: str) -> Refusal:
    """The refusal for a figure that has no value on the day: it is never guessed."""
    return Refusal("no_figure", _("This figure is being updated ({name}), so it cannot be computed now.", name=name))
