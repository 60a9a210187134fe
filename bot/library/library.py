"""All that content/ holds, as one frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal, TypeAlias

from bot.domain.calendar import Opening
from bot.domain.consents import ATTACHING, SUBSCRIBING
from bot.domain.documents import Heading
from bot.domain.meetings import MeetingKind
from bot.domain.office_rules import OfficeRules, Overdue
from bot.domain.places import Places
from bot.domain.reports.targets import Target
from bot.law.figures.figures import Figures
from bot.library.answers.answers import Body, Topic, TopicAnswer
from bot.library.campaigns import CampaignText
from bot.library.translations import Translation
from bot.library.vocabulary import Vocabulary
from bot.words import in_language

DAY = timedelta(days=1)
OfficeKind: TypeAlias = Literal["bhxh", "post", "agent", "commune"]


@dataclass(frozen=True)
class Home:
    """Whose assistant this is; texts by language.

    province    code of the province served
    controller  who answers for personal data
    notice      what people should know about this assistant, such as that it is a trial
    duty        how requests are seen to where no office says otherwise
    closing     the day of the month on which the books of a report close; 0: its last
    """

    name: Mapping[str, str]
    province: str
    controller: Mapping[str, str]
    hotline: str
    hours: Mapping[str, str]
    notice: Mapping[str, str]
    duty: OfficeRules = OfficeRules()
    closing: int = 0

    def name_in(self, language: str) -> str:
        return in_language(language, self.name)

    def hours_in(self, language: str) -> str:
        return in_language(language, self.hours)

    def notice_in(self, language: str) -> str:
        return in_language(language, self.notice)


@dataclass(frozen=True)
class Office:
    """A place to go to; phone "" where there is none.

    communes    codes of those it serves; none: all of the province
    kind        the insurance office, a post office, another collector, the commune's own office
    opening     when it is open, as far as that is known to the minute; `hours` says it in words
    map         a page that shows the way; "" for what a map finds by the address
    """

    id: str
    name: Mapping[str, str]
    address: str
    phone: str
    hours: Mapping[str, str]
    communes: frozenset[str] = frozenset()
    duty: OfficeRules = OfficeRules()
    kind: OfficeKind = "bhxh"
    opening: Opening | None = None
    map: str = ""


@dataclass(frozen=True)
class Consent:
    """What a citizen agrees to before anything personal is kept; new words are a new version.

    purposes    CALL_BACK first; what else is asked for may be refused without losing the call
    chosen_by   what else than commune, language and channel news may be chosen by: "source", "outcome"
    keep_days   how long, by the text, names and numbers are kept at most once a request is over, or that they stopped
    """

    version: str
    purposes: tuple[str, ...]
    text: Mapping[str, str]
    keep_days: int
    chosen_by: frozenset[str] = frozenset()

    @property
    def kind(self) -> str:
        """What it is about: "call", what may go with a request ("attach"), or what somebody is told."""
        if self.purposes == ATTACHING:
            return "attach"
        return self.purposes[0] if self.purposes[0] in SUBSCRIBING else "call"


@dataclass(frozen=True)
class Poster:
    """A short code on a poster or leaflet, and where that hangs.

    commune     "" where it hangs in no one commune
    place       file:line:column of its code
    kind        what it is printed on: a value of CodeKind
    meeting     the number of the meeting that it belongs to, or 0
    """

    code: str
    where: str
    commune: str = ""
    place: str = field(default="", compare=False)
    kind: str = "poster"
    meeting: int = 0


@dataclass(frozen=True, eq=False)
class Prints:
    """What is printed: words by "leaflet", "leaflet-pay" in their order, and layouts by kind."""

    words: Mapping[str, Body] = field(default_factory=dict)
    layouts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Library:
    """What the assistant knows.

    Topics in their order, offices beside `home`, posters by code, kinds of meetings.

    khmer   what somebody has read and released, by id; drafts that nobody has read are not in a library
    """

    topics: Mapping[str, Topic]
    answers: Mapping[str, TopicAnswer]
    figures: Figures
    places: Places
    home: Home
    offices: tuple[Office, ...]
    consent: Consent
    vocabulary: Vocabulary
    posters: Mapping[str, Poster] = field(default_factory=dict)
    prints: Prints = Prints()
    meetings: Mapping[str, MeetingKind] = field(default_factory=dict)
    attaching: Consent | None = None
    documents: Mapping[str, bytes] = field(default_factory=dict)
    targets: tuple[Target, ...] = ()
    subscribing: Mapping[str, Consent] = field(default_factory=dict)
    heading: Heading | None = None
    campaigns: Mapping[str, CampaignText] = field(default_factory=dict)
    khmer: Mapping[str, Translation] = field(default_factory=dict)

    def office_of(self, commune: str) -> Office | None:
        """The office with rules of its own that serves that commune; None: the province's hold."""
        serving = (office for office in self.offices if commune in office.communes)
        return next((office for office in serving if office.duty != self.home.duty), None)

    def offices_for(self, commune: str, kind: str) -> tuple[Office, ...]:
        """Where somebody of that commune goes: to those that name it, else to the province's."""
        of_kind = [office for office in self.offices if office.kind == kind]
        named = tuple(office for office in of_kind if commune in office.communes)
        here = self.places.provinces.get(self.home.province)
        if named or here is None or all(known.code != commune for known in here.communes):
            return named
        return tuple(office for office in of_kind if not office.communes)

    def duty_of(self, commune: str) -> OfficeRules:
        """How requests of that commune are seen to."""
        office = self.office_of(commune)
        return office.duty if office else self.home.duty

    def says_the_same_until(self, day: date) -> date:
        """The first day after it on which an answer may say something else.

        A figure or an answer comes into force, or a month begins, by which some sums are made.
        """
        dated = [value for figure in self.figures.by_name.values() for value in figure.values]
        spans = [(one.since, one.until) for one in dated] + [(one.since, one.until) for one in self.figures.local]
        changes = {since for since, _until in spans} | {answer.since for answer in self.answers.values()}
        changes |= {until + DAY for _since, until in spans if until and until < date.max}
        changes.add((day.replace(day=1) + 32 * DAY).replace(day=1))
        return min(change for change in changes if change > day)

    def overdue(self, now: datetime) -> tuple[tuple[frozenset[str], Overdue], ...]:
        """What is late now, by the communes of each office with its own rules; last, by all others."""
        rules: dict[OfficeRules, frozenset[str]] = {}
        known: frozenset[str] = frozenset()
        for office in (one for one in self.offices if one.duty != self.home.duty):
            rules[office.duty] = rules.get(office.duty, frozenset()) | (office.communes - known)
            known |= office.communes
        own = [(communes, duty) for duty, communes in rules.items() if communes]
        return (*((communes, duty.overdue(now)) for communes, duty in own), (frozenset(), self.home.duty.overdue(now)))
