"""The outbox: once per key, in order within a chat, never two hands on one parcel, nothing lost."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from bot.domain.messages import Address, Button, Message, Subject
from bot.store.engine.database import Database, Transaction
from bot.store.messages import expiry
from bot.store.messages import outbox as parcels
from bot.store.messages.outbox import Parcel, Settled
from bot.store.tables import parcel as rows
from tests.store.samples import (
    HOA,
    LAN,
    MINH,
    NOW,
    after,
    asks,
    hired,
)

LEASE = timedelta(minutes=1)


def posted(tx: Transaction, key: str, address: Address = LAN, due: datetime = NOW, **more: Any) -> bool:
    return parcels.post(tx, key, address, Message(f"Dạ {key}"), due, **more)


async def post(db: Database, *keys: str, **more: Any) -> None:
    for key in keys:
        assert await db.run(lambda tx, key=key: posted(tx, key, **more))


async def claim(db: Database, now: datetime = NOW, limit: int = 10, worker: str = "w1") -> list[Parcel]:
    return await db.run(lambda tx: parcels.claim(tx, worker, now, LEASE, limit))


async def keys(db: Database, now: datetime = NOW, limit: int = 10) -> list[str]:
    return [parcel.key for parcel in await claim(db, now, limit)]


async def settle(db: Database, parcel: Parcel, result: Any, now: datetime = NOW, **more: Any) -> int:
    return await db.run(lambda tx: parcels.settle(tx, [Settled(parcel.number, parcel.fence, result, **more)], now))


async def test_a_key_is_posted_once(db: Database) -> None:
    await post(db, "a")
    assert not await db.run(lambda tx: posted(tx, "a", HOA))
    assert await keys(db) == ["a"]


async def test_a_parcel_is_claimed_whole(db: Database) -> None:
    message = Message("Chọn ạ", (Button("y", "Có"),), wants_contact=True)
    await db.run(lambda tx: parcels.post(tx, "a", LAN, message, NOW, group=True, bulk=True))
    [parcel] = await claim(db)
    assert parcel == Parcel(parcel.number, "a", LAN, message, "new", NOW, 1, 0, 1, "", group=True, bulk=True)


async def test_a_chat_is_told_in_order_one_at_a_time(db: Database) -> None:
    await post(db, "late", due=after(seconds=2))
    await post(db, "first", "second")
    await post(db, "hoa", address=HOA)
    now = after(seconds=5)
    first, hoa = await claim(db, now)
    assert (first.key, hoa.key) == ("first", "hoa")
    assert await keys(db, now) == []
    assert await settle(db, first, "sent", now, message_id="1") == 1
    [second] = await claim(db, now)
    assert second.key == "second"
    await settle(db, second, "sent", now, message_id="2")
    assert await keys(db, now) == ["late"]


async def test_what_is_put_off_holds_its_chat(db: Database) -> None:
    await post(db, "a", "b")
    [a] = await claim(db)
    await settle(db, a, "later", due=after(minutes=5), reason="TryLater")
    assert await keys(db, after(minutes=4)) == []
    assert await db.read(lambda tx: parcels.next_due(tx, after(minutes=4))) == after(minutes=5)
    [again] = await claim(db, after(minutes=5))
    assert (again.key, again.attempts, again.fence, again.due) == ("a", 2, 2, NOW)


async def test_what_is_not_due_holds_nobody(db: Database) -> None:
    await post(db, "reminder", due=after(hours=1))
    await post(db, "answer", due=after(minutes=1))
    assert await keys(db) == []
    assert await db.read(lambda tx: parcels.next_due(tx, NOW)) == after(minutes=1)
    assert await keys(db, after(minutes=1)) == ["answer"]


async def test_nothing_to_come_is_none(db: Database) -> None:
    assert await db.read(lambda tx: parcels.next_due(tx, NOW)) is None
    await post(db, "a")
    assert await db.read(lambda tx: parcels.next_due(tx, NOW)) is None


async def test_the_limit_holds_and_bulk_comes_last(db: Database) -> None:
    chats = [Address("telegram", "loa", str(number)) for number in range(6)]
    for chat in chats[:4]:
        await post(db, f"bulk{chat.chat}", address=chat, bulk=True)
    for chat in chats[4:]:
        await post(db, f"answer{chat.chat}", address=chat, due=after(seconds=1))
    now = after(seconds=1)
    assert await keys(db, now, limit=3) == ["answer4", "answer5", "bulk0"]
    assert await keys(db, now, limit=2) == ["bulk1", "bulk2"]


async def test_a_lease_that_ended_is_claimed_by_another_and_the_late_result_refused(db: Database) -> None:
    await post(db, "a")
    [mine] = await claim(db)
    assert await claim(db, after(seconds=59), worker="w2") == []
    [theirs] = await claim(db, after(seconds=61), worker="w2")
    assert (theirs.attempts, theirs.fence, theirs.unsure) == (2, 2, True)
    assert await settle(db, mine, "sent", message_id="1") == 0
    assert await settle(db, theirs, "sent", message_id="2") == 1


async def test_the_parcels_of_a_dead_worker_are_taken_back(db: Database) -> None:
    await post(db, "a")
    await post(db, "b", address=HOA)
    await claim(db, limit=1, worker="dead")
    await claim(db, limit=1, worker="alive")
    assert await db.run(lambda tx: parcels.take_back(tx, "dead", after(seconds=1))) == 1
    [again] = await claim(db, after(seconds=1))
    assert (again.key, again.attempts, again.unsure) == ("a", 2, True)
    assert await db.run(lambda tx: parcels.take_back(tx, None, after(seconds=1))) == 2


async def test_eight_workers_share_out_without_a_copy(db: Database) -> None:
    def fill(tx: Transaction) -> None:
        for number in range(40):
            posted(tx, str(number), Address("telegram", "loa", str(number % 20)))

    await db.run(fill)
    taken: list[str] = []

    async def work(worker: str) -> None:
        while parcel_s := await claim(db, limit=3, worker=worker):
            for parcel in parcel_s:
                taken.append(parcel.key)
                assert await settle(db, parcel, "sent", message_id="1") == 1

    await asyncio.gather(*(work(f"w{number}") for number in range(8)))
    await work("last")
    assert sorted(taken, key=int) == [str(number) for number in range(40)]
    for chat in range(20):
        assert taken.index(str(chat)) < taken.index(str(chat + 20))


async def test_an_edit_knows_the_message_it_is_about(db: Database) -> None:
    await post(db, "card")
    [card] = await claim(db)
    await settle(db, card, "sent", message_id="901")
    await post(db, "edit1", kind="edit", edits="card")
    [edit] = await claim(db)
    assert (edit.kind, edit.message_id) == ("edit", "901")
    await settle(db, edit, "sent", message_id="902")
    await post(db, "gone", kind="delete", edits="edit1")
    [gone] = await claim(db)
    assert (gone.kind, gone.message_id) == ("delete", "902")


async def test_an_edit_of_what_was_never_sent_is_new_and_the_next_edits_that(db: Database) -> None:
    await post(db, "card")
    [card] = await claim(db)
    await settle(db, card, "never", reason="Undeliverable")
    await post(db, "edit1", kind="edit", edits="card")
    [edit] = await claim(db)
    assert (edit.kind, edit.message_id, edit.message) == ("new", "", Message("Dạ edit1"))
    await settle(db, edit, "sent", message_id="77")
    await post(db, "edit2", kind="edit", edits="card")
    [second] = await claim(db)
    assert (second.kind, second.message_id) == ("edit", "77")


async def test_a_deletion_of_what_was_never_sent_is_dropped(db: Database) -> None:
    await post(db, "gone", kind="delete", edits="card")
    assert await claim(db) == []
    assert await claim(db, after(hours=1)) == []


async def test_what_is_given_up_can_be_resent(db: Database) -> None:
    about = (await db.run(asks)).subject
    await post(db, "a", about=about)
    [a] = await claim(db)
    await settle(db, a, "never", after(seconds=3), reason="Undeliverable")
    [row] = await db.read(lambda tx: parcels.unsent(tx, 10))
    assert (row.number, row.key, row.address, row.attempts, row.reason) == (a.number, "a", LAN, 1, "Undeliverable")
    assert row.about == about
    assert await db.run(lambda tx: parcels.resend(tx, [a.number, 999], after(days=1))) == 1
    assert await db.read(lambda tx: parcels.unsent(tx, 10)) == []
    [again] = await claim(db, after(days=1))
    assert (again.key, again.message, again.attempts, again.fence) == ("a", Message("Dạ a"), 1, 2)
    await settle(db, again, "sent", message_id="5")
    assert await db.run(lambda tx: parcels.resend(tx, [a.number], after(days=1))) == 0


async def test_what_was_sent_is_blanked(db: Database) -> None:
    await post(db, "a")
    [a] = await claim(db)
    await settle(db, a, "sent", message_id="5")
    assert await db.read(lambda tx: tx.connection.execute(select(rows.c.body)).scalar_one()) is None


async def test_withdrawing_blanks_what_was_not_sent(db: Database) -> None:
    about = (await db.run(asks)).subject
    await post(db, "to her", "given up")
    await post(db, "to staff", address=MINH, about=about)
    await post(db, "to others", address=HOA)
    [hers, others] = [parcel for parcel in await claim(db) if parcel.address != MINH]
    assert {hers.key, others.key} == {"to her", "to others"}
    await settle(db, hers, "never", reason="x")
    assert await db.run(lambda tx: parcels.withdraw(tx, address=LAN, about=about)) == 3
    bodies = await db.read(lambda tx: tx.connection.execute(select(rows.c.key, rows.c.body)).all())
    assert [row.key for row in bodies if row.body is not None] == ["to others"]
    assert await db.read(lambda tx: parcels.unsent(tx, 10)) == []
    assert await keys(db, after(days=1)) == ["to others"]


async def test_a_question_and_a_request_of_one_number_are_two_subjects(db: Database) -> None:
    await post(db, "card", address=MINH, about=Subject.lead(1))
    await post(db, "line", address=MINH, about=Subject.case(1))
    assert await db.run(lambda tx: parcels.withdraw(tx, about=Subject.case(1))) == 1
    [card] = await claim(db)
    assert card.key == "card"
    assert await db.read(lambda tx: parcels.about(tx, card.number)) == Subject.lead(1)


async def test_one_withdrawn_while_it_is_sent_is_on_record_but_never_tried_again(db: Database) -> None:
    await post(db, "a")
    await post(db, "b", address=HOA)
    a, b = await claim(db)
    for address in (LAN, HOA):
        await db.run(lambda tx, address=address: parcels.withdraw(tx, address=address))
    assert await settle(db, a, "sent", message_id="1") == 1
    assert await settle(db, b, "later", due=NOW) == 0
    assert await claim(db, after(days=1)) == []


async def test_cards_are_those_that_went_to_staff(db: Database) -> None:
    await db.run(hired)
    about = (await db.run(asks)).subject
    group = Address("telegram", "loa", "-100")
    await post(db, "card", address=MINH, about=about)
    await post(db, "group", address=group, about=about, group=True)
    await post(db, "thanks", address=LAN, about=about)
    await post(db, "else", address=MINH)
    await post(db, "edit", address=MINH, about=about, kind="edit", edits="card")
    expected = [("card", MINH, False), ("group", group, True)]
    assert await db.read(lambda tx: parcels.cards(tx, about)) == expected
    await db.run(lambda tx: parcels.withdraw(tx, about=about))
    assert await db.read(lambda tx: parcels.cards(tx, about)) == []


async def test_sweeping_leaves_what_waits(db: Database) -> None:
    await post(db, "sent")
    [sent] = await claim(db)
    await settle(db, sent, "sent", message_id="1")
    await post(db, "waits")
    assert await db.run(lambda tx: expiry.expire_parcels(tx, after(days=30))) == 1
    assert await keys(db) == ["waits"]
