"""Whatever has happened: nobody is in an audience but who asked for it there, and has not stopped since."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.domain.messages import Address
from bot.domain.outreach.subscriptions import Purpose
from bot.store.engine.database import Database, Transaction
from bot.store.people import asking, blocking, consents, linking, subscriptions, visitors
from bot.store.people.visitors import Visitor
from bot.store.tables import address, subscription
from tests.store.samples import NOW, says

PLACES = [Address("telegram", "loa", "1"), Address("zalo", "loa", "2"), Address("webchat", "web", "3")]
PLACES += [Address("zalo_bot", "loa", "4")]
STEPS = ("begin", "stop", "alone", "block", "return", "link", "part", "forget", "withdraw")
Step = tuple[str, int, int, Purpose]


class History:
    """What happened at each place, as a reader of the consent's text would tell it: the last word counts."""

    def __init__(self, tx: Transaction) -> None:
        self.tx, self.now = tx, NOW
        self.word: dict[tuple[int, Purpose], str] = {}
        self.blocked: set[int] = set()
        for place in range(len(PLACES)):
            self.comes(place)

    def comes(self, place: int) -> Visitor:
        return visitors.visit(self.tx, says(PLACES[place]), self.now, "vi")

    def whose(self) -> list[int]:
        """The citizen at each place."""
        rows = self.tx.connection.execute(select(address.c.chat, address.c.citizen_id)).all()
        found = {row.chat: row.citizen_id for row in rows}
        return [found[place.chat] for place in PLACES]

    def linked(self, place: int) -> list[int]:
        owner = self.whose()
        return [other for other in range(len(PLACES)) if owner[other] == owner[place]]

    def end(self, place: int, purposes: list[Purpose]) -> None:
        for other in self.linked(place):
            self.word |= {(other, purpose): "stop" for purpose in purposes}

    def goes_on(self, step: Step) -> None:
        does, place, other, purpose = step
        self.now += timedelta(minutes=1)
        who = self.comes(place) if does not in ("block",) else None
        citizen = self.whose()[place]
        if who is not None:
            self.blocked.discard(place)
        match does:
            case "begin":
                assert who is not None
                given = consents.give(self.tx, citizen, "1", (purpose.value,), "x", "00", self.now)
                subscriptions.begin(self.tx, citizen, who.address_id, purpose, "29419", given)
                self.word |= {(one, purpose): "" for one in self.linked(place)}
                self.word[place, purpose] = "yes"
            case "stop":
                subscriptions.stop(self.tx, citizen, [purpose], self.now)
                self.end(place, [purpose])
            case "alone":
                subscriptions.stop(self.tx, citizen, Purpose, self.now)
                self.end(place, list(Purpose))
            case "block":
                self.end(place, [one for one in Purpose if self.word.get((place, one)) == "yes"])
                self.blocked.add(place)
                blocking.mark_blocked(self.tx, PLACES[place], True, self.now)
            case "link" if self.whose()[place] != self.whose()[other]:
                linking.unite(self.tx, self.whose()[place], self.whose()[other])
            case "part" if len(self.linked(place)) > 1:
                assert who is not None
                linking.part(self.tx, who.address_id, "vi", self.now)
            case "forget":
                self.word |= {(one, each): "" for one in self.linked(place) for each in Purpose}
                visitors.forget(self.tx, citizen)
            case "withdraw":
                consents.withdraw(self.tx, citizen, self.now)
                taken_back = [key for key in self.word if key[0] in self.linked(place) and self.word[key] == "yes"]
                self.word |= dict.fromkeys(taken_back, "taken back")

    def may(self, purpose: Purpose) -> set[frozenset[int]]:
        """For each person who may be written to: the places of which it must be one."""
        found = set()
        for place in range(len(PLACES)):
            there = self.linked(place)
            words = {one: self.word.get((one, purpose), "") for one in there}
            wanting = frozenset(one for one in there if words[one] == "yes")
            if wanting and "stop" not in words.values():
                found.add(wanting)
        return found


def holds(history: History) -> None:
    """The law, for every purpose, by both doors: the audience, and what is asked again before something goes."""
    every = list(history.tx.connection.execute(select(subscription.c.id)).scalars())
    for purpose in Purpose:
        told = subscriptions.audience(history.tx, purpose, history.now)
        places = [PLACES.index(one.address) for one in told]
        may = history.may(purpose)
        assert len(places) == len(may), "each person once"
        assert {next(wanting for wanting in may if place in wanting) for place in places} == may
        assert not history.blocked & set(places)
        still = subscriptions.still(history.tx, every, history.now).values()
        assert {one.id for one in still if one.purpose is purpose} == {one.id for one in told}


