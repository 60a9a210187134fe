"""Inputs from outside, read strictly: what is missing, wrong or unknown is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from bot.law.periods import MOST_PERIODS, Period
from bot.law.refusal import Refusal
from bot.words import Words, YearMonth, _

Choice = TypeVar("Choice", bound=StrEnum)

MOST = 10**15
SHOWN = 40
PERIOD = ("start", "end", "income", "at_once")


@dataclass(frozen=True, eq=False)
class Inputs:
    """Values by name.

    Every method raises Refusal: "input_missing", "input_wrong" or "input_unknown".
    """

    given: Mapping[str, object]

    def has(self, name: str) -> bool:
        return self.given.get(name) is not None

    def only(self, names: Iterable[str]) -> None:
        """Refuses names that nobody asked for, since they may be misspelt ones that matter."""
        known = set(names)
        for name in self.given:
            if name not in known:
                message = _(
                    "“{name}” is not known here; known are: {names}.", name=name[:SHOWN], names=", ".join(sorted(known))
                )
                raise Refusal("input_unknown", message)

    def whole(self, name: str) -> int:
        """A whole number from 0 to 10^15: money in đồng, or months."""
        number = self.number(name)
        if number != number.to_integral_value():
            raise _wrong(name, _("a whole number"))
        return int(number)

    def maybe_whole(self, name: str) -> int | None:
        return self.whole(name) if self.has(name) else None

    def number(self, name: str) -> Decimal:
        """A number from 0 to 10^15."""
        value = self._value(name)
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
            raise _wrong(name, _("a number"))
        number = Decimal(str(value)) if isinstance(value, float) else Decimal(value)
        if not number.is_finite() or not 0 <= number <= MOST:
            raise _wrong(name, _("a number"), {"least": 0, "most": MOST})
        return number

    def flag(self, name: str) -> bool:
        value = self.given.get(name)
        if value is None or isinstance(value, bool):
            return bool(value)
        raise _wrong(name, _("true or false"))

    def choice(self, name: str, choices: type[Choice]) -> Choice:
        value = self._value(name)
        for member in choices:
            if value == member.value:
                return member
        raise _wrong(name, _("one of {choices}", choices=", ".join(choices)))

    def day(self, name: str, default: date) -> date:
        """A day such as "2026-11-23"."""
        value = self.given.get(name)
        if value is None:
            return default
        if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass
        raise _wrong(name, _("a day such as {example}", example="2026-11-23"))

    def month(self, name: str) -> YearMonth:
        """A month such as "1965-06"; a year alone means its January."""
        value = str(self._value(name))
        match = re.fullmatch(r"([12][0-9]{3})(?:-(0[1-9]|1[0-2]))?", value)
        if match is None:
            raise _wrong(name, _("a month such as {example}", example="1965-06"))
        return YearMonth(int(match[1]), int(match[2] or 1))

    def commune(self, name: str) -> str:
        """The code of a commune, in five digits; "" where none is given."""
        value = str(self.given.get(name) or "")
        if value and not re.fullmatch(r"[0-9]{1,5}", value):
            raise _wrong(name, _("the code of a commune"))
        return value.zfill(5) if value else ""

    def periods(self, name: str) -> tuple[Period, ...]:
        value = self._value(name)
        if not isinstance(value, list) or len(value) > MOST_PERIODS:
            raise _wrong(name, _("a list of periods"), {"least": 1, "most": MOST_PERIODS})
        return tuple(_period(item, name) for item in value)

    def _value(self, name: str) -> object:
        if not self.has(name):
            raise Refusal("input_missing", _("“{name}” is missing.", name=name))
        return self.given[name]


def _period(item: object, name: str) -> Period:
    if not isinstance(item, Mapping):
        raise _wrong(name, _("a list of periods"), {"least": 1, "most": MOST_PERIODS})
    inputs = Inputs(item)
    inputs.only(PERIOD)
    return Period(inputs.month("start"), inputs.month("end"), inputs.whole("income"), inputs.flag("at_once"))


def _wrong(name: str, wanted: Words, bounds: Mapping[str, int] | None = None) -> Refusal:
    return Refusal("input_wrong", _("“{name}” must be {wanted}.", name=name, wanted=wanted), bounds)
