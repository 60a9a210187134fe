"""A figure's value in a template: calculates, compares, and knows its announced successor."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from bot.law.figures.figures import Content
from bot.law.refusal import no_figure

NOT_A_NUMBER = "not a number"
Spoken: TypeAlias = "Quantity | Decimal | int | float"


@dataclass(frozen=True, eq=False)
class Quantity:
    """A value on a day; `announced` is the value with announced figures in force, else None."""

    _speak: Callable[[Quantity], str]
    value: Content
    announced: Content | None
    unit: str

    def _with(self, other: Spoken, operate: Callable[[Decimal, Decimal], Decimal]) -> Quantity:
        mine, theirs = pair(self), pair(other)
        both = mine[1] is not None or theirs[1] is not None
        later = operate(as_number(last(mine)), as_number(last(theirs))) if both else None
        return Quantity(self._speak, operate(as_number(mine[0]), as_number(theirs[0])), later, self.unit)

    def __add__(self, other: Spoken) -> Quantity:
        return self._with(other, lambda a, b: a + b)

    def __sub__(self, other: Spoken) -> Quantity:
        return self._with(other, lambda a, b: a - b)

    def __mul__(self, other: Spoken) -> Quantity:
        return self._with(other, lambda a, b: a * b)

    def __truediv__(self, other: Spoken) -> Quantity:
        return self._with(other, lambda a, b: a / b)

    def __rsub__(self, other: Spoken) -> Quantity:
        return self._with(other, lambda a, b: b - a)

    def __radd__(self, other: Spoken) -> Quantity:
        return self + other

    def __rmul__(self, other: Spoken) -> Quantity:
        return self * other

    def __eq__(self, other: object) -> bool:
        return self.value == (other.value if isinstance(other, Quantity) else other)

    def __hash__(self) -> int:
        return hash(str(self.value))

    def __lt__(self, other: Spoken) -> bool:
        return as_number(self.value) < as_number(pair(other)[0])

    def __gt__(self, other: Spoken) -> bool:
        return as_number(self.value) > as_number(pair(other)[0])

    def __le__(self, other: Spoken) -> bool:
        return not self > other

    def __ge__(self, other: Spoken) -> bool:
        return not self < other

    def __getitem__(self, year: int) -> Quantity:
        if not isinstance(year, int):
            raise KeyError(year)
        if not isinstance(self.value, Mapping) or year not in self.value:
            raise no_figure(str(year))
        later = self.announced.get(year) if isinstance(self.announced, Mapping) else None
        return Quantity(self._speak, self.value[year], later, "count")

    def __iter__(self) -> Iterator[Quantity]:
        for value in self.value if isinstance(self.value, tuple) else ():
            yield Quantity(self._speak, value, None, "dong")

    def __str__(self) -> str:
        return self._speak(self)


def pair(spoken: Spoken) -> tuple[Content, Content | None]:
    if isinstance(spoken, Quantity):
        return spoken.value, spoken.announced
    return Decimal(str(spoken)), None


def last(pair: tuple[Content, Content | None]) -> Content:
    return pair[0] if pair[1] is None else pair[1]


def as_number(value: Content) -> Decimal:
    if not isinstance(value, Decimal | int):
        raise TypeError(NOT_A_NUMBER)
    return Decimal(value)
