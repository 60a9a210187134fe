"""All that a turn of talk may know: content, language, who speaks, and what day it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from bot.domain.people import Staff
from bot.domain.places import Commune
from bot.library import Library
from bot.search.communes import CommuneIndex
from bot.search.finder import Finder
from bot.talk.play import Dialogue
from bot.words import Language


@dataclass(frozen=True)
class Knowledge:
    """What is the same for everybody until the content changes."""

    library: Library
    finder: Finder
    communes: CommuneIndex
    by_code: Mapping[str, Commune]


@dataclass(frozen=True)
class Scene:
    """One turn's surroundings; `nonce` is unique to the turn, `today` the day in Viet Nam."""

    knowledge: Knowledge
    language: Language
    now: datetime
    today: date
    nonce: str
    flows: Mapping[str, Flow]
    staff: Staff | None = None

    @property
    def library(self) -> Library:
        return self.knowledge.library


Flow: TypeAlias = Callable[[Scene, str], Dialogue]
