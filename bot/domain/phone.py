"""A Vietnamese phone number: parsed once, carried as proof ever after."""

from __future__ import annotations

import re

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType

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
        try:
            number = phonenumbers.parse(found[0], "VN")
        except phonenumbers.NumberParseException as error:
            raise ValueError("not a phone number") from error
        allowed = {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE, PhoneNumberType.FIXED_LINE_OR_MOBILE}
        if number.country_code != 84 or not phonenumbers.is_valid_number(number) or number.extension:
            raise ValueError("not a Vietnamese phone number")
        if phonenumbers.number_type(number) not in allowed:
            raise ValueError("not a number that a person answers")
        return cls(phonenumbers.format_number(number, PhoneNumberFormat.E164))

    @property
    def spoken(self) -> str:
        """As people write it: "0912 345 678"."""
        return phonenumbers.format_number(phonenumbers.parse(self), PhoneNumberFormat.NATIONAL)
