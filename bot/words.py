"""Words are data until they are read: a msgid and its values, said in the reader's language.

`_()` makes them anywhere, even in pure code; a `Language` speaks them at the edge (gettext for sentences, Babel for
numbers and dates). The reader decides the language, so a citizen and an officer may differ within one turn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from gettext import NullTranslations, translation
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias, TypeVar, get_args

from babel.core import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal, format_percent

DOMAIN = "bot"
T = TypeVar("T")
LanguageCode: TypeAlias = Literal["vi", "en"]
OFFERED: tuple[LanguageCode, ...] = get_args(LanguageCode)
FIRST = OFFERED[0]
"""The language in which everything is written; what is missing in another one is read in it."""


class Dong(int):
    """An amount of money in whole đồng."""


class Percent(Decimal):
    """A share: Percent("0.22") is spoken as 22 %."""


class YearMonth(NamedTuple):
    """A month of a year, as in "12/2027"."""

    year: int
    month: int


Value: TypeAlias = "Words | str | int | Decimal | date | YearMonth"


@dataclass(frozen=True)
class Words:
    """A sentence to be: English with named placeholders, the values, gettext's context."""

    msgid: str
    values: tuple[tuple[str, Value], ...] = ()
    context: str = ""


def _(msgid: str, /, **values: Value) -> Words:
    """Words to be translated; the msgid is collected from this call, so it must be a literal."""
    return Words(msgid, tuple(values.items()))


def pgettext(context: str, msgid: str, /, **values: Value) -> Words:
    """Words whose English has another meaning elsewhere; `context` says which is meant."""
    return Words(msgid, tuple(values.items()), context)


def verbatim(text: str) -> Words:
    """Text already in the reader's language, such as an editor's answer or a person's name."""
    return Words("{text}", (("text", text),))


def in_language(code: str, texts: Mapping[str, T]) -> T:
    """What is there in that language, else in the first one."""
    return texts.get(code, texts[FIRST])


def own_name(code: str) -> str:
    """What the language calls itself, such as "Tiếng Việt"."""
    return str(Locale(code).display_name)


def paragraphs(*parts: Words | None) -> Words:
    """One text of several paragraphs; absent ones are left out."""
    return _joined("\n\n", [part for part in parts if part is not None])


def lines(*parts: Words | None) -> Words:
    """One text of several lines; absent ones are left out."""
    return _joined("\n", [part for part in parts if part is not None])


def _joined(separator: str, parts: Iterable[Words]) -> Words:
    named = tuple((f"part{number}", part) for number, part in enumerate(parts))
    return Words(separator.join(f"{{{name}}}" for name, _part in named), named)


@dataclass(frozen=True)
class Language:
    """Speaks Words; `code` is one of OFFERED (or "km" for those who review it)."""

    code: str
    catalogue: NullTranslations = field(repr=False, compare=False)

    @property
    def locale(self) -> Locale:
        return Locale(self.code)

    @property
    def others(self) -> Mapping[str, str]:
        """The other languages offered: what each calls itself, by code."""
        return {code: own_name(code) for code in OFFERED if code != self.code}

    def say(self, words: Words) -> str:
        """The sentence in this language, with every value spoken too."""
        return self._sentence(words).format_map({name: self.value(value) for name, value in words.values})

    def _sentence(self, words: Words) -> str:
        if words.context:
            return self.catalogue.pgettext(words.context, words.msgid)
        return self.catalogue.gettext(words.msgid) if words.msgid else ""

    def value(self, value: Value) -> str:
        match value:
            case Words():
                return self.say(value)
            case str():
                return value
            case YearMonth(year, month):
                return f"{month:02d}/{year}"
            case Percent():
                return _percent(str(Decimal(value)), self.code)
            case Dong():
                return self.say(_("{amount} dong", amount=int(value)))
            case int() | Decimal():
                return _number(str(value), self.code)
            case datetime():
                return str(format_datetime(value, _moment(self.code), locale=self.code))
            case date():
                return str(format_date(value, _day(self.code), locale=self.code))
        raise TypeError(f"cannot be spoken: {type(value).__name__}")


# A page of the board says thousands of numbers, most of them many times. As text, for 1.0 and 1.00 are equal.
@lru_cache(maxsize=8192)
def _number(written: str, code: str) -> str:
    return str(format_decimal(Decimal(written), locale=code, decimal_quantization=False))


@lru_cache(maxsize=1024)
def _percent(written: str, code: str) -> str:
    return str(format_percent(Decimal(written), locale=code, decimal_quantization=False))


def _day(code: str) -> str:
    return "d MMMM y" if code == "en" else "dd/MM/y"


def _moment(code: str) -> str:
    return "HH:mm, d MMMM y" if code == "en" else "HH:mm 'ngày' dd/MM/y"


@cache
def languages(locales: Path) -> Mapping[str, Language]:
    """Every offered language by its code, from the compiled catalogues under `locales`.

    Raises FileNotFoundError where a catalogue has not been compiled (`make locales`).
    """
    return {code: Language(code, translation(DOMAIN, locales, [code])) for code in OFFERED}
