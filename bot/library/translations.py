"""Texts in a language that is not offered yet: drafts, and what a named person has released."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from bot.law.figures.figures import Figures
from bot.library.answers.formatting import Formatter
from bot.library.answers.templates import Part
from bot.words import FIRST

FILE = "khmer/drafts.yaml"
#: Drafts that translate no answer: the first words, what the buttons are for, what a call needs consent to.
GREETING, MENU, CONSENT = "greeting", "menu", "consent"
_MARKED = 16
_FIGURE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{\w+\}", re.DOTALL)
_TYPED = re.compile(r"\d+(?:[.,/]\d+)*")


@dataclass(frozen=True)
class Release:
    """Who let a draft be used, on which day; `mark` is that of the words they read."""

    by: str
    on: date
    mark: str


@dataclass(frozen=True, eq=False)
class Translation:
    """One draft; `id` is that of the answer it translates, or GREETING, MENU or CONSENT.

    number   its place in the file, from 1
    written  its words with the names of figures in place of figures; `source` those that it translates
    part, source_part   the same, ready to be filled in
    unlike   placeholders and numbers that are on one side only; while there is any, nobody can release it
    """

    id: str
    number: int
    language: str
    title: str
    written: str
    source: str
    part: Part
    source_part: Part
    unlike: tuple[str, ...] = ()
    release: Release | None = None

    @property
    def mark(self) -> str:
        """What a release has to name: other words on either side have another mark."""
        said = "\0".join((self.language, self.title, self.written, self.source))
        return sha256(said.encode()).hexdigest()[:_MARKED]

    @property
    def released(self) -> bool:
        """Whether somebody has read these very words beside that very source, and let them go."""
        return self.release is not None and self.release.mark == self.mark and not self.unlike

    def say(self, day: date, figures: Figures) -> str | None:
        """The words with that day's figures; None where one has none, or only an announced one."""
        formatter = Formatter(self.language, figures, day)
        standing = [figures.by_name[name].on(day) for name in self.part.figures]
        unsure = any(one.value is None or one.announced is not None for one in standing)
        return None if unsure else self.part.say(formatter)

    def shown(self, day: date, figures: Figures) -> tuple[str, str]:
        """Both sides as a reader of drafts sees them: what it translates, and its own words.

        A side whose figures have no value on the day comes with their names.
        """
        source = self.source if self.id == CONSENT else self.source_part.say(Formatter(FIRST, figures, day))
        return (
            source or self.source,
            self.part.say(Formatter(self.language, figures, day)) or self.written,
        )


def unlike(source: str, words: str) -> tuple[str, ...]:
    """Placeholders on one side only, and numbers that only `words` has typed out."""
    figures = [{" ".join(one.split()) for one in _FIGURE.findall(side)} for side in (source, words)]
    typed = [set(map(_in_figures, _TYPED.findall(_FIGURE.sub(" ", side)))) for side in (source, words)]
    return (*sorted(figures[0] ^ figures[1]), *sorted(typed[1] - typed[0]))


def _in_figures(number: str) -> str:
    """The number in the digits 0 to 9, whichever script it is typed in."""
    return "".join(str(int(sign)) if sign.isdecimal() else sign for sign in number)
