"""A simulated year, written day by day through the functions that write a real one."""

from __future__ import annotations

import random
import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial

from bot.cli.year.outreach import DAYS_HEARD, go, heard, miss, remark, sent
from bot.cli.year.people import Team, ask, call, hired, meet
from bot.domain.calendar import VIET_NAM
from bot.domain.messages import Address
from bot.domain.outreach.facts import Fact, Step
from bot.domain.reports.official import OfficialCount
from bot.domain.reports.periods import DAY, PeriodKind, of_day, read
from bot.domain.reports.targets import Target
from bot.library.library import Library
from bot.store.engine.database import Database, Transaction
from bot.store.people import visitors
from bot.store.reports import targets
from bot.store.statistics import facts, months, summing
from bot.words import FIRST

DAYS = 365
CHANNELS = ("webchat", "zalo_oa", "telegram")
SEED, TOTAL, NEW_GOAL = 20_26, 700, 9_000
NEWS_EVERY, DAYS_MISSED = 73, 120
"""News goes every so many days; questions without an answer are kept of so many last days."""
BELONGS = 30 * DAY
"""So long after somebody tapped a campaign what they want belongs to it."""
OPEN_DAYS = 2
"""Requests of the last days still wait, so that there is something to do."""


@dataclass(frozen=True)
class Size:
    """How much happens in the year."""

    people: int = 60_000
    requests: int = 4_000
    meetings: int = 300


@dataclass(frozen=True)
class Province:
    """Where it happens, and what chance has to choose from."""

    communes: Sequence[str]
    weights: Sequence[float]
    topics: Sequence[tuple[str, str]]
    consent: str
    sources: Mapping[str, str]
    campaigns: Sequence[str]


async def simulate(db: Database, library: Library, today: date, size: Size = Size()) -> bool:
    """Fills an empty ledger with the year that ends yesterday; False where anything was there."""
    if await db.read(months.began) is not None:
        return False
    # Chance of no weight: the same year each time.
    chance, province = random.Random(SEED), _province(library)  # noqa: S311
    team = await db.run(lambda tx: hired(tx, province.communes, _at(today - DAYS * DAY, 8)))
    going = _Going()
    for number in range(DAYS):
        one = _Day(today - (DAYS - number) * DAY, number, size, chance, province, team, library)
        await db.run(partial(_day, one=one, going=going))
    await db.run(lambda tx: _brought(tx, province, today, chance))
    await db.run(summing.begin_anew)  # the clock has summed days of which nothing had happened yet
    while await db.run(lambda tx: summing.sum_up(tx, today - 2 * DAY, library.home.closing)):
        pass
    return True


@dataclass(frozen=True)
class _Day:
    day: date
    number: int
    size: Size
    chance: random.Random
    province: Province
    team: Team
    library: Library

    @property
    def commune(self) -> str:
        return self.chance.choices(self.province.communes, self.province.weights)[0]

    def source(self, commune: str) -> str:
        """The code by which somebody came, if by any."""
        return self.province.sources.get(commune, "") if self.chance.random() < 0.4 else ""

    def moment(self) -> datetime:
        return _at(self.day, 7) + timedelta(minutes=self.chance.randrange(600))

    def share(self, whole: int) -> int:
        """Its part of a year's total: all days together have exactly that."""
        return whole * (self.number + 1) // DAYS - whole * self.number // DAYS


@dataclass
class _Going:
    """The code of the last campaign, and the day on which it began."""

    code: str = ""
    since: date = date.min


def _day(tx: Transaction, one: _Day, going: _Going) -> None:
    happened = _told(tx, one, going)
    for _person in range(one.share(one.size.people)):
        _talk(tx, one, happened)
    for _request in range(one.share(one.size.requests)):
        at, commune, channel = one.moment(), one.commune, one.chance.choice(CHANNELS)
        fresh = going.code and one.day - going.since < BELONGS
        source = going.code if fresh and one.chance.random() < 0.2 else one.source(commune)
        lead = ask(tx, commune, channel, source, one.province.consent, at, one.chance)
        happened.update(Fact(step, commune, channel, source) for step in (Step.REQUEST, Step.TOLD))
        if one.number < DAYS - OPEN_DAYS:
            happened.update(call(tx, lead, one.team, at, one.chance))
    for _meeting in range(one.share(one.size.meetings)):
        where = one.commune
        for step, times in meet(tx, where, one.team, _at(one.day, 9), one.chance).items():
            happened[Fact(step, where)] += times
    by_times: dict[int, list[Fact]] = {}
    for fact, times in (+happened).items():
        by_times.setdefault(times, []).append(fact)
    for times, those in by_times.items():
        facts.count(tx, one.day, *those, by=times)


