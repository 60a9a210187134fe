"""Name, phone and commune of somebody who is to be called: the questions of every request."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from bot.domain.messages import Option
from bot.domain.phone import PhoneNumber
from bot.domain.places import Commune
from bot.domain.text import fold, nfc
from bot.search.places.communes import UNITS, CommuneIndex, CommuneMatch
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
