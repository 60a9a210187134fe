"""A Vietnamese phone number: parsed once, carried as proof ever after."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.lazy import lazily

_e164: Callable[[str], str] = lazily("bot.domain.calls.number_plan", "e164")
_national: Callable[[str], str] = lazily("bot.domain.calls.number_plan", "national")

# A number amid what people write around it ("dạ số 0912 345 678 nha"), whose letters would be read as digits.
NUMBER = re.compile(r"\+?\d[\d\s().-]*")


class PhoneNumber(str):
    """A Vietnamese number in E.164 ("+84912345678"), the only form we keep."""

    @classmethod
    def parse(cls, typed: str) -> PhoneNumber:
        """Reads "0912.345.678", "+84 912 345 678" … Raises ValueError for anything else.

        Landlines are welcome: many households share one. Short codes and premium numbers are not.
        """
        found = NUMBER.findall(typed)
        if len(found) != 1:
            raise ValueError("not a phone number")
        return cls(_e164(found[0]))

    @property
    def spoken(self) -> str:
        """As people write it: "0912 345 678"."""
        return _national(self)
