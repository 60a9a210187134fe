"""The words of a campaign: what those who asked for news are told on a day."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from hashlib import sha256
from typing import Literal, TypeAlias, get_args

from bot.law.figures.figures import Figures
from bot.library.answers.answers import Body, Shown, shown_on
from bot.library.answers.validity import last_day
from bot.words import FIRST, in_language

ButtonKind: TypeAlias = Literal["answer", "sum", "meetings", "call"]
BUTTONS: tuple[ButtonKind, ...] = get_args(ButtonKind)
MOST_BUTTONS = 3


@dataclass(frozen=True)
class CampaignButton:
    """Where a button leads: an answer, a calculation, the meetings nearby, a call.

    target  the answer's id, or a value of CALCULATORS; "" for what needs none
    title   of the answer, by language; empty where the action has a label of its own
    """

    kind: ButtonKind
    target: str = ""
    title: Mapping[str, str] = field(default_factory=dict)

    @property
    def written(self) -> str:
        """How the file says it: "answer: muc-dong-toi-thieu", "call"."""
        return f"{self.kind}: {self.target}" if self.target else self.kind


@dataclass(frozen=True, eq=False)
class CampaignText:
    """What a campaign says, by language, and its one to three buttons.

    name     for staff, in Vietnamese
    basis    what the words rest on; empty where they say nothing of the law
    figures  every figure that it rests on, in whatever language
    """

    id: str
    name: str
    bodies: Mapping[str, Body]
    basis: tuple[str, ...]
    buttons: tuple[CampaignButton, ...]
    figures: frozenset[str] = frozenset()
    since: date = date.min
    practice: bool = False

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of those in which it is written; Vietnamese always is."""
        return tuple(self.bodies)

    def show(self, language: str, day: date, figures: Figures) -> Shown:
        """What a reader is shown on the day, in Vietnamese where it is not in their language.

        `missing`: a figure has no value on the day, so that it must not be sent. `since` is the day from which all
        figures in it hold.
        """
        spoken = language if language in self.bodies else FIRST
        shown = shown_on(self, spoken, day, figures)
        readings = (figures.by_name[name].on(day).value for name in self.bodies[spoken].short.figures)
        return replace(shown, since=max((value.since for value in readings if value), default=date.min))

    def text(self, language: str, day: date, figures: Figures) -> str:
        """Heading and words alone, as plain text; the legal basis follows them where it is said."""
        shown = self.show(language, day, figures)
        return f"{shown.title}\n\n{shown.text}"

    def hash(self, day: date, figures: Figures) -> str:
        """Of all that is said on the day in every language, buttons included.

        It stays the same as long as no figure in it changes.
        """
        said = [
            [code, shown.title, shown.text, [*shown.basis], shown.since.isoformat(), shown.practice]
            for code in sorted(self.bodies)
            for shown in [self.show(code, day, figures)]
        ]
        led = [[one.written, *(in_language(code, one.title) for code in sorted(one.title))] for one in self.buttons]
        return sha256(json.dumps([self.id, said, led], ensure_ascii=False).encode()).hexdigest()

    def last_day(self, day: date, figures: Figures) -> date | None:
        """The last day on which it says what it says on `day`; None: no change is known."""
        return min(self._ends(day, figures), default=None)

    def _ends(self, day: date, figures: Figures) -> Iterator[date]:
        for code, body in self.bodies.items():
            end = last_day(partial(self.text, code, figures=figures), body.short.figures, figures, day)
            if end is not None:
                yield end
