"""Every figure agrees with an independent model that knows only what has happened, over random histories."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from bot.domain.outreach.facts import FACTS, Fact, Step
from bot.domain.reports.cells import Cell
from bot.domain.reports.measures import MEASURES
from bot.domain.reports.periods import Period, PeriodKind, between, of_day
from bot.domain.reports.units import Unit, UnitKind
from bot.reports.results.figures import RANKED, REST, Counting, Figures, Wanted, figures
from bot.store.engine.database import Database, Transaction
from bot.store.statistics import facts, summing
from bot.store.tables import fact, fact_month, fact_summed

COMMUNES = ("29000", "29001", "29002")
PROVINCE = Unit(UnitKind.PROVINCE, "86", "Tỉnh Vĩnh Long")
ONE = Unit(UnitKind.COMMUNE, "29000", "Xã Mỹ Long", frozenset({"29000"}))
AREA = Unit(UnitKind.AREA, "east", "BHXH cơ sở", frozenset(COMMUNES[1:]))
AGENT = Unit(UnitKind.AGENT, "XMY7", "Đại lý", frozenset({"29000"}), "XMY7")
BEGAN, TODAY = date(2025, 9, 20), date(2026, 11, 30)
KINDS = [kind for kind in PeriodKind if kind is not PeriodKind.ANY]


@dataclass(frozen=True)
class Happening:
    """One thing that happened, as the model keeps it."""

    day: date
    fact: Fact


def histories(chance: random.Random) -> list[Happening]:
    days = [BEGAN + timedelta(days=chance.randrange((TODAY - BEGAN).days + 1)) for _ in range(400)]
    return [Happening(day, _fact(chance)) for day in days]


def _fact(chance: random.Random) -> Fact:
    step = chance.choice(list(Step))
    told = {
        "channel": ("telegram", "zalo_oa"),
        "source": ("", "XMY7", "XMY8"),
        "topic": ("pension", "payment"),
        "answer": ("much", "how"),
    }
    chosen = {name: chance.choice(values) for name, values in told.items() if name in FACTS[step].by}
    return Fact(step, chance.choice((*COMMUNES, "")), **chosen)


def write(tx: Transaction, history: Iterable[Happening]) -> None:
    for one in history:
        facts.count(tx, one.day, one.fact)


def happened(history: Sequence[Happening], measure: str, period: Period, unit: Unit, /, **told: str) -> int:
    """The model: counts what lies in the period and belongs to the unit, one by one."""
    definition = MEASURES[measure]
    total = 0
    for one in history:
        inside = period.first <= one.day <= period.last
        belongs = one.fact.source == unit.source if unit.source else not unit.communes or one.fact.unit in unit.communes
        if inside and belongs and all(getattr(one.fact, name) == value for name, value in told.items()):
            total += (one.fact.step in definition.steps) - (one.fact.step in definition.less)
    return total


def agrees(found: Figures, history: Sequence[Happening]) -> None:
    unit, period = found.unit, found.period
    for cells, of in ((found.now, period), (found.before, period.before), (found.year_before, period.year_before)):
        for name in (name for name, one in MEASURES.items() if one.steps):
            there = min(one.day for one in history) <= of.last
            times = happened(history, name, of, unit)
            unknown = not there or (MEASURES[name].silent and not times) or not told_apart(name, unit)
            assert cells[name] == (Cell() if unknown else Cell(times, "")), (name, of)
    for by, rows in (("unit", found.communes), ("channel", found.channels), ("source", found.sources)):
        for row, cells in rows.items():
            expected = {
                name: happened(history, name, period, unit, **{by: "" if row == REST else row}) for name in RANKED
            }
            assert {name: cells[name].number for name in RANKED} == expected, (by, row)
    for part, cells in found.trend:
        assert cells["asked"].number == happened(history, "asked", part, unit)
    for topic, cell in found.topics:
        shown = (one for one in history if one.fact.step is Step.SHOWN and one.fact.topic == topic)
        assert cell.number == sum(happens(one, period, unit) for one in shown)


def told_apart(measure: str, unit: Unit) -> bool:
    """Whether what it counts is told apart by codes, where the unit is one."""
    return not unit.source or all("source" in FACTS[step].by for step in MEASURES[measure].steps)


def happens(one: Happening, period: Period, unit: Unit) -> bool:
    return period.first <= one.day <= period.last and (not unit.communes or one.fact.unit in unit.communes)


async def summed(db: Database, through: date, closing: int) -> None:
    days = 1
    while days:
        days = await db.run(lambda tx: summing.sum_up(tx, through, closing))


@pytest.mark.parametrize("seed", range(4))
async def test_every_figure_agrees_with_the_model(db: Database, seed: int) -> None:
    """Whatever is summed already: nothing, all but the last days, or half of it; on whatever day the books close."""
    chance = random.Random(seed)
    history, closing = histories(chance), chance.choice((0, 0, 10, 25))
    await db.run(lambda tx: write(tx, history))
    for through in (None, TODAY - timedelta(days=200), TODAY - timedelta(days=2)):
        if through:
            await summed(db, through, closing)
        for unit in (PROVINCE, ONE, AREA, AGENT):
            day = BEGAN + timedelta(days=chance.randrange(400))
            periods = [of_day(kind, day, closing) for kind in KINDS]
            periods.append(between(day, day + timedelta(days=chance.randrange(1, 90)), closing))
            for period in chance.sample(periods, 3):
                wanted = Wanted(unit, period, COMMUNES if unit is PROVINCE else sorted(unit.communes), inside=True)
                found = await db.read(lambda tx, wanted=wanted: figures(Counting(tx, wanted, TODAY)))
                agrees(found, history)


async def test_the_sums_begin_anew_where_the_books_close_on_another_day(db: Database) -> None:
    history = histories(random.Random(7))
    await db.run(lambda tx: write(tx, history))
    for closing in (0, 25):
        await summed(db, TODAY, closing)
        wanted = Wanted(PROVINCE, of_day(PeriodKind.QUARTER, date(2026, 5, 5), closing), COMMUNES, inside=True)
        agrees(await db.read(lambda tx, wanted=wanted: figures(Counting(tx, wanted, TODAY))), history)
        assert await db.read(lambda tx: tx.connection.execute(fact_summed.select()).one().closing) == closing


async def test_what_is_summed_is_read_from_the_sums(db: Database) -> None:
    """The ledger itself is not read again: it may be as long as it likes."""
    history = histories(random.Random(3))
    await db.run(lambda tx: write(tx, history))
    await summed(db, TODAY - timedelta(days=2), 0)
    wanted = Wanted(PROVINCE, of_day(PeriodKind.YEAR, TODAY), COMMUNES, inside=True)
    before = await db.read(lambda tx: figures(Counting(tx, wanted, TODAY)))
    await db.run(
        lambda tx: tx.connection.execute(fact.delete().where(fact.c.day.between(date(2026, 1, 1), date(2026, 11, 27))))
    )
    assert await db.read(lambda tx: figures(Counting(tx, wanted, TODAY))) == before
    assert await db.read(lambda tx: len(tx.connection.execute(fact_month.select()).all())) > 100


async def test_what_happened_on_a_day_that_is_summed_is_counted_still(db: Database) -> None:
    """The results of a meeting are written days later, and a slip is taken back."""
    history = histories(random.Random(5))
    await db.run(lambda tx: write(tx, history))
    await summed(db, TODAY - timedelta(days=2), 0)
    late = [Happening(BEGAN + timedelta(days=40 * n), one.fact) for n, one in enumerate(history[:8])]

    def count(tx: Transaction) -> None:
        for one in late:
            summing.count_late(tx, one.day, one.fact)

    await db.run(count)
    for kind in (PeriodKind.MONTH, PeriodKind.YEAR):
        wanted = Wanted(PROVINCE, of_day(kind, date(2026, 3, 3)), COMMUNES, inside=True)
        agrees(await db.read(lambda tx, wanted=wanted: figures(Counting(tx, wanted, TODAY))), [*history, *late])


async def test_before_the_first_fact_nothing_is_known(db: Database) -> None:
    wanted = Wanted(PROVINCE, of_day(PeriodKind.MONTH, TODAY), COMMUNES)
    empty = await db.read(lambda tx: figures(Counting(tx, wanted, TODAY)))
    assert empty.now["asked"] == Cell()
    assert not empty.communes
    await db.run(lambda tx: facts.count(tx, TODAY, Fact(Step.ASKED), by=5))
    some = await db.read(lambda tx: figures(Counting(tx, wanted, TODAY)))
    assert (some.now["asked"], some.now["joined"], some.before["asked"]) == (Cell(5, ""), Cell(0, ""), Cell())
    assert some.now["answered_share"] == Cell(0, "") or some.now["answered_share"].number == 0


async def test_small_counts_are_hidden_outside_the_commune(db: Database) -> None:
    def happen(tx: Transaction) -> None:
        facts.count(tx, TODAY, Fact(Step.JOINED, "29000"), by=2)
        facts.count(tx, TODAY, Fact(Step.JOINED, "29001"), by=9)
        facts.count(tx, TODAY, Fact(Step.JOINED, "29002"), by=20)
        facts.count(tx, TODAY, Fact(Step.REQUEST, "29000"), by=40)

    await db.run(happen)
    period = of_day(PeriodKind.MONTH, TODAY)
    province = await db.read(lambda tx: figures(Counting(tx, Wanted(PROVINCE, period, COMMUNES), TODAY)))
    assert [province.communes[code]["joined"] for code in COMMUNES] == [Cell(None, "<3"), Cell(None, "*"), Cell(20, "")]
    outside = await db.read(lambda tx: figures(Counting(tx, Wanted(ONE, period, ["29000"]), TODAY)))
    assert outside.now["joined"] == outside.now["joined_share"] == Cell(None, "<3")
    own = await db.read(lambda tx: figures(Counting(tx, Wanted(ONE, period, ["29000"], inside=True), TODAY)))
    assert own.now["joined"] == Cell(2, "")
