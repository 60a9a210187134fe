"""The kinds of question that dialogues ask."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bot.domain.messages import Option
from bot.domain.phone import PhoneNumber
from bot.domain.places import Commune
from bot.domain.text import fold, nfc
from bot.search.places.communes import CommuneIndex
from bot.talk.question import Misread, Question
from bot.talk.understanding.amounts import read_amount
from bot.talk.understanding.dates import read_day, read_month
from bot.words import Dong, Words, YearMonth, _, verbatim

YES = {
    "yes", "y", "co", "da co", "da", "vang", "u", "uh", "um", "ok", "oke", "okay", "dong y", "dung", "dung roi", "phai",
    "duoc",
}  # fmt: skip
NO = {"no", "n", "khong", "ko", "k", "hong", "hok", "da khong", "khong dong y", "chua", "sai", "khong dung", "thoi"}


@dataclass(frozen=True)
class Text(Question[str]):
    """A few lines of free text, at most `at_most` characters."""

    at_most: int = 500
    takes_any_text: ClassVar[bool] = True

    def read(self, text: str) -> str:
        tidy = nfc(text)
        if not tidy:
            raise Misread(_("Please type a few words."))
        if len(tidy) > self.at_most:
            raise Misread(_("That is a little long. Please keep it under {most} characters.", most=self.at_most))
        return tidy

    def write(self, value: str) -> str:
        return value


@dataclass(frozen=True)
class ForPerson(Text):
    """What somebody wants to say to a person: a question in it is not for us to answer."""

    takes_questions: ClassVar[bool] = True


@dataclass(frozen=True)
class PersonName(Question[str]):
    """What somebody is called: one to sixty characters, letters above all."""

    takes_any_text: ClassVar[bool] = True

    def read(self, text: str) -> str:
        tidy = nfc(text).strip(" .,;:!?\"'")
        if (
            not tidy
            or len(tidy) > 60
            or not any(c.isalpha() for c in tidy)
            or re.search(r"[\d@/\\<>{}\[\]_=#*|~^$%]", tidy)
        ):
            raise Misread(_("Please type only a name, for example: Nguyễn Thị Lan."))
        return tidy

    def write(self, value: str) -> str:
        return value


@dataclass(frozen=True)
class Phone(Question[PhoneNumber]):
    """A Vietnamese phone number, typed or shared."""

    wants_contact: ClassVar[bool] = True

    def read(self, text: str) -> PhoneNumber:
        try:
            return PhoneNumber.parse(text)
        except ValueError:
            raise Misread(
                _("That does not look like a phone number. Please type all ten digits, for example: 0912 345 678.")
            ) from None

    def write(self, value: PhoneNumber) -> str:
        return str(value)


@dataclass(frozen=True)
class Amount(Question[Dong]):
    """A sum of money in whole đồng, within bounds (inclusive) where there are any."""

    at_least: Dong | None = None
    at_most: Dong | None = None
    suggestions: tuple[Dong, ...] = ()

    def read(self, text: str) -> Dong:
        amount = read_amount(text)
        if amount is None:
            raise Misread(_("Please type an amount, for example: 1tr5, 2 triệu or 2.000.000."))
        if self.at_least is not None and amount < self.at_least:
            raise Misread(
                _("That is below the lowest level, {least}. Please type at least that much.", least=self.at_least)
            )
        if self.at_most is not None and amount > self.at_most:
            raise Misread(
                _("That is above the highest level, {most}. Please type at most that much.", most=self.at_most)
            )
        return Dong(amount)

    def write(self, value: Dong) -> str:
        return str(int(value))

    @property
    def options(self) -> tuple[Option, ...]:
        return tuple(Option(str(int(amount)), _("{amount}", amount=amount)) for amount in self.suggestions)


@dataclass(frozen=True)
class Day(Question[date]):
    """A day, not before `today` where `future`."""

    today: date = date.min
    future: bool = False

    def read(self, text: str) -> date:
        day = read_day(text, self.today)
        if day is None:
            raise Misread(_("Please type a day, for example: 25/12 or ngày mai."))
        if self.future and day < self.today:
            raise Misread(_("That day is past. Please type a day from {today} on.", today=self.today))
        return day

    def write(self, value: date) -> str:
        return value.isoformat()


@dataclass(frozen=True)
class Month(Question[YearMonth]):
    """A month of a year, such as a month of birth."""

    def read(self, text: str) -> YearMonth:
        month = read_month(text)
        if month is None:
            raise Misread(_("Please type month and year, for example: 5/1970."))
        return month

    def write(self, value: YearMonth) -> str:
        return f"{value.month}/{value.year}"


@dataclass(frozen=True)
class Confirm(Question[bool]):
    """Yes or no; the labels may say it in other words."""

    yes: Words = _("Yes")
    no: Words = _("No")

    def read(self, text: str) -> bool:
        said = fold(text).strip(" .!,")
        if said in YES:
            return True
        if said in NO:
            return False
        raise Misread(_("Please tap one of the buttons, or type “có” or “không”."))

    def write(self, value: bool) -> str:
        return "yes" if value else "no"

    @property
    def options(self) -> tuple[Option, ...]:
        return Option("yes", self.yes), Option("no", self.no)


@dataclass(frozen=True)
class Choose(Question[str]):
    """One of `choices`: token → label. Labels, numbers and prefixes are matched before `read` sees the text.

    Where one of them is "yes", every way of saying so is understood.
    """

    choices: tuple[Option, ...] = ()

    def read(self, text: str) -> str:
        tokens = {choice.token for choice in self.choices}
        if text in tokens:
            return text
        if "yes" in tokens and fold(text).strip(" .!,") in YES:
            return "yes"
        raise Misread(_("Please tap one of the buttons, or type its number."))

    def write(self, value: str) -> str:
        return value

    @property
    def options(self) -> tuple[Option, ...]:
        return self.choices


@dataclass(frozen=True)
class ChoosePrivately(Choose):
    """A choice that tells something sensitive: what is said to it is kept nowhere once the dialogue is over."""

    private: ClassVar[bool] = True


@dataclass(frozen=True)
class Agree(Choose):
    """Consent to all of it ("yes"), to a part of it, or to nothing ("no"); every way of saying no is understood."""

    def read(self, text: str) -> str:
        return "no" if fold(text).strip(" .!,") in NO else super().read(text)


@dataclass(frozen=True)
class ChooseCommune(Question[Commune]):
    """A commune of today, from a new or an old name, however it is typed."""

    index: CommuneIndex | None = None
    by_code: Mapping[str, Commune] | None = None

    def read(self, text: str) -> Commune:
        assert self.index is not None
        assert self.by_code is not None
        if text in self.by_code:
            return self.by_code[text]
        found = self.index.find(text)
        if not found:
            raise Misread(
                _(
                    "I could not find that commune. Please type the commune and, if you can, the old district, "
                    "for example: xã Mỹ Long, Cầu Ngang."
                )
            )
        if len(found) > 1:
            options = tuple(Option(match.commune.code, verbatim(match.label)) for match in found[:8])
            raise Misread(_("There are several places of that name. Which one is yours?"), options)
        return found[0].commune

    def write(self, value: Commune) -> str:
        return value.code
