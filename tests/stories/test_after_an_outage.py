"""When a platform comes back: nobody is woken up, nothing untrue is told, five cards are one list."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import and_, select

from bot.channels.interface import TryLater
from bot.domain.commands.leads import GiveBack, LeadAction, TakeLead
from bot.domain.messages import Address, Message
from bot.domain.people import Role
from bot.domain.phone import PhoneNumber
from bot.services.leads.announcements import announce
from bot.services.leads.replies import reply_to
from bot.store.engine.database import Transaction
from bot.store.messages import outbox
from bot.store.messages.late_parcels import NIGHT
from bot.store.messages.outbox import Parcel
from bot.store.staff import members as staff
from bot.store.tables import parcel
from tests.store.samples import asks as has_asked
from tests.stories.conftest import MY_LONG, hire
from tests.story import Stage


@pytest.fixture
def way() -> str:
    return "usual"


class Outage:
    """Nothing goes to the paper channel until it `ends`; the office's clock stands at `times` while it lasts."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.lasts = stage, True
        send: Callable[[Parcel], object] = stage.paper.send

        async def refuse(parcel: Parcel) -> object:
            if self.lasts:
                raise TryLater("HTTP 502", timedelta(milliseconds=1), whole_channel=True)
            return await send(parcel)

        stage.paper.send = refuse  # type: ignore[assignment, method-assign]

    async def goes_until(self, told: str) -> list[str]:
        """The platform is back at that time, and all that may go goes."""
        await self.stage._stop()
        self.stage._passes("until", *told.split())
        self.lasts = False
        await self.stage._start()
        await self.looked()
        return self.stage.heard("")

    async def looked(self) -> None:
        """Waits until nothing is left but what waits for the morning, and what comes after it in its chat."""
        async with asyncio.timeout(30):
            while await self.stage.db.read(lambda tx: may_go(tx, self.stage.now)):
                self.stage.delivery.wake()
                await asyncio.sleep(0.02)


def may_go(tx: Transaction, now: datetime) -> bool:
    put_off = and_(parcel.c.reason == NIGHT, parcel.c.worker == "")
    rows = select(parcel.c.chat, put_off, parcel.c.at).where(parcel.c.state == "waiting")
    waiting = tx.connection.execute(rows).all()
    held = {chat for chat, night, at in waiting if night and at > now}
    return any(chat not in held for chat, _night, _at in waiting)


@pytest.fixture
async def outage(stage: Stage) -> Outage:
    await stage.db.run(lambda tx: hire(tx, Address("plain", "", "nam"), "Nam", Role.OFFICER, [MY_LONG]))
    return Outage(stage)


def asked(tx: Transaction, stage: Stage, number: int) -> int:
    """Somebody asks to be called; the commune's staff are told."""
    address, phone = Address("paper", "", f"lan{number}"), PhoneNumber(f"+849123456{number:02d}")
    lead = has_asked(tx, address, f"Lan {number}", phone, MY_LONG)
    announce(lead, stage.jobs.runtime.context(tx, stage.now, f"in{1000 + number}"))
    return lead.number


async def ask(stage: Stage, many: int) -> None:
    for number in range(many):
        await stage.db.run(lambda tx, number=number: asked(tx, stage, number))


async def say(stage: Stage, chat: str, *texts: str) -> None:
    """Something that is about no request."""
    for text in texts:
        place, now = Address("paper", "", chat), stage.now
        await stage.db.run(
            lambda tx, text=text, place=place, now=now: outbox.post(tx, f"{chat}{text}", place, Message(text), now)
        )


async def test_what_is_late_at_night_waits_for_the_morning(stage: Stage, outage: Outage) -> None:
    stage._passes("until", "22:00", "23/11/2026")
    await say(stage, "lan", "một", "hai")
    await ask(stage, 1)
    assert await outage.goes_until("3:00 24/11/2026") == []
    heard = await outage.goes_until("6:31 24/11/2026")
    assert heard[:2] == ["Lan hears: một", "Lan hears: hai"]
    assert [line for line in heard if line.startswith("Minh hears: Yêu cầu số 1: mới")]


async def test_what_was_said_just_now_goes_at_night_too(stage: Stage, outage: Outage) -> None:
    stage._passes("until", "2:50", "24/11/2026")
    await say(stage, "lan", "một")
    assert await outage.goes_until("3:00 24/11/2026") == ["Lan hears: một"]


async def test_who_writes_at_night_is_answered_and_gets_what_waited_before(stage: Stage, outage: Outage) -> None:
    stage._passes("until", "22:00", "23/11/2026")
    await say(stage, "lan", "một")
    assert await outage.goes_until("3:00 24/11/2026") == []
    await stage.reception.receive(stage._incoming("Lan", "menu"))
    await stage.reception.finish()
    await outage.looked()
    heard = stage.heard("Lan")
    assert heard[0] == "Bot: một"
    assert heard[1].startswith("Bot: Dạ, cô chú muốn làm gì?")


async def test_cards_that_are_late_come_as_one_list(stage: Stage, outage: Outage) -> None:
    await ask(stage, 3)
    await stage.db.run(lambda tx: acts(tx, stage, TakeLead(2), "in1"))
    heard = [line for line in await outage.goes_until("11:30 23/11/2026") if line.startswith("Minh hears:")]
    assert len(heard) == 1
    assert heard[0].startswith("Minh hears: Lúc Loa chưa nhắn được cho mình có 2 yêu cầu tới, giờ vẫn đang đợi:")
    assert "[Yêu cầu số 1] [Yêu cầu số 3]" in heard[0]
    assert "Lan 1" not in heard[0], "somebody else has it"


async def test_one_card_that_is_late_comes_as_it_is_if_it_is_still_true(stage: Stage, outage: Outage) -> None:
    await ask(stage, 1)
    heard = [line for line in await outage.goes_until("11:30 23/11/2026") if line.startswith("Minh hears:")]
    assert len(heard) == 1
    assert heard[0].startswith("Minh hears: Yêu cầu số 1: mới")


async def test_a_card_of_what_somebody_else_has_does_not_come(stage: Stage, outage: Outage) -> None:
    await ask(stage, 1)
    await stage.db.run(lambda tx: acts(tx, stage, TakeLead(1), "in1"))
    heard = await outage.goes_until("11:30 23/11/2026")
    assert [line for line in heard if line.startswith("Minh hears:")] == []


async def test_a_citizen_reads_the_last_news_of_a_request_only(stage: Stage, outage: Outage) -> None:
    await ask(stage, 1)
    await stage.db.run(lambda tx: acts(tx, stage, TakeLead(1), "in1"))
    await stage.db.run(lambda tx: acts(tx, stage, GiveBack(1), "in2"))
    heard = [line for line in await outage.goes_until("11:30 23/11/2026") if line.startswith("Lan0 hears:")]
    assert len(heard) == 1
    assert "có việc bận" in heard[0]


def acts(tx: Transaction, stage: Stage, command: LeadAction, turn: str) -> None:
    """What Nam, who reads on another channel, does with a request."""
    nam = staff.at(tx, Address("plain", "", "nam"))
    assert nam is not None
    reply_to(command, nam, stage.jobs.runtime.context(tx, stage.now, turn))
