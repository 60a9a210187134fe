"""What delivery promises: everything arrives, in each chat's order, once unless nobody can know."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.channels.interface import TryLater, Undeliverable
from bot.domain.messages import Address, Message
from bot.domain.pace.rate_limits import Pace
from bot.runtime.attempts import AGAIN, DeliveryRules, Patience
from bot.store.messages import outbox as parcels
from bot.store.messages.outbox import Parcel
from bot.store.people import visitors
from bot.store.tables import parcel
from tests.runtime.paper import START, PaperChannel, PostOffice, until, working

CLAIMED = select(parcel.c.number).where(parcel.c.state == "waiting", parcel.c.worker != "")
UNDER_WAY = select(parcel.c.number).where(parcel.c.state == "withdrawn", parcel.c.worker != "")


def refusing(times: int, error: Exception) -> Callable[[Parcel], None]:
    """A refusal of the first `times` tries."""
    left = [times]

    def refuse(_parcel: Parcel) -> None:
        if left[0]:
            left[0] -= 1
            raise error

    return refuse


async def test_every_chat_gets_its_parcels_in_order(office: PostOffice) -> None:
    paper = PaperChannel(office.clock, slow=0.002)
    chats = {f"chat{number}": [f"{number}.{step}" for step in range(6)] for number in range(8)}
    for chat, texts in chats.items():
        await office.post(*texts, chat=chat)
    async with working(office.delivery(paper)):
        await until(lambda: len(paper.sent) == 48)
    assert {chat: [text for to, text in paper.sent if to == chat] for chat in chats} == chats
    assert await office.left() == 0


async def test_a_commit_wakes_it(office: PostOffice) -> None:
    office.clock.speed = 0.01  # it would sleep for minutes
    paper = PaperChannel(office.clock)
    delivery = office.delivery(paper)
    async with working(delivery):
        await asyncio.sleep(0.2)
        await office.post("Chào bác")
        delivery.wake()
        await until(lambda: paper.sent, 2)


async def test_a_parcel_waits_for_its_time(office: PostOffice) -> None:
    paper = PaperChannel(office.clock)
    due = office.clock.now() + timedelta(seconds=40)
    address = Address("paper", "", "lan")
    await office.database.run(lambda tx: parcels.post(tx, "later", address, Message("sau"), due))
    await office.post("trước")
    async with working(office.delivery(paper)):
        await until(lambda: len(paper.sent) == 2)
    assert [text for _chat, text in paper.sent] == ["trước", "sau"]
    assert paper.times[1] >= due


async def test_what_the_channel_puts_off_comes_later_and_holds_its_chat(office: PostOffice) -> None:
    paper = PaperChannel(office.clock, refuse=refusing(1, TryLater("busy", timedelta(seconds=20))))
    await office.post("một", "hai")
    async with working(office.delivery(paper)):
        await until(lambda: len(paper.sent) == 2)
    assert [text for _chat, text in paper.sent] == ["một", "hai"]
    assert paper.times[0] - START >= timedelta(seconds=20)


async def test_what_is_withdrawn_while_it_waits_for_its_turn_is_not_sent(office: PostOffice) -> None:
    """It was claimed, and its lane lets it through two seconds later: by then she may have had all erased."""
    office.clock.speed = 2
    paper = PaperChannel(office.clock, pace=Pace(per_second=1000, per_chat_second=0.5, burst=1))
    await office.post("Chào cô", "Lan, 0912 345 678")
    async with working(office.delivery(paper)):
        await until(lambda: paper.sent)
        while not await office.database.read(lambda tx: tx.connection.scalar(CLAIMED)):  # noqa: ASYNC110 - a table
            await asyncio.sleep(0.01)
        await office.database.run(lambda tx: parcels.withdraw(tx, address=Address("paper", "", "lan")))
        await office.post("Xong rồi")
        await until(lambda: len(paper.sent) == 2)
        while await office.database.read(lambda tx: tx.connection.scalar(UNDER_WAY)):  # noqa: ASYNC110 - a table
            await asyncio.sleep(0.01)
    assert [text for _chat, text in paper.sent] == ["Chào cô", "Xong rồi"]


async def test_retry_after_pauses_the_whole_channel(office: PostOffice) -> None:
    paper = PaperChannel(office.clock, refuse=refusing(1, TryLater("429", timedelta(seconds=30), whole_channel=True)))
    other = PaperChannel(office.clock, account="other")
    await office.post("một", chat="lan")
    async with working(office.delivery(paper, other)):
        await until(lambda: paper.tries == 1)
        told = office.clock.now()
        await office.post("hai", chat="hoa")
        await office.post("ba", chat="hoa", account="other")
        await until(lambda: len(paper.sent) == 2)
    assert min(paper.times) - told >= timedelta(seconds=28)
    assert other.times[0] - told < timedelta(seconds=25), "another account goes on"


async def test_who_blocked_us_is_marked(office: PostOffice) -> None:
    paper = PaperChannel(office.clock, refuse=refusing(1, Undeliverable("bot was blocked", closed=True)))
    address = Address("paper", "", "lan")
    await office.database.run(lambda tx: visitors.settle_in(tx, address, office.clock.now(), "vi"))
    await office.post("một")
    async with working(office.delivery(paper)):
        await until(lambda: paper.tries == 1)
    (row,) = await office.database.read(lambda tx: parcels.unsent(tx, 10))
    blocked = await office.database.read(
        lambda tx: tx.connection.exec_driver_sql("SELECT blocked_at FROM address").scalar_one()
    )
    assert row.reason == "bot was blocked"
    assert blocked is not None
    assert paper.sent == []


async def test_after_too_many_tries_it_is_given_up_and_can_be_sent_again(office: PostOffice) -> None:
    paper = PaperChannel(office.clock, refuse=refusing(3, ValueError("a bug with Lan's number in it")))
    rules = DeliveryRules(patience=Patience(tries=3))
    await office.post("một", "hai")
    delivery = office.delivery(paper, rules=rules)
    async with working(delivery):
        await until(lambda: paper.sent)
        (row,) = await office.database.read(lambda tx: parcels.unsent(tx, 10))
        assert (row.attempts, row.reason) == (3, "ValueError")
        assert [text for _chat, text in paper.sent] == ["hai"], "one bad parcel does not hold up the others"
        await office.database.run(lambda tx: parcels.resend(tx, [row.number], office.clock.now()))
        delivery.wake()
        await until(lambda: len(paper.sent) == 2)
    assert paper.sent[1][1] == f"{AGAIN}\nmột"


async def test_a_network_that_is_away_is_waited_for(office: PostOffice) -> None:
    office.clock.speed = 2000
    paper = PaperChannel(office.clock, refuse=refusing(20, TryLater("no network", timedelta(seconds=1))))
    await office.post("một")
    async with working(office.delivery(paper, rules=DeliveryRules(lease=timedelta(minutes=30)))):
        await until(lambda: paper.sent)
    assert paper.tries == 21, "more than the cap, for less than a day has passed and nothing can have arrived"
    assert paper.sent == [("lan", "một")]


@pytest.mark.parametrize("error", [TryLater("no reply", timedelta(seconds=1), unsure=True), RuntimeError("?")])
async def test_what_may_have_arrived_says_so(office: PostOffice, error: Exception) -> None:
    paper = PaperChannel(office.clock, refuse=refusing(1, error))
    await office.post("một")
    async with working(office.delivery(paper)):
        await until(lambda: paper.sent)
    assert paper.sent == [("lan", f"{AGAIN}\nmột")]


async def test_a_channel_that_hangs_is_cut_off(office: PostOffice) -> None:
    office.clock.speed = 1
    paper = PaperChannel(office.clock, slow=60)
    await office.post("một")
    async with working(office.delivery(paper, rules=DeliveryRules(lease=timedelta(seconds=0.4)))):
        await until(lambda: paper.tries >= 1)
        await asyncio.sleep(0.3)
        paper.slow = 0
        await until(lambda: paper.sent)
    assert paper.sent[0][1] == f"{AGAIN}\nmột"


async def test_a_channel_that_is_not_here_keeps_its_parcels(office: PostOffice) -> None:
    paper = PaperChannel(office.clock)
    await office.post("của kênh khác", account="elsewhere")
    await office.post("một")
    async with working(office.delivery(paper)):
        await until(lambda: paper.sent)
        await asyncio.sleep(0.1)
    assert paper.sent == [("lan", "một")]
    assert await office.left() == 1


async def test_bulk_comes_after_what_people_wait_for(office: PostOffice) -> None:
    pace = Pace(per_second=5, per_chat_second=100, per_group_minute=100, burst=1)
    paper = PaperChannel(office.clock, pace=pace)
    for number in range(60):
        await office.post("hội nghị", chat=f"c{number}", bulk=True)
    delivery = office.delivery(paper)
    async with working(delivery):
        await until(lambda: len(paper.sent) >= 5)
        await office.post("trả lời", chat="c59")
        delivery.wake()
        await until(lambda: ("c59", "trả lời") in paper.sent)
        before = paper.sent.index(("c59", "trả lời"))
        await until(lambda: len(paper.sent) == 61, 20)
    assert before < 40, "an answer overtakes the campaign, even in a chat that the campaign has yet to reach"
    seconds = (paper.times[-1] - paper.times[0]).total_seconds()
    assert seconds >= 60 / (5 * 0.8) * 0.9, "bulk takes at most 80 % of the lane"
