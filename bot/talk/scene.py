"""All that a turn of talk may know: content, language, who speaks, and what day it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeAlias

from bot.domain.meetings import Meeting
from bot.domain.people import Staff
from bot.domain.places import Commune
from bot.library import Library, TopicAnswer
from bot.search.english import English
from bot.search.finder import Entry, Finder
from bot.search.places.communes import CommuneIndex
from bot.search.values.phrasebook import Phrasebook
from bot.talk.conversation import LastSum
from bot.talk.play import Dialogue
from bot.words import FIRST, Language

# The guard that is asked as somebody in danger speaks.
DISTRESS = "distress"
ENGLISH = "en"


@dataclass(frozen=True)
class Knowledge:
    """What is the same for everybody until the content changes."""

    library: Library
    finder: Finder
    communes: CommuneIndex
    by_code: Mapping[str, Commune]
    phrasebook: Phrasebook
    english: English

    @classmethod
    def of(cls, library: Library, today: date, before: Knowledge | None = None) -> Knowledge:
        """The library with its indexes; what has not changed since `before` is taken from there."""
        if before is not None and before.library.places == library.places:
            communes, by_code = before.communes, before.by_code
        else:
            communes, by_code = CommuneIndex(library.places), library.places.communes
        finder = Finder(entries(library, today), library.vocabulary)
        felt = {feeling.answer or DISTRESS for feeling in library.vocabulary.feelings}
        english = English(entries(library, today, ENGLISH), library.vocabulary)
        asked = [*finder.asked(but=felt), *english.finder.asked(but=felt)]
        phrasebook = Phrasebook(library.vocabulary, asked)
        return cls(library, finder, communes, by_code, phrasebook, english)


def entries(library: Library, today: date, language: str = FIRST) -> list[Entry]:
    """Every answer as the search sees it on this day in one language."""
    return [_entry(answer, library, today, language) for answer in library.answers.values() if language in answer.title]


def _entry(answer: TopicAnswer, library: Library, today: date, language: str) -> Entry:
    """What the search sees of an answer; titles in other languages are ways of asking too."""
    others = tuple(title for code, title in answer.title.items() if code != FIRST)
    asks = (*answer.asks, *others) if language == FIRST else ()
    return Entry(answer.id, answer.title[language], asks, answer.text(language, today, library.figures))


@dataclass(frozen=True)
class Scene:
    """One turn's surroundings; `nonce` is unique to the turn, `today` the day in Viet Nam.

    case, commune, recent   see Conversation
    asked, last_sum         … as far as they still live
    meeting                 looks a meeting up by its number
    speaks                  whether Loa can read aloud here
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
    asked: tuple[str, ...] = ()
    last_sum: LastSum | None = None
    meeting: Callable[[int], Meeting | None] = lambda _number: None
    speaks: bool = False

    @property
    def library(self) -> Library:
        return self.knowledge.library


Flow: TypeAlias = Callable[[Scene, str], Dialogue]
