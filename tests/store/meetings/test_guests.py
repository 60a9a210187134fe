"""Meetings and who comes: the last seat goes to one, whoever leaves or is forgotten frees theirs."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

from bot.domain.meetings import GuestState, MeetingState, Plan
from bot.domain.messages import Address
from bot.store.engine.database import Database, Transaction
from bot.store.meetings import guests, queries
from bot.store.staff import members
from tests.store.samples import HOA, LAN, MINH, NOW, after, comes, hired

PLAN = Plan("hoi-nghi", "Hội nghị", "29419", "Chợ Mỹ Long", after(days=3), after(days=3, hours=2), seats=4)


def announced(tx: Transaction, plan: Plan = PLAN) -> int:
    officer = members.at(tx, MINH) or hired(tx)
    made = queries.add(tx, plan, officer.id, NOW)
    assert queries.become(tx, made.number, MeetingState.ANNOUNCED, MeetingState.PLANNED)
    return made.number


def registers(tx: Transaction, number: int, address: Address, companions: int = 0) -> GuestState | None:
    who = comes(tx, address)
    made = guests.register(tx, number, who.citizen.id, who.address_id, companions, NOW)
    return None if made is None else made[1].state


async def test_a_meeting_is_kept_as_it_was_planned(db: Database) -> None:
    number = await db.run(announced)
    kept = await db.read(lambda tx: queries.get(tx, number))
    assert kept is not None
    assert (kept.plan, kept.state, kept.moved) == (PLAN, MeetingState.ANNOUNCED, 0)
    await db.run(lambda tx: queries.change(tx, number, replace(PLAN, place="Đình Mỹ Long", seats=None), 1))
    moved = await db.read(lambda tx: queries.get(tx, number))
    assert moved is not None
    assert (moved.plan.place, moved.plan.seats, moved.moved) == ("Đình Mỹ Long", None, 1)


async def test_meetings_are_found_by_day_and_commune(db: Database) -> None:
    number = await db.run(announced)
    await db.run(lambda tx: queries.add(tx, replace(PLAN, commune="29000"), 1, NOW))

    def found(tx: Transaction, *communes: str, days: int = 9) -> list[int]:
        return [one.number for one in queries.between(tx, NOW, after(days=days), 9, communes=communes)]

    assert await db.read(lambda tx: found(tx, "29419", "29000")) == [number], "the other is only planned"
    assert await db.read(lambda tx: found(tx)) == [number]
    assert await db.read(lambda tx: found(tx, "29000")) == []
    assert await db.read(lambda tx: found(tx, days=2)) == []


async def test_who_finds_no_seat_waits_and_moves_up(db: Database) -> None:
    number = await db.run(announced)
    assert await db.run(lambda tx: registers(tx, number, LAN, 2)) is GuestState.COMING
    assert await db.run(lambda tx: registers(tx, number, HOA, 1)) is GuestState.WAITING
    lan = await db.run(lambda tx: comes(tx, LAN).citizen.id)
    assert await db.run(lambda tx: guests.leave(tx, number, lan))
    assert not await db.run(lambda tx: guests.leave(tx, number, lan)), "twice"
    up = await db.run(lambda tx: guests.move_up(tx, number))
    assert [one.companions for one in up] == [1]
    assert await db.run(lambda tx: guests.move_up(tx, number)) == []
    assert await db.run(lambda tx: registers(tx, number, LAN, 2)) is GuestState.WAITING, "she asks anew"


async def test_registering_again_changes_how_many_come(db: Database) -> None:
    number = await db.run(announced)
    await db.run(lambda tx: registers(tx, number, LAN, 3))
    await db.run(lambda tx: registers(tx, number, LAN, 1))
    assert [one.party for one in await db.read(lambda tx: guests.expected(tx, number))] == [2]


async def test_the_last_seat_goes_to_one_of_fifty(db: Database) -> None:
    number = await db.run(lambda tx: announced(tx, replace(PLAN, seats=1)))

    async def taps(who: int) -> GuestState | None:
        return await db.run(lambda tx: registers(tx, number, Address("telegram", "loa", f"c{who}")))

    states = await asyncio.gather(*(taps(who) for who in range(50)))
    assert sorted(states, key=str).count(GuestState.COMING) == 1
    assert states.count(GuestState.WAITING) == 49
    assert len(await db.read(lambda tx: guests.expected(tx, number))) == 50


async def test_nobody_registers_for_what_is_planned_cancelled_or_over(db: Database) -> None:
    number = await db.run(announced)
    over = await db.run(lambda tx: announced(tx, replace(PLAN, starts=after(hours=-3), ends=after(hours=-1))))
    planned = await db.run(lambda tx: queries.add(tx, PLAN, 1, NOW).number)
    await db.run(lambda tx: queries.become(tx, number, MeetingState.CANCELLED, MeetingState.ANNOUNCED))
    for one in (number, over, planned, 99):
        assert await db.run(lambda tx, one=one: registers(tx, one, LAN)) is None


async def test_forgotten_she_is_expected_nowhere(db: Database) -> None:
    number = await db.run(announced)
    await db.run(lambda tx: registers(tx, number, LAN))
    lan = await db.run(lambda tx: comes(tx, LAN).citizen.id)
    assert [one.meeting for one in await db.read(lambda tx: guests.of_citizen(tx, lan, NOW))] == [number]
    assert await db.run(lambda tx: guests.forget(tx, lan)) == [number]
    assert await db.read(lambda tx: guests.expected(tx, number)) == []


async def test_guests_are_forgotten_some_time_after_the_meeting(db: Database) -> None:
    number = await db.run(announced)
    await db.run(lambda tx: registers(tx, number, LAN))
    assert await db.run(lambda tx: guests.expire_guests(tx, after(days=3))) == 0
    assert await db.run(lambda tx: guests.expire_guests(tx, PLAN.ends + timedelta(seconds=1))) == 1
