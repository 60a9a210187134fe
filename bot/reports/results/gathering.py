"""Gathers a report from the database in one transaction: all of it is of one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.documents import Heading
from bot.domain.reports.periods import Period, PeriodKind
from bot.domain.reports.units import Unit, UnitKind
from bot.library.library import Library, Poster
from bot.reports.results.charts import Spoken
from bot.reports.results.counting import Counting, Wanted, official_of
from bot.reports.results.figures import REST, figures
from bot.reports.results.news import news
from bot.reports.results.questions import questions
from bot.reports.results.report import Report, differences
from bot.reports.results.targets import standings
from bot.reports.results.units import communes_of, units
from bot.store.engine.database import Transaction
from bot.store.outreach import codes as register
from bot.store.reports import remarks, sent, targets
from bot.store.reports.sent import Sent
from bot.words import FIRST, Language, _

NOBODY = Heading("…", "…", "BC", "…", (), "…", "")


@dataclass(frozen=True)
class Gathered:
    """A report as it would be sent now, and the versions that were, the newest first."""

    report: Report
    before: tuple[Sent, ...]


def gathered(
    tx: Transaction, library: Library, unit: Unit, period: Period, language: Language, today: date
) -> Gathered:
    """Small counts are hidden in it: a report leaves its commune."""
    counting = counting_of(tx, library, unit, period, today)
    goals = (*library.targets, *targets.targets(tx, library.home.closing, unit.code))
    of_months = [period.name] if period.kind is PeriodKind.MONTH else [month.name for month in period.months]
    named = {code: commune.name for code, commune in library.places.communes.items()}
    told = [
        (one.kind, f"{named.get(one.commune, one.commune)}: {one.text}")
        for one in remarks.of(tx, of_months, unit.communes)
    ]
    before = tuple(sent.versions(tx, unit.code, period.name))
    found = figures(counting)
    report = Report(
        found,
        standings(counting, goals),
        spoken_by(language, library, register.every(tx, library, frozenset()), {}),
        library.heading or NOBODY,
        {topic.id: topic.title.get(language.code, topic.title[FIRST]) for topic in library.topics.values()},
        today,
        tuple(text for kind, text in told if kind == "difficulty"),
        tuple(text for kind, text in told if kind == "proposal"),
        news=news(counting, found, library.campaigns),
        questions=questions(tx, period, few=False) if unit.kind is UnitKind.PROVINCE else (),
    )
    if not before:
        return Gathered(report, before)
    return Gathered(replace(report, changed=differences(before[0].numbers, report.numbers)), before)


def counting_of(
    tx: Transaction,
    library: Library,
    unit: Unit,
    period: Period,
    today: date,
    *,
    inside: bool = False,
    only: tuple[str, str] | None = None,
) -> Counting:
    """What is counted of that unit, with the insurer's own counts; see `Wanted`."""
    communes = communes_of(unit, library)
    official = official_of(tx, unit, communes, period.year_before.first, period.last)
    return Counting(tx, Wanted(unit, period, communes, official, inside, only), today)


def unit_named(tx: Transaction, library: Library, code: str) -> Unit | None:
    """The unit of that code; "" is the province."""
    found = units(library, register.every(tx, library, frozenset()))
    return found.get(code or library.home.province)


def spoken_by(language: Language, library: Library, codes: list[Poster], titles: Mapping[str, str]) -> Spoken:
    """What communes, codes and channels are called."""
    where = {one.code: f"{one.where} ({one.code})" for one in codes}
    rest, elsewhere = language.say(_("no code")), language.say(_("commune not known"))
    unknown = language.say(_("written by staff, or not known"))
    communes = library.places.communes
    return Spoken(
        language,
        lambda code: elsewhere if code == REST else communes[code].name if code in communes else code,
        lambda code: rest if code == REST else where.get(code, code),
        lambda channel: unknown if channel == REST else titles.get(channel, channel),
    )
