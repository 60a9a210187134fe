"""The kinds of question that dialogues ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bot.domain.messages import Option
from bot.domain.places import Commune
from bot.domain.text import fold, nfc
from bot.search.places.communes import UNITS, CommuneIndex, CommuneMatch
from bot.search.values.amounts import read_amount
from bot.search.values.days import read_day
from bot.search.values.phrasebook import Phrasebook
from bot.search.values.sums import read_sum
from bot.talk.question import Misread, Question
from bot.words import Dong, Words, _, verbatim


@dataclass(frozen=True)
class TextQuestion(Question[str]):
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
class ForPerson(TextQuestion):
    """What somebody wants to say to a person: a question in it is not for us to answer."""

    takes_questions: ClassVar[bool] = True


@dataclass(frozen=True)
class Amount(Question[Dong]):
    """A sum of money in whole đồng, within bounds (inclusive) where there are any."""

    at_least: Dong | None = None
    at_most: Dong | None = None
    suggestions: tuple[Dong, ...] = ()

    def read(self, text: str) -> Dong:
        return self._within(read_amount(text))

    def understand(self, text: str, book: Phrasebook) -> Dong:
        if book.mentions("unknown", text) and read_sum(text) is None:
            raise Misread(self._unknown(), self.options)
        return self._within(read_sum(text))

    def _unknown(self) -> Words:
        """What is said to "I do not know"; no sum is made up."""
        return _("If you do not know it, tap one of these, or type a sum that comes near; nothing is decided by it.")

    def _within(self, amount: int | None) -> Dong:
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
class Confirm(Question[bool]):
    """Yes or no; the labels may say it in other words."""

    yes: Words = _("Yes")
    no: Words = _("No")

    def read(self, text: str) -> bool:
        if text in {"yes", "no"}:
            return text == "yes"
        raise self._unclear()

    def understand(self, text: str, book: Phrasebook) -> bool:
        if book.says("no", text):
            return False
        if book.says("yes", text):
            return True
        return self.read(text)

    def _unclear(self) -> Misread:
        return Misread(_("Please tap one of the buttons, or type “có” or “không”."))

    def write(self, value: bool) -> str:
        return "yes" if value else "no"

    @property
    def options(self) -> tuple[Option, ...]:
        return Option("yes", self.yes), Option("no", self.no)


@dataclass(frozen=True)
class Choose(Question[str]):
    """One of `choices`.

    Labels, numbers and prefixes are matched before `understand` sees the text. Where one of them is "yes" or "no",
    every way of saying so is understood; others by the editors' words for them.
    """

    choices: tuple[Option, ...] = ()

    def read(self, text: str) -> str:
        if text in {choice.token for choice in self.choices}:
            return text
        raise Misread(_("Please tap one of the buttons, or type its number."))

    def understand(self, text: str, book: Phrasebook) -> str:
        tokens = {choice.token for choice in self.choices}
        for said in ("no", "yes"):
            if said in tokens and book.says(said, text):
                return said
        named = book.choice(self.key, text)
        return named if named in tokens else self.read(text)

    def write(self, value: str) -> str:
        return value

    @property
    def options(self) -> tuple[Option, ...]:
        return self.choices


@dataclass(frozen=True)
class ChoosePrivately(Choose):
    """A sensitive choice: the answer is kept nowhere once the dialogue is over."""

    private: ClassVar[bool] = True


@dataclass(frozen=True)
class Agree(Choose):
    """Consent to all ("yes"), to a part, or to nothing ("no", in every way of saying it)."""


@dataclass(frozen=True)
class ChooseCommune(Question[Commune]):
    """A commune of today, from a new or an old name, however it is typed."""

    index: CommuneIndex | None = None
    by_code: Mapping[str, Commune] | None = None

    def is_tried(self, text: str) -> bool:
        return fold(text).startswith(UNITS)

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
            raise Misread(_("There are several places of that name. Which one is yours?"), _places(found))
        return found[0].commune

    def understand(self, text: str, book: Phrasebook) -> Commune:
        assert self.index is not None
        if book.says("nowhere", text) or book.says("unknown", text):
            raise Misread(
                _(
                    "None of them, then. Please type the name of the commune, ward or town as you know it, of today or "
                    "of before July 2025, with the district or province, for example: xã Mỹ Long, Cầu Ngang."
                )
            )
        found = self.index.find(text)
        if len(found) == 1 and _is_guess(found[0], text):
            raise Misread(
                _("Do you mean {place}? If not, type “không có” and then the name in full.", place=found[0].label),
                _places(found),
            )
        return self.read(text)

    def echo(self, value: Commune, _typed: str) -> str:
        return value.spoken

    def write(self, value: Commune) -> str:
        return value.code


def _places(found: Sequence[CommuneMatch]) -> tuple[Option, ...]:
    """The places to choose from, and none of them."""
    places = (Option(match.commune.code, verbatim(match.label)) for match in found[:8])
    return (*places, Option("nowhere", _("Not in this list")))


def _is_guess(found: CommuneMatch, text: str) -> bool:
    """Whether none of the names of the place found was typed letter for letter."""
    said = "".join(fold(text).split())
    names = (found.commune.name, found.former.ward if found.former else "", *(was.ward for was in found.commune.was))
    return not any(_bare(name) in said for name in names if name)


def _bare(name: str) -> str:
    """A place's name without its kind, accents and blanks."""
    words = fold(name).split()
    kinds = {("xa",), ("phuong",), ("thi", "tran"), ("dac", "khu")}
    kind = next((kind for kind in kinds if tuple(words[: len(kind)]) == kind), ())
    return "".join(words[len(kind) :])
