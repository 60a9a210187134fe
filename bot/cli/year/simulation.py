"""A simulated year, written day by day through the functions that write a real one."""

from __future__ import annotations

import random
import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial

from bot.cli.year.people import Team, ask, call, hired, meet
from bot.domain.calendar import VIET_NAM
from bot.domain.messages import Address, Incoming
from bot.domain.outreach.facts import Fact, Step
from bot.domain.reports.official import OfficialCount
from bot.domain.reports.periods import DAY, read
from bot.domain.reports.targets import Target
from bot.library.library import Library
from bot.store.engine.database import Database, Transaction
from bot.store.people import visitors
from bot.store.reports import targets
from bot.store.statistics import facts, months
from bot.words import FIRST

DAYS = 365
CHANNELS = ("webchat", "zalo_oa", "telegram")
SEED, TOTAL, NEW_GOAL = 20_26, 700, 9_000
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


async def simulate(db: Database, library: Library, today: date, size: Size = Size()) -> bool:
    """Fills an empty ledger with the year that ends yesterday; False where anything was there."""
    if await db.read(months.began) is not None:
        return False
    # Chance of no weight: the same year each time.
    chance, province = random.Random(SEED), _province(library)  # noqa: S311
    team = await db.run(lambda tx: hired(tx, province.communes, _at(today - DAYS * DAY, 8)))
    for number in range(DAYS):
        one = _Day(today - (DAYS - number) * DAY, number, size, chance, province, team)
        await db.run(partial(_day, one=one))
    await db.run(lambda tx: _brought(tx, province, today, chance))
    while await db.run(lambda tx: months.sum_up(tx, today - 2 * DAY, library.home.closing)):
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

    @property
    def commune(self) -> str:
        return self.chance.choices(self.province.communes, self.province.weights)[0]

    def moment(self) -> datetime:
        return _at(self.day, 7) + timedelta(minutes=self.chance.randrange(600))

    def share(self, whole: int) -> int:
        """Its part of a year's total: all days together have exactly that."""
        return whole * (self.number + 1) // DAYS - whole * self.number // DAYS


def _day(tx: Transaction, one: _Day) -> None:
    happened: Counter[Fact] = Counter()
    for _person in range(one.share(one.size.people)):
        _talk(tx, one, happened)
    for _request in range(one.share(one.size.requests)):
        at, commune, channel = one.moment(), one.commune, one.chance.choice(CHANNELS)
        lead = ask(tx, commune, channel, one.province.consent, at, one.chance)
        happened.update(Fact(step, commune, channel) for step in (Step.REQUEST, Step.TOLD))
        if one.number < DAYS - OPEN_DAYS:
            happened.update(call(tx, lead, one.team, at, one.chance))
    for _meeting in range(one.share(one.size.meetings)):
        where = one.commune
        for step, times in meet(tx, where, one.team, _at(one.day, 9), one.chance).items():
            happened[Fact(step, where)] += times
    for fact, times in happened.items():
        facts.count(tx, one.day, fact, by=times)


def _talk(tx: Transaction, one: _Day, happened: Counter[Fact]) -> None:
    """Somebody comes, asks a little, and may reckon."""
    commune, channel, at = one.commune, one.chance.choice(CHANNELS), one.moment()
    source = one.province.sources.get(commune, "") if one.chance.random() < 0.4 else ""
    visitors.visit(tx, Incoming(secrets.token_hex(6), Address(channel, "", secrets.token_hex(6))), at, FIRST)
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
    )


def _months_back(first: date, back: int) -> date:
    number = first.year * 12 + first.month - 1 - back
    return date(number // 12, number % 12 + 1, 1)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), VIET_NAM)