place = st.integers(0, len(PLACES) - 1)
step = st.tuples(st.sampled_from(STEPS), place, place, st.sampled_from([Purpose.NEWS, Purpose.MEETINGS]))
NEWS = Purpose.NEWS
TOLD: list[list[Step]] = [
    [("begin", 0, 0, NEWS), ("stop", 1, 0, NEWS), ("link", 0, 1, NEWS)],
    [("begin", 0, 0, NEWS), ("begin", 1, 0, NEWS), ("link", 0, 1, NEWS), ("block", 1, 0, NEWS), ("return", 1, 0, NEWS)],
    [("begin", 0, 0, NEWS), ("link", 0, 1, NEWS), ("stop", 1, 0, NEWS), ("part", 1, 0, NEWS)],
    [("stop", 1, 0, NEWS), ("link", 0, 1, NEWS), ("begin", 0, 0, NEWS), ("part", 1, 0, NEWS)],
    [("begin", 0, 0, NEWS), ("withdraw", 0, 0, NEWS)],
    [("link", 0, 1, NEWS), ("begin", 1, 0, NEWS), ("part", 0, 0, NEWS), ("stop", 0, 0, NEWS)],
    [("link", 0, 1, NEWS), ("begin", 1, 0, NEWS), ("part", 1, 0, NEWS), ("withdraw", 0, 0, NEWS)],
    [("link", 0, 1, NEWS), ("begin", 1, 0, NEWS), ("withdraw", 0, 0, NEWS), ("part", 1, 0, NEWS)],
    [("link", 0, 1, NEWS), ("begin", 0, 0, NEWS), ("part", 1, 0, NEWS), ("withdraw", 1, 0, NEWS)],
]
"""Histories that chance finds too seldom."""


def in_any_history(check: Callable[[History], None], tx: Transaction) -> None:
    @settings(
        max_examples=25 if tx.shared else 120, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(st.lists(step, min_size=1, max_size=12))
    @example(TOLD[0])
    @example(TOLD[1])
    @example(TOLD[2])
    @example(TOLD[3])
    @example(TOLD[4])
    @example(TOLD[5])
    @example(TOLD[6])
    @example(TOLD[7])
    @example(TOLD[8])
    def played(steps: list[Step]) -> None:
        with tx.connection.begin_nested() as savepoint:
            history = History(tx)
            for one in steps:
                history.goes_on(one)
                check(history)
            savepoint.rollback()

    played()


async def test_nobody_is_written_to_but_who_asked_and_has_not_stopped(db: Database) -> None:
    await db.run(lambda tx: in_any_history(holds, tx))


async def test_two_in_a_month_are_counted_wherever_they_went(db: Database) -> None:
    def work(tx: Transaction) -> list[int]:
        history = History(tx)
        history.goes_on(("begin", 0, 0, Purpose.NEWS))
        history.goes_on(("begin", 1, 0, Purpose.MEETINGS))
        history.goes_on(("link", 0, 1, Purpose.NEWS))
        had = []
        for purpose in (Purpose.NEWS, Purpose.MEETINGS):
            (one,) = subscriptions.audience(tx, purpose, history.now)
            had.append(one.had)
            subscriptions.told(tx, [one.id], history.now)
        (one,) = subscriptions.audience(tx, Purpose.NEWS, history.now)
        later: datetime = history.now + timedelta(days=30, minutes=1)
        return [*had, one.had, *(each.had for each in subscriptions.audience(tx, Purpose.NEWS, later))]

    assert await db.run(work) == [0, 1, 2, 0]


async def test_nobody_is_asked_twice_in_a_month_nor_who_has_answered(db: Database) -> None:
    def work(tx: Transaction) -> list[bool]:
        lan, month = visitors.visit(tx, says(PLACES[0]), NOW, "vi"), NOW + timedelta(days=30, minutes=1)

        def may(at: datetime, purpose: Purpose = Purpose.NEWS) -> bool:
            return asking.may_be_asked(tx, lan.citizen.id, purpose, at)

        first = may(NOW)
        asking.asked(tx, lan.address_id, Purpose.NEWS, NOW)
        asked = [first, may(NOW), may(NOW, Purpose.MEETINGS), may(month)]
        subscriptions.stop(tx, lan.citizen.id, [Purpose.NEWS], NOW)
        return [*asked, may(month), may(month, Purpose.MEETINGS)]

    assert await db.run(work) == [True, False, False, True, False, True]


async def test_that_somebody_stopped_is_forgotten_in_the_end(db: Database) -> None:
    def work(tx: Transaction) -> list[int]:
        lan = visitors.visit(tx, says(PLACES[0]), NOW, "vi")
        subscriptions.stop(tx, lan.citizen.id, Purpose, NOW)
        times = (NOW, NOW + timedelta(seconds=1))
        return [subscriptions.expire_subscriptions(tx, before) for before in times]

    assert await db.run(work) == [0, 3]
