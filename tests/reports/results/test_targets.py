"""How far targets are: by the insurer's last whole month, beside what staff say, with the pace that is needed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from bot.domain.outreach.facts import Fact, Step
from bot.domain.reports.official import OfficialCount
from bot.domain.reports.periods import read
from bot.domain.reports.targets import Target
from bot.domain.reports.units import Unit, UnitKind
from bot.reports.results.figures import Counting, Wanted
from bot.reports.results.targets import standings
from bot.store.engine.database import Database, Transaction
from bot.store.reports import targets
from bot.store.statistics import facts

ONE = Unit(UnitKind.COMMUNE, "29000", "Xã Mỹ Long", frozenset({"29000"}))
TODAY, NOW = date(2026, 11, 23), datetime(2026, 11, 23, tzinfo=UTC)
JANUARY = date(2026, 1, 10)


def goal(measure: str, number: int, period: str = "2026", decision: str = "12", day: date = JANUARY) -> Target:
    return Target("29000", measure, read(period), number, decision, day)


async def test_new_participants_by_the_insurers_last_month(db: Database) -> None:
    def brought(tx: Transaction) -> None:
        targets.add_counts(tx, {(date(2026, n, 1), "29000"): OfficialCount(800 + n, 9, 1) for n in range(1, 11)}, NOW)
        targets.add_counts(tx, {(date(2026, 10, 1), "29000"): OfficialCount(820, 10, 1)}, NOW)
        targets.add_targets(tx, [goal("new", 100), goal("new", 120, decision="15", day=date(2026, 6, 1))], NOW)
        targets.add_targets(tx, [goal("meetings", 4, "2026-Q4"), goal("total", 850), goal("new", 5, "2025")], NOW)
        facts.count(tx, date(2026, 1, 2), Fact(Step.ASKED, "29000"))
        facts.count(tx, TODAY, Fact(Step.JOINED, "29000"), by=97)
        facts.count(tx, TODAY, Fact(Step.MEETING_HELD, "29000"), by=3)

    await db.run(brought)
    official = await db.read(lambda tx: targets.by_month(tx, date(2025, 1, 1), TODAY, ["29000"]))
    wanted = Wanted(ONE, read("2026-11"), ["29000"], official, inside=True)
    found = await db.read(lambda tx: standings(Counting(tx, wanted, TODAY), targets.targets(tx, 0)))
    new, meetings, total = found
    assert (new.target.goal, new.target.decision, [old.goal for old in new.former]) == (120, "15", [100])
    assert (new.reached, new.beside, new.through) == (91, 97, date(2026, 10, 31))
    assert (new.share, new.left, new.months_left, new.pace) == (Decimal("0.758"), 29, 2, Decimal("14.5"))
    assert new.elapsed == Decimal("0.833")
    assert (meetings.reached, meetings.through, meetings.left, meetings.pace) == (3, TODAY, 1, Decimal("0.5"))
    assert (total.reached, total.share) == (820, Decimal("0.965"))


async def test_what_the_insurer_has_not_said_is_not_known(db: Database) -> None:
    await db.run(lambda tx: facts.count(tx, TODAY, Fact(Step.JOINED, "29000"), by=2))
    wanted = Wanted(ONE, read("2026-11"), ["29000"], {})
    (one,) = await db.read(lambda tx: standings(Counting(tx, wanted, TODAY), [goal("new", 100)]))
    assert (one.reached, one.through, one.share, one.left, one.pace, one.elapsed) == (None,) * 6
    assert one.beside is None, "one or two would tell who it is"
