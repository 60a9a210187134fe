"""The ledger counts what people did, whatever is erased, restarted or delivered twice since; and tells of nobody.

The model below knows nothing of the program: it adds up what was done to it in the words of the definitions.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest

from bot.domain.commands.leads import RecordOutcome, TakeLead
from bot.domain.leads import Outcome
from bot.domain.outreach.facts import Step
from bot.library.library import Poster
from bot.runtime.clockwork import Clockwork
from bot.services.context import Context, Runtime
from bot.services.leads.actions import act
from bot.store.leads import queries as leads
from bot.store.staff import members
from bot.store.statistics import facts
from tests.stories.conftest import MY_LONG, asks
from tests.stories.test_link import link
from tests.story import Stage

POSTERS = {"XMY7": MY_LONG, "CHX2": MY_LONG, "TRV3": ""}
PEOPLE = ("Lan", "Tuan", "Hanh")
LONG = timedelta(days=30)


async def with_posters(stage: Stage) -> None:
    """Three posters hang: two in Mỹ Long, one that belongs to no commune."""
    made = stage.runtime

    def runtime(clock: Callable[[], datetime]) -> Runtime:
        before = made(clock)
        known = before.knowledge()
        posters = {code: Poster(code, "Chợ", commune) for code, commune in POSTERS.items()}
        new = replace(known, library=replace(known.library, posters=posters))
        return replace(before, knowledge=lambda: new)

    stage.runtime = runtime
    await stage.restart()


@dataclass
class Model:
    """What should have been counted: by step, commune, source and answer."""

    expected: Counter[tuple[str, str, str, str]] = field(default_factory=Counter)
    known: set[str] = field(default_factory=set)
    code: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    named: dict[str, str] = field(default_factory=dict)
    requests: dict[str, tuple[int, str]] = field(default_factory=dict)

    def source(self, who: str, now: datetime) -> str:
        code, came = self.code.get(who, ("", now))
        return code if now - came <= LONG else ""

    def unit(self, who: str, now: datetime) -> str:
        return self.named.get(who) or POSTERS.get(self.source(who, now), "")

    def count(self, step: str, unit: str = "", source: str = "", answer: str = "") -> None:
        self.expected[step, unit, source, answer] += 1

    def comes(self, who: str, code: str, now: datetime) -> None:
        self.known.add(who)
        self.code[who] = (code, now)
        self.count("arrival", POSTERS[code], code)

    def asks(self, who: str, now: datetime, answer: str) -> None:
        if who not in self.known:
            self.known.add(who)
            self.count("arrival")
        unit, source = self.unit(who, now), self.source(who, now)
        self.count("asked", unit, source)
        self.count("answered" if answer else "unanswered", unit, source)
        if answer:
            self.count("shown", unit, "", answer)

    def requests_call(self, who: str, number: int, now: datetime) -> None:
        if who not in self.known:
            self.known.add(who)
            self.count("arrival")
        source = self.source(who, now)
        self.named[who] = MY_LONG
        self.requests[who] = (number, source)
        self.count("request", MY_LONG, source)

    def joins(self, who: str) -> None:
        _number, source = self.requests.pop(who)
        for step in ("taken", "called", "outcome:joined", "first_call"):
            self.count(step, MY_LONG, source)
        for step in ("wait:taken", "wait:called"):
            self.count(step, MY_LONG)

    def forgets(self, who: str) -> None:
        if who not in self.known:
            self.known.add(who)
            self.count("arrival")
        self.code.pop(who, None)
        self.named.pop(who, None)
        if who in self.requests:
            _number, source = self.requests.pop(who)
            self.count("withdrawn", MY_LONG, source)


async def ledger(stage: Stage) -> Counter[tuple[str, str, str, str]]:
    """All but when staff were told, and what is in time, which hang on the hours of their office."""
    steps = set(Step) - {Step.TOLD, Step.TOLD_WAIT, Step.CALLED_IN_TIME}
    return Counter(await stage.db.read(lambda tx: facts.sums(tx, ("step", "unit", "source", "answer"), steps=steps)))


async def joined(stage: Stage, number: int) -> None:
    """Minh takes it and says that they have joined."""

    def work(context: Context) -> None:
        minh = next(one for one in members.all_staff(context.tx) if one.name == "Minh")
        act(TakeLead(number), minh, context)
        act(RecordOutcome(number, Outcome.JOINED), minh, context)

    await stage.does(work)


@pytest.mark.parametrize("seed", [1, 2])
async def test_random_histories_add_up(stage: Stage, seed: int) -> None:
    await with_posters(stage)
    chance, model = random.Random(seed), Model()
    for _step in range(25):
        who = chance.choice(PEOPLE)
        await _happens(chance.choice(("comes", "asks", "misses", "requests", "joins", "forgets", "days")), who, stage,
                       model, chance)  # fmt: skip
        stage.heard("")
    assert await ledger(stage) == +model.expected
    await Clockwork(stage.db, lambda: stage.now + timedelta(days=400)).forget()
    assert await ledger(stage) == +model.expected, "retention leaves every count"


async def _happens(what: str, who: str, stage: Stage, model: Model, chance: random.Random) -> None:
    now = stage.now
    match what:
        case "comes":
            code = chance.choice(list(POSTERS))
            await stage.say(who, code)
            model.comes(who, code, now)
        case "asks":
            await stage.say(who, "mức thấp nhất")
            model.asks(who, now, "muc-dong-toi-thieu")
        case "misses":
            await stage.say(who, "xyzzy plugh qwerty")
            model.asks(who, now, "")
        case "requests" if who not in model.requests:
            await asks(stage, who, f"09123456{PEOPLE.index(who)}{len(model.requests)}")
            newest = max(lead.number for lead in await stage.db.read(lambda tx: leads.waiting(tx, frozenset())))
            model.requests_call(who, newest, now)
        case "joins" if who in model.requests:
            await joined(stage, model.requests[who][0])
            model.joins(who)
        case "forgets":
            await stage.say(who, "xóa")
            stage.heard(who)
            await stage.say(who, "[Có, xóa đi]")
            model.forgets(who)
        case "days":
            stage.now += timedelta(days=chance.choice((7, 35)))
        case _:
            pass


async def test_a_request_belongs_to_the_last_code_of_thirty_days(stage: Stage) -> None:
    await with_posters(stage)
    await stage.say("Lan", "XMY7")
    stage.now += timedelta(days=1)
    await stage.say("Lan", "CHX2")
    await asks(stage, "Lan")
    await stage.say("Tuan", "CHX2")
    stage.now += timedelta(days=31)
    await asks(stage, "Tuan", "0987654321")
    assert await counted(stage, Step.REQUEST) == {"CHX2": 1, "": 1}
    assert await counted(stage, Step.TOLD) == {"CHX2": 1, "": 1}


async def test_linked_addresses_bring_their_last_code_along(stage: Stage) -> None:
    await with_posters(stage)
    await stage.say("Lan", "XMY7")
    await stage.say("Lantele", "TRV3")
    stage.heard("Lan")
    await link(stage, "Lan", "Lantele")
    await asks(stage, "Lan")
    assert await counted(stage, Step.REQUEST) == {"TRV3": 1}
    for said in ("bỏ liên kết", "có"):
        await stage.say("Lantele", said)
    await stage.say("Lan", "mức thấp nhất")
    assert await counted(stage, Step.ASKED) == {"XMY7": 1}, "parted, what comes from here belongs to the code of here"


async def counted(stage: Stage, step: Step) -> dict[str, int]:
    """How often it happened, by code."""
    found = await stage.db.read(lambda tx: facts.sums(tx, ("source",), steps=[step]))
    return {source: times for (source,), times in found.items()}
