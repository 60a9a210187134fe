"""One step of a calculation, as the explanation of a result shows it, and the shared steps."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bot.law.figures.figures import FigureValue, InForce
from bot.words import Dong, Percent, Value, Words, _

WORKING = _("How this is reckoned:")
"""Goes before the steps; a page may fold away what begins with it."""


@dataclass(frozen=True)
class Step:
    """One step of a calculation, its legal basis, and whether it rests on practice only."""

    words: Words
    basis: str
    practice: bool = False


def held(figures: InForce) -> Step:
    """What every projection into later years has to say."""
    words = _(
        "Reckoned with the figures of {day}, as if they never changed; later years may bring others", day=figures.day
    )
    return Step(words, figures.basis("income_cap_times"))


def unconfirmed(figures: InForce, *names: str) -> tuple[Step, ...]:
    """A step for each of these figures that has an announced value, used or not."""
    steps = []
    for name in names:
        used, announced = figures.value(name), figures.reading(name).announced
        if not used.confirmed:
            words = _("{value} is announced, but still to be confirmed", value=_spoken(used, name, figures))
            steps.append(Step(words, used.basis))
        elif announced is not None:
            words = _(
                "From {since} another value is announced, still to be confirmed: {value}; it is not used here",
                since=announced.since,
                value=_spoken(announced, name, figures),
            )
            steps.append(Step(words, announced.basis))
    return tuple(steps)


def _spoken(value: FigureValue, name: str, figures: InForce) -> Value:
    if not isinstance(value.value, Decimal):
        return str(value.value)
    unit = figures.figures[name].unit
    return Dong(value.value) if unit == "dong" else Percent(value.value) if unit == "percent" else value.value
