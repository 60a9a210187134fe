"""Topics and answers, and an answer shown in one language with the figures of one day."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Protocol

from bot.law.figures.figures import Figures
from bot.library.answers.formatting import Formatter
from bot.library.answers.template_values import Quantity
from bot.library.answers.templates import Part
from bot.words import FIRST


@dataclass(frozen=True)
class Topic:
    """A group of answers, shown in `order`; titles by language."""

    id: str
    order: int
    title: Mapping[str, str]
    answers: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Body:
    """An answer's text in one language; `detail` is what "Xem thêm" shows."""

    title: str
    short: Part
    detail: Part | None = None


@dataclass(frozen=True)
class Shown:
    """An answer as one reader sees it: plain text for a chat, paragraphs between empty lines.

    text, more  the short text, and the detail or ""
    language    the language it is really in: Vietnamese where there is no translation
    announced   one sentence for each figure with an announced, unconfirmed value in force
    missing     a figure has no value on the day; the text says so and gives no number
    practice    rests on practice, not only on the wording of the law
    """

    title: str
    text: str
    more: str
    basis: tuple[str, ...]
    since: date
    language: str
    announced: tuple[str, ...] = ()
    missing: bool = False
    practice: bool = False


class Written(Hashable, Protocol):
    """What has words with figures in them, in one language or more, and rests on the law."""

    @property
    def basis(self) -> tuple[str, ...]: ...

    @property
    def since(self) -> date: ...

    @property
    def practice(self) -> bool: ...

    @property
    def bodies(self) -> Mapping[str, Body]: ...


@dataclass(frozen=True, eq=False)
class TopicAnswer:
    """One question with its answer.

    asks        ways in which people ask it, in their own words
    basis       legal basis; `since` is the day from which the answer holds
    related     ids of other answers, at most four
    tool        name of a dialogue that works it out for the reader, "" where there is none
    figures     every figure that it rests on, in whatever language
    """

    id: str
    topic: str
    title: Mapping[str, str]
    asks: tuple[str, ...]
    basis: tuple[str, ...]
    since: date
    related: tuple[str, ...]
    practice: bool
    tool: str
    figures: frozenset[str]
    bodies: Mapping[str, Body]

    def text(self, language: str, day: date, figures: Figures) -> str:
        """The text alone of what `show` gives."""
        return _text(self, language if language in self.bodies else FIRST, day, figures)[0]

    def show(self, language: str, day: date, figures: Figures) -> Shown:
        """The answer in `language`, or in Vietnamese where it has not been translated, as of `day`.

        Before the day from which it holds, it is what will hold then, and says so.
        """
        return shown_on(self, language if language in self.bodies else FIRST, day, figures)


@lru_cache(maxsize=2048)
def shown_on(answer: Written, language: str, day: date, figures: Figures) -> Shown:
    """What is shown of it on that day, in a language in which it is written."""
    body, formatter = answer.bodies[language], Formatter(language, figures, max(day, answer.since))
    text, unknown = _text(answer, language, day, figures)
    more = body.detail.say(formatter) if body.detail else ""
    missing = unknown or more is None
    used = body.short.figures | (body.detail.figures if body.detail else frozenset())
    return Shown(
        title=body.title,
        text=text,
        more=_updating(body.detail, formatter) if more is None and not unknown else more or "",
        basis=answer.basis,
        since=answer.since,
        language=language,
        announced=tuple(_marks(used, formatter)),
        missing=missing,
        practice=answer.practice or _by_practice(used, formatter),
    )


@lru_cache(maxsize=2048)
def _text(answer: Written, language: str, day: date, figures: Figures) -> tuple[str, bool]:
    """The text, and whether a figure in it has no value on the day."""
    formatter = Formatter(language, figures, max(day, answer.since))
    short = answer.bodies[language].short
    text = short.say(formatter)
    return _early(answer, day, formatter) + (_updating(short, formatter) if text is None else text), text is None


def _updating(part: Part | None, formatter: Formatter) -> str:
    """What has no value on the day, and when to come back."""
    known = formatter.figures.by_name
    needed = sorted(part.figures if part else ())
    gone = [known[name].title for name in needed if name in known and known[name].on(formatter.day).value is None]
    return formatter.phrases["updating"].format("; ".join(gone) or formatter.phrases["part"])


def _early(answer: Written, day: date, formatter: Formatter) -> str:
    """What is said ahead of an answer that does not hold yet."""
    if day >= answer.since:
        return ""
    return formatter.phrases["not_yet"].format(answer.since.strftime("%d/%m/%Y")) + "\n\n"


def _marks(names: frozenset[str], formatter: Formatter) -> list[str]:
    marks = []
    for name in sorted(names):
        figure = formatter.figures.by_name[name]
        announced = figure.on(formatter.day).announced
        if announced is not None:
            value = formatter.plain(Quantity(formatter.plain, announced.value, None, figure.unit))
            marks.append(f"{figure.title}: {formatter.mark(value, announced.since)}")
    return marks


def _by_practice(names: frozenset[str], formatter: Formatter) -> bool:
    values = (formatter.figures.by_name[name].on(formatter.day).value for name in names)
    return any(value is not None and value.practice for value in values)
