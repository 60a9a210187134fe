"""The kinds of question that dialogues ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bot.domain.messages import Option
from bot.domain.text import nfc
from bot.search.text.questions import looks_like_question
from bot.search.values.amounts import read_amount
from bot.search.values.days import read_day
from bot.search.values.phrasebook import Phrasebook
from bot.search.values.sums import read_sum
from bot.talk.question import Misread, Question
from bot.words import Dong, Words, _


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
        amount = read_sum(text)
        if amount is None and book.mentions("unknown", text):
            raise Misread(self._unknown(), self.options)
        if amount is None and not looks_like_question(text):
            amount = self._bound(text, book)
        return self._within(amount)

    def _bound(self, text: str, book: Phrasebook) -> int | None:
        """The lowest or the highest sum, where that is what somebody says."""
        lowest, highest = (book.mentions(kind, text) for kind in ("lowest", "highest"))
        if lowest == highest:
            return None
        return self.at_least if lowest else self.at_most

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
        for said in ("no", "yes"):
            if book.says(said, text):
                return said == "yes"
        named = book.choice(self.key, text) or _begun(text, book)
        return self.read(named or text)

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

    def named(self, text: str, book: Phrasebook) -> str | None:
        """The choice that a text names in its own words ("gọi thôi, đừng chuyển"), or None."""
        named = book.choice("consent", text)
        return named if named in {choice.token for choice in self.choices} else None

    def understand(self, text: str, book: Phrasebook) -> str:
        return self.named(text, book) or super().understand(text, book)


def _begun(text: str, book: Phrasebook) -> str | None:
    """What a statement begins with ("đúng rồi, em là người Việt"); None where it may be either."""
    if looks_like_question(text):
        return None
    rest = {said: book.after(said, text) for said in ("yes", "no")}
    if rest["no"] is not None:
        return "no"
    return "yes" if rest["yes"] and not book.mentions("not", rest["yes"]) else None
