"""Requests: each of one citizen, the first to take it has it, and forgetting leaves a number only."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import func, select

from bot.domain.consents import LIVE
from bot.domain.leads import ENDS, Lead, LeadState, Move
from bot.store.engine.database import Database, Transaction
from bot.store.leads import queries as leads
from bot.store.people import blocking, consents, visitors
from bot.store.staff import members as staff
from bot.store.tables import lead, lead_step
from tests.store.samples import (
    HOA,
    LAN,
    MINH,
    NOW,
    OTHER_PHONE,
    PHONE,
    after,
    asks,
    brought_to,
    comes,
    hired,
)


async def get(db: Database, number: int) -> Lead:
    found = await db.read(lambda tx: leads.get(tx, number))
    assert found is not None
    return found


async def test_a_request_is_found_in_every_way(db: Database) -> None:
    asked = await db.run(asks)
    assert asked == Lead(asked.number, asked.citizen, LeadState.NEW, "Nguyễn Thị Lan", PHONE, "29000", NOW, since=NOW)

    def ways(tx: Transaction) -> list[object]:
        return [
            leads.get(tx, asked.number),
            leads.get(tx, asked.number, lock=True),
            *leads.open_by_phone(tx, PHONE),
            *leads.recent_by_phone(tx, PHONE, NOW),
            *leads.of_citizen(tx, asked.citizen),
            *leads.waiting(tx, frozenset()),
            *leads.waiting(tx, frozenset({"29000", "1"})),
        ]

    assert await db.run(ways) == [asked] * 7


async def test_what_is_not_there_is_none(db: Database) -> None:
    await db.run(asks)
    assert await db.read(lambda tx: leads.open_by_phone(tx, OTHER_PHONE)) == []
    assert await db.read(lambda tx: leads.recent_by_phone(tx, PHONE, after(seconds=1))) == []
    assert await db.read(lambda tx: leads.waiting(tx, frozenset({"2900"}))) == []
    for number in (0, -1, 999, 10**30):
        assert await db.read(lambda tx, number=number: leads.get(tx, number)) is None


async def test_a_phone_may_have_several_requests(db: Database) -> None:
    first = await db.run(asks)
    second = await db.run(lambda tx: asks(tx, HOA, "Hoa"))
    assert await db.read(lambda tx: leads.open_by_phone(tx, PHONE)) == [first, second]
    assert await db.read(lambda tx: leads.same_phone(tx, first)) == [second]
    over = await db.run(lambda tx: brought_to(tx, first, LeadState.JOINED))
    assert await db.read(lambda tx: leads.same_phone(tx, second)) == []
    assert await db.read(lambda tx: leads.recent_by_phone(tx, PHONE, NOW)) == [second, over]
    await db.run(lambda tx: leads.forget(tx, first.citizen))
    assert await db.read(lambda tx: leads.same_phone(tx, over)) == [second], "as long as it is known"
    gone = await get(db, first.number)
    assert await db.read(lambda tx: leads.same_phone(tx, gone)) == []


async def test_one_citizen_who_asks_at_eight_places_at_once_asks_once(db: Database) -> None:
    """Whoever comes later waits for the citizen's row, and then finds the request that is there."""
    lan = await db.run(comes)

    def ask(tx: Transaction) -> int:
        visitors.hold(tx, lan.citizen.id)
        known = [one for one in leads.open_by_phone(tx, PHONE) if one.citizen == lan.citizen.id]
        return known[0].number if known else asks(tx).number

    numbers = await asyncio.gather(*(db.run(ask) for _ in range(8)))
    assert len(set(numbers)) == 1
    assert await db.read(lambda tx: tx.connection.execute(select(func.count()).select_from(lead)).scalar()) == 1


async def test_two_for_one_phone_are_locked_in_one_order(db: Database) -> None:
    """Each locks both, whichever it begins with, so nobody waits in a circle."""
    numbers = [(await db.run(asks)).number, (await db.run(lambda tx: asks(tx, HOA, "Hoa"))).number]

    def both(tx: Transaction, first: int) -> list[int]:
        leads.get(tx, numbers[first], lock=True)
        leads.get(tx, numbers[1 - first], lock=True)
        return numbers

    assert await asyncio.gather(*(db.run(lambda tx, n=n: both(tx, n % 2)) for n in range(16))) == [numbers] * 16


