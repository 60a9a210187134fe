"""What somebody is called, and where they can be called: the questions of every request."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from bot.domain.messages import Option
from bot.domain.phone import PhoneNumber
from bot.domain.text import nfc
from bot.search.values.names import LONGEST, is_name, read_name
from bot.search.values.phones import phones
from bot.search.values.phrasebook import Phrasebook
from bot.search.values.sentence import Sentence
from bot.talk.question import Misread, Question
from bot.talk.questions import Choose
from bot.words import Words, _, verbatim

EDIT = "edit"
_NO_LETTERS = re.compile(r"[\d@/\\<>{}\[\]_=#*|~^$%]")


@dataclass(frozen=True)
class PersonName(Question[str]):
    """What somebody is called: one to sixty characters, letters above all."""

    takes_any_text: ClassVar[bool] = True

    def read(self, text: str) -> str:
        tidy = nfc(text).strip(" .,;:!?\"'")
        if not tidy or len(tidy) > LONGEST or not any(c.isalpha() for c in tidy) or _NO_LETTERS.search(tidy):
            raise Misread(_("Please type only a name, for example: Nguyễn Thị Lan."))
        return tidy

    def understand(self, text: str, book: Phrasebook) -> str:
        said = read_name(text, book)
        if not is_name(said):
            raise Misread(_no_name(said))
        return self.read(said)

    def write(self, value: str) -> str:
        return value


def _no_name(why: str) -> Words:
    """What is said to something that is no name."""
    if why in {"refusal", "unknown"}:
        return _(
            "You need not give your name in full: what people call you at home will do, for example: cô Ba. "
            "To leave the form, type “thôi”."
        )
    if why == "insult":
        return _("I am sorry if I annoy you. To leave the form, type “thôi”; to go on, type what to call you.")
    return _("Please type only a name, for example: Nguyễn Thị Lan.")


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

    def understand(self, text: str, book: Phrasebook) -> PhoneNumber:
        found = [taken.value for taken in phones(Sentence.of(text))]
        if len(found) > 1:
            options = tuple(Option(str(number), verbatim(number.spoken)) for number in found[:4])
            raise Misread(_("There are several numbers in that. Which one shall we call?"), options)
        if not found and (book.says("refusal", text) or book.says("unknown", text) or book.says("no", text)):
            raise Misread(
                _(
                    "Without a number nobody can call you, so nothing is passed on. Another number in the house will "
                    "do. To leave the form, type “thôi”; you can still ask me anything."
                )
            )
        return found[0] if found else self.read(text)

    def echo(self, value: PhoneNumber, _typed: str) -> str:
        return value.spoken

    def write(self, value: PhoneNumber) -> str:
        return str(value)


@dataclass(frozen=True)
class ReadBack(Choose):
    """What was said, read back; each of `edits` (key of its question, label) may be changed."""

    edits: tuple[Option, ...] = ()

    def read(self, text: str) -> str:
        if text == EDIT:
            raise self.which()
        return super().read(text)

    def understand(self, text: str, book: Phrasebook) -> str:
        if book.says("no", text) and not book.says("leave", text):
            raise self.which()
        return super().understand(text, book)

    def which(self) -> Misread:
        """Asks what is to be corrected."""
        options = tuple(Option(f"{EDIT}:{edit.token}", edit.label) for edit in self.edits)
        return Misread(_("What should be corrected? Tap it, or just type what is right."), options)

    def edited(self, token: str) -> str:
        """The key of the question that a button asks anew, or ""."""
        key = token.removeprefix(f"{EDIT}:")
        return key if key in {edit.token for edit in self.edits} and key != token else ""

    @property
    def options(self) -> tuple[Option, ...]:
        return (*self.choices, Option(EDIT, _("Correct it")))
