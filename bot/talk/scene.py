"""All that a turn of talk may know: content, language, who speaks, and what day it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeAlias

from bot.domain.people import Staff
from bot.domain.places import Commune
from bot.library import Library, TopicAnswer
from bot.search.finder import Entry, Finder
from bot.search.places.communes import CommuneIndex
from bot.talk.play import Dialogue
from bot.words import FIRST, Language


@dataclass(frozen=True)
class Knowledge:
    """What is the same for everybody until the content changes."""

    library: Library
    finder: Finder
    communes: CommuneIndex
    by_code: Mapping[str, Commune]

    @classmethod
    def of(cls, library: Library, today: date, before: Knowledge | None = None) -> Knowledge:
        """The library with its indexes; what has not changed since `before` is taken from there."""
        if before is not None and before.library.places == library.places:
            communes, by_code = before.communes, before.by_code
        else:
            communes, by_code = CommuneIndex(library.places), library.places.communes
        finder = Finder(entries(library, today), library.vocabulary)
        return cls(library, finder, communes, by_code)


def entries(library: Library, today: date) -> list[Entry]:
    """Every answer as the search sees it on this day."""
    return [_entry(answer, library, today) for answer in library.answers.values()]


def _entry(answer: TopicAnswer, library: Library, today: date) -> Entry:
    """What the search sees of an answer: its Vietnamese title, and every other title as one more way of asking."""
    others = tuple(title for code, title in answer.title.items() if code != FIRST)
    return Entry(answer.id, answer.title[FIRST], (*answer.asks, *others), answer.text(FIRST, today, library.figures))


@dataclass(frozen=True)
class Scene:
    """One turn's surroundings; `nonce` is unique to the turn, `today` the day in Viet Nam.

    case, commune, recent   see Conversation
    within                  how long officers have, while the office is open, to answer a live question
    """

    knowledge: Knowledge
    language: Language
    now: datetime
    today: date
    nonce: str
    flows: Mapping[str, Flow]
    staff: Staff | None = None
    case: int = 0
    commune: str = ""
    recent: tuple[tuple[str, str], ...] = ()
    within: timedelta = timedelta(minutes=15)

    @property
    def library(self) -> Library:
        return self.knowledge.library


Flow: TypeAlias = Callable[[Scene, str], Dialogue]