async def test_taken_by_eight_at_once_one_has_it(db: Database) -> None:
    asked = await db.run(asks)
    people = [await db.run(lambda tx, n=n: hired(tx, type(MINH)("t", "l", str(n)), f"Officer {n}")) for n in range(8)]
    won = await asyncio.gather(
        *(db.run(lambda tx, who=who.id: leads.take(tx, asked.number, who, after(minutes=1))) for who in people)
    )
    assert sum(won) == 1
    winner = people[won.index(True)]
    taken = await get(db, asked.number)
    assert (taken.taken_by, taken.taken_name, taken.taken_at) == (winner.id, winner.name, after(minutes=1))
    assert taken.state is LeadState.TAKEN
    assert await db.read(lambda tx: leads.of_staff(tx, winner.id)) == [taken]
    assert await db.read(lambda tx: leads.waiting(tx, frozenset())) == []


async def test_a_closed_request_cannot_be_taken(db: Database) -> None:
    asked, minh = await db.run(asks), await db.run(hired)
    await db.run(lambda tx: brought_to(tx, asked, LeadState.ANSWERED))
    assert not await db.run(lambda tx: leads.take(tx, asked.number, minh.id, NOW))


@pytest.mark.parametrize("state", list(LeadState))
async def test_every_state_is_kept_and_known_open_or_not(db: Database, state: LeadState) -> None:
    asked, minh = await db.run(asks), await db.run(hired)
    stands = await db.run(lambda tx: brought_to(tx, asked, state, minh.id))
    assert stands == await get(db, asked.number)
    assert stands.state is state
    assert (await db.read(lambda tx: leads.open_by_phone(tx, PHONE)) == []) == (state in ENDS)


@pytest.mark.parametrize("move", [Move.HAND_OVER, Move.RELEASE])
async def test_handed_over_or_given_back_it_is_new_and_nobodys(db: Database, move: Move) -> None:
    asked, minh = await db.run(asks), await db.run(hired)
    again = await db.run(lambda tx: brought_to(tx, asked, LeadState.CALL_AGAIN, minh.id))
    where = "29001" if move is Move.HAND_OVER else "29000"
    assert await db.run(lambda tx: leads.move(tx, again, move, after(days=1), leads.By(minh.id, commune="29001")))
    moved = await get(db, asked.number)
    assert (moved.state, moved.taken_by, moved.taken_at, moved.call_on) == (LeadState.NEW, None, None, None)
    assert (moved.commune, moved.since) == (where, after(days=1))
    assert await db.read(lambda tx: leads.waiting(tx, frozenset({where}))) == [moved]


async def test_a_move_of_a_request_that_stands_otherwise_by_now_is_refused(db: Database) -> None:
    asked, minh = await db.run(asks), await db.run(hired)
    await db.run(lambda tx: leads.take(tx, asked.number, minh.id, NOW))
    assert not await db.run(lambda tx: leads.move(tx, asked, Move.HAND_OVER, NOW))
    taken = await get(db, asked.number)
    assert not await db.run(lambda tx: leads.move(tx, taken, Move.TAKE, NOW, leads.By(minh.id)))
    assert not await db.run(lambda tx: leads.move(tx, taken, Move.GIVE_UP, NOW, leads.By(minh.id)))
    assert [step.what for step in await db.read(lambda tx: leads.steps(tx, asked.number))] == ["taken"]


async def test_told_once(db: Database) -> None:
    asked = await db.run(asks)
    told = [await db.run(lambda tx: leads.move(tx, asked, Move.TELL, NOW)) for _ in range(2)]
    assert told == [True, False]


async def test_corrected_it_is_found_by_the_new_phone(db: Database) -> None:
    asked = await db.run(asks)
    await db.run(lambda tx: leads.correct(tx, asked.number, "Lành", OTHER_PHONE))
    (found,) = await db.read(lambda tx: leads.open_by_phone(tx, OTHER_PHONE))
    assert (found.name, found.phone) == ("Lành", OTHER_PHONE)
    assert await db.read(lambda tx: leads.open_by_phone(tx, PHONE)) == []