def _told(tx: Transaction, one: _Day, going: _Going) -> Counter[Fact]:
    """News every few months, questions without an answer, what officers write each month."""
    happened: Counter[Fact] = Counter()
    who, chance = min(one.team.of.values()), one.chance
    if one.number % NEWS_EVERY == NEWS_EVERY // 2:
        content = one.province.campaigns[one.number // NEWS_EVERY % len(one.province.campaigns)]
        going.code, going.since = go(tx, one.library, content, who, _at(one.day, 9)), one.day
        happened.update(sent(going.code, CHANNELS, chance))
    elif going.code and one.day - going.since < DAYS_HEARD * DAY:
        happened.update(heard(going.code, one.commune, chance.choice(CHANNELS), chance))
    if one.number >= DAYS - DAYS_MISSED:
        miss(tx, one.moment(), chance)
    if one.day.day == 1:
        month = of_day(PeriodKind.MONTH, one.day - DAY, one.library.home.closing)
        remark(tx, month.name, one.team, _at(one.day, 9), chance)
    return happened


def _talk(tx: Transaction, one: _Day, happened: Counter[Fact]) -> None:
    """Somebody comes, asks a little, and may reckon."""
    commune, channel, at = one.commune, one.chance.choice(CHANNELS), one.moment()
    source = one.source(commune)
    visitors.settle_in(tx, Address(channel, "", secrets.token_hex(6)), at, FIRST)
    happened[Fact(Step.ARRIVAL, commune, channel, source)] += 1
    for _question in range(one.chance.choice((0, 1, 1, 2, 3))):
        found = one.chance.random() < 0.9
        happened[Fact(Step.ASKED, commune, channel, source)] += 1
        happened[Fact(Step.ANSWERED if found else Step.UNANSWERED, commune, channel, source)] += 1
        if found:
            topic, answer = one.chance.choice(one.province.topics)
            happened[Fact(Step.SHOWN, commune, channel, "", topic, answer)] += 1
    if one.chance.random() < 0.2:
        happened[Fact(Step.SUM, commune, channel, source)] += 1


def _brought(tx: Transaction, province: Province, today: date, chance: random.Random) -> None:
    """The insurer's counts of each whole month and commune, and a goal for this year."""
    now, month = _at(today, 8), today.replace(day=1)
    totals = {commune: TOTAL + chance.randrange(TOTAL) for commune in province.communes}
    for back in range(DAYS // 30, 0, -1):
        first = _months_back(month, back)
        counts = {}
        for commune in province.communes:
            new, stopped = chance.randrange(2, 12), chance.randrange(0, 4)
            totals[commune] += new - stopped
            counts[first, commune] = OfficialCount(totals[commune], new, stopped)
        targets.add_counts(tx, counts, now)
    goal = Target("86", "new", read(str(today.year)), NEW_GOAL, "Số liệu mô phỏng", date(today.year, 1, 1))
    targets.add_targets(tx, [goal], now)


def _province(library: Library) -> Province:
    communes = [one.code for one in library.places.provinces[library.home.province].communes]
    return Province(
        communes,
        [1 + (place * 37 % 11) for place in range(len(communes))],
        [(answer.topic, answer.id) for answer in library.answers.values()],
        library.consent.version,
        {one.commune: one.code for one in library.posters.values() if one.commune},
        sorted(library.campaigns),
    )


def _months_back(first: date, back: int) -> date:
    number = first.year * 12 + first.month - 1 - back
    return date(number // 12, number % 12 + 1, 1)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), VIET_NAM)
