"""What the numbering plan says of a phone number; apart, for it takes a while to load."""

from __future__ import annotations

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType

ANSWERED = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE, PhoneNumberType.FIXED_LINE_OR_MOBILE)


def e164(typed: str) -> str:
    """The Vietnamese number in E.164. Raises ValueError for what is none that a person answers."""
    try:
        number = phonenumbers.parse(typed, "VN")
    except phonenumbers.NumberParseException as error:
        raise ValueError("not a phone number") from error
    if number.country_code != 84 or not phonenumbers.is_valid_number(number) or number.extension:
        raise ValueError("not a Vietnamese phone number")
    if phonenumbers.number_type(number) not in ANSWERED:
        raise ValueError("not a number that a person answers")
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def national(number: str) -> str:
    """A number in E.164 as people write it."""
    return phonenumbers.format_number(phonenumbers.parse(number), PhoneNumberFormat.NATIONAL)
