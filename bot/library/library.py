"""All that content/ holds, as one frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.office_rules import Duty, Overdue
from bot.domain.places import Places
from bot.law.figures.figures import Figures
from bot.library.answers.answers import Topic, TopicAnswer
from bot.library.vocabulary import Vocabulary
from bot.words import in_language


@dataclass(frozen=True)
class Home:
    """Whose assistant this is; texts by language.

    province    code of the province served
    controller  who answers for personal data
    notice      what people should know about this assistant, such as that it is a trial
    duty        how requests are seen to where no office says otherwise
    """

    name: Mapping[str, str]
    province: str
    controller: Mapping[str, str]
    hotline: str
    hours: Mapping[str, str]
    notice: Mapping[str, str]
    duty: Duty = Duty()

    def name_in(self, language: str) -> str:
        return in_language(language, self.name)

    def hours_in(self, language: str) -> str:
        return in_language(language, self.hours)

    def notice_in(self, language: str) -> str:
        return in_language(language, self.notice)


@dataclass(frozen=True)
class Office:
    """A place to go to; phone "" where there is none.

    communes    codes of those it serves; none: all
    """

    id: str
    name: Mapping[str, str]
    address: str
    phone: str
    hours: Mapping[str, str]
    communes: frozenset[str] = frozenset()
    duty: Duty = Duty()


@dataclass(frozen=True)
class Consent:
    """What a citizen agrees to before anything personal is kept; new words are a new version.

    purposes    CALL_BACK first; what else is asked for may be refused without losing the call
    keep_days   how long, by the text, names and numbers are kept at most once a request is over
    """

    version: str
    purposes: tuple[str, ...]
    text: Mapping[str, str]
    keep_days: int


@dataclass(frozen=True)
class Poster:
    """A short code on a poster or leaflet, and where that hangs.

    commune     "" where it hangs in no one commune
    """

    code: str
    where: str
    commune: str = ""


@dataclass(frozen=True, eq=False)
class Library:
    """What the assistant knows; topics in their order, offices beside `home`, posters by code."""

    topics: Mapping[str, Topic]
    answers: Mapping[str, TopicAnswer]
    figures: Figures
    places: Places
    home: Home
    offices: tuple[Office, ...]
    consent: Consent
    vocabulary: Vocabulary
    posters: Mapping[str, Poster] = field(default_factory=dict)

    def office_of(self, commune: str) -> Office | None:
        """The office that says it serves that commune; None: the province's own rules hold."""
        return next((office for office in self.offices if commune in office.communes), None)

    def duty_of(self, commune: str) -> Duty:
        """How requests of that commune are seen to."""
        office = self.office_of(commune)
        return office.duty if office else self.home.duty

    def overdue(self, now: datetime) -> tuple[tuple[frozenset[str], Overdue], ...]:
        """What is late now, by the communes of each office with its own rules; last, by all others."""
        rules: dict[Duty, frozenset[str]] = {}
        known: frozenset[str] = frozenset()
        for office in self.offices:
            rules[office.duty] = rules.get(office.duty, frozenset()) | (office.communes - known)
            known |= office.communes
        own = [(communes, duty) for duty, communes in rules.items() if communes and duty != self.home.duty]
        return (*((communes, duty.overdue(now)) for communes, duty in own), (frozenset(), self.home.duty.overdue(now)))