async def test_the_history_says_who_did_what(db: Database) -> None:
    asked, minh = await db.run(asks), await db.run(hired)
    await db.run(lambda tx: leads.step(tx, asked.number, "asked", NOW))
    await db.run(lambda tx: leads.step(tx, asked.number, "note", after(hours=1), minh.id, "gọi lại buổi chiều"))
    first, second = await db.read(lambda tx: leads.steps(tx, asked.number))
    assert (first.what, first.staff, first.note, first.at) == ("asked", "", "", NOW)
    assert (second.what, second.staff, second.note) == ("note", "Minh", "gọi lại buổi chiều")
    await db.run(lambda tx: staff.remove(tx, minh.id))
    assert (await db.read(lambda tx: leads.steps(tx, asked.number)))[1].staff == "Minh"


async def test_whoever_asked_is_found_at_each_of_her_places(db: Database) -> None:
    asked = await db.run(asks)
    await db.run(lambda tx: asks(tx, HOA, "Hoa"))
    assert await db.read(lambda tx: leads.asker(tx, asked.number)) == [(LAN, "vi")]
    await db.run(lambda tx: blocking.mark_blocked(tx, LAN, True, NOW))
    assert await db.read(lambda tx: leads.asker(tx, asked.number)) == []


async def test_every_asking_counts(db: Database) -> None:
    asked = await db.run(asks)
    await db.run(lambda tx: consents.give(tx, asked.citizen, "2026-1", ("call",), "telegram", "00", after(hours=2)))
    assert await db.read(lambda tx: leads.asked_since(tx, asked.citizen, NOW)) == 2
    assert await db.read(lambda tx: leads.asked_since(tx, asked.citizen, after(hours=1))) == 1
    await db.run(lambda tx: consents.give(tx, asked.citizen, "2026-1", (LIVE,), "telegram", "00", after(hours=3)))
    assert await db.read(lambda tx: leads.asked_since(tx, asked.citizen, NOW)) == 2, "a live question is none"


async def test_forgotten_only_the_number_and_the_steps_stay(db: Database) -> None:
    asked, minh = await db.run(asks), await db.run(hired)
    await db.run(lambda tx: leads.take(tx, asked.number, minh.id, NOW))
    await db.run(lambda tx: leads.step(tx, asked.number, "note", NOW, minh.id, "nhà cạnh chợ"))
    kept = await db.run(lambda tx: asks(tx, HOA, "Hoa", OTHER_PHONE))
    assert await db.run(lambda tx: leads.forget(tx, asked.citizen)) == [asked.number]
    gone = await get(db, asked.number)
    assert (gone.state, gone.name, gone.phone, gone.taken_name) == (LeadState.WITHDRAWN, "", "", "Minh")
    assert [step.note for step in await db.read(lambda tx: leads.steps(tx, asked.number))] == ["", ""]
    sealed = (lead.c.name, lead.c.phone, lead.c.phone_blind)
    row = await db.read(lambda tx: tx.connection.execute(select(*sealed).where(lead.c.number == asked.number)).one())
    assert tuple(row) == (None, None, None)
    assert await db.read(lambda tx: tx.connection.execute(select(lead_step.c.note)).scalars().all()) == [None, None]
    assert (await get(db, kept.number)).name == "Hoa"
    assert (await db.run(asks)).number != asked.number


async def test_what_ended_long_ago_is_blanked(db: Database) -> None:
    ended = await db.run(asks)
    await db.run(lambda tx: leads.step(tx, ended.number, "note", NOW, None, "nhà cạnh chợ"))
    await db.run(lambda tx: brought_to(tx, ended, LeadState.JOINED))
    waits = await db.run(lambda tx: asks(tx, HOA, "Hoa", OTHER_PHONE))
    assert await db.run(lambda tx: leads.expire_leads(tx, NOW)) == 0
    assert await db.run(lambda tx: leads.expire_leads(tx, after(days=1))) == 1
    blank = await get(db, ended.number)
    assert (blank.state, blank.name, blank.phone) == (LeadState.JOINED, "", "")
    assert {step.note for step in await db.read(lambda tx: leads.steps(tx, ended.number))} == {""}
    assert await get(db, waits.number) == waits


async def test_forgetting_does_not_reopen_or_rename_what_ended(db: Database) -> None:
    asked = await db.run(asks)
    await db.run(lambda tx: brought_to(tx, asked, LeadState.JOINED))
    await db.run(lambda tx: leads.forget(tx, asked.citizen))
    assert (await get(db, asked.number)).state is LeadState.JOINED
