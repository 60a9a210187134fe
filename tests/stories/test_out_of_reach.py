"""A card that reaches nobody goes on at once; what is given up, others hear of."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.channels.interface import TryLater, Undeliverable
from bot.domain.messages import Address, Incoming, Message, Subject
from bot.domain.people import Role
from bot.store.messages import outbox
from bot.store.messages.outbox import Parcel
from bot.store.staff import members as staff
from bot.store.tables import parcel
from tests.store.samples import asks as has_asked
from tests.stories.conftest import MY_LONG, asks, fills_in, hire
from tests.story import Stage

NOBODY = "Hoa hears: Ở xã Mỹ Long lúc này không ai nhận được nên yêu cầu này chuyển tới mình."
DELETED = Undeliverable("Forbidden: user is deactivated", closed=True)


def refusing(stage: Stage, *chats: str, error: Exception = DELETED) -> None:
    """The platform refuses what goes to these chats."""
    send: Callable[[Parcel], object] = stage.paper.send

    async def refuse(parcel: Parcel) -> object:
        if parcel.address.chat in chats:
            raise error
        return await send(parcel)

    stage.paper.send = refuse  # type: ignore[assignment, method-assign]


@pytest.fixture
def way() -> str:
    return "usual"


async def told(stage: Stage, who: str) -> list[str]:
    """What everybody hears when they ask to be called."""
    await fills_in(stage, who)
    await stage.say(who, "có")
    return stage.heard(who)


async def test_a_card_for_the_only_officer_climbs_at_once(stage: Stage) -> None:
    refusing(stage, "minh")
    assert [line for line in await told(stage, "Lan") if line.startswith(NOBODY)]


async def test_a_colleague_who_has_the_card_is_enough(town: Stage) -> None:
    refusing(town, "minh")
    heard = await told(town, "Lan")
    assert [line for line in heard if line.startswith("Phuc hears: Yêu cầu số 1")]
    assert not [line for line in heard if line.startswith(("Sau hears:", "Hoa hears:"))]


async def test_who_can_still_be_reached_elsewhere_keeps_it(stage: Stage) -> None:
    member = await stage.db.read(lambda tx: staff.at(tx, stage.address("Minh")))
    assert member is not None
    await stage.db.run(lambda tx: staff.link(tx, member.id, Address("plain", "", "minh2"), stage.now))
    refusing(stage, "minh")
    heard = await told(stage, "Lan")
    assert [line for line in heard if line.startswith("Minh2 hears:")]
    assert not [line for line in heard if line.startswith("Hoa hears:")]


async def test_a_supervisor_whom_nothing_reaches_passes_it_up(stage: Stage) -> None:
    await stage.db.run(lambda tx: hire(tx, stage.address("Sau"), "Sáu", Role.SUPERVISOR, [MY_LONG]))
    refusing(stage, "minh", "sau")
    assert [line for line in await told(stage, "Lan") if line.startswith(NOBODY)]


async def test_what_an_officer_holds_goes_on_when_they_block_us(town: Stage) -> None:
    await asks(town, "Lan")
    await town.say("Minh", "nhận 1")
    town.heard("Minh")
    await town.send(Incoming("b1", town.address("Minh"), "blocked"))
    heard = "\n".join(town.heard("Lan"))
    assert "Phuc hears: Không liên lạc được với Minh:" in heard


async def test_a_live_question_goes_to_the_next_officer(stage: Stage) -> None:
    await stage.db.run(lambda tx: hire(tx, stage.address("Nam"), "Nam", Role.OFFICER, [MY_LONG]))
    refusing(stage, "minh")
    for said in ("hỏi cán bộ", "đồng ý", "xã Mỹ Long", "Sổ của tôi ở đâu?"):
        await stage.say("Lan", said)
    assert any(line.startswith("Nam hears:") for line in stage.heard("Lan"))


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (Undeliverable("zalo -248"), "zalo -248"),
        (Undeliverable("zalo -240"), "zalo -240"),
        (TryLater("zalo -99999", tries=1), "zalo -99999"),
        (Undeliverable("BadRequest: Message_too_long"), "Message_too_long"),
    ],
)
async def test_admins_hear_once_a_day_of_what_is_given_up(stage: Stage, error: Exception, told: str) -> None:
    await stage.db.run(lambda tx: hire(tx, Address("plain", "", "chi"), "Chi", Role.ADMIN, []))
    refusing(stage, "lan", error=error)
    for _time in range(3):
        await stage.say("Lan", "menu")
    heard = [line for line in stage.heard("Lan") if line.startswith("Chi hears:")]
    assert len(heard) == 1
    assert told in heard[0]
    assert "gửi không được" in heard[0]


async def test_a_citizen_who_blocks_us_is_nobodys_alarm(stage: Stage) -> None:
    await stage.db.run(lambda tx: hire(tx, Address("plain", "", "chi"), "Chi", Role.ADMIN, []))
    refusing(stage, "lan")
    await stage.say("Lan", "menu")
    assert stage.heard("Lan") == []


async def test_a_card_that_waits_for_half_an_hour_goes_to_another_address_too(stage: Stage) -> None:
    member = await stage.db.read(lambda tx: staff.at(tx, stage.address("Minh")))
    assert member is not None
    refusing(stage, "minh", error=TryLater("quota", timedelta(minutes=10)))
    await asks_only(stage, "Lan")
    await stage.db.run(lambda tx: staff.link(tx, member.id, Address("plain", "", "minh2"), stage.now))
    for minutes, many in ((29, 0), (2, 1), (5, 0)):
        stage.now += timedelta(minutes=minutes)
        await stage.db.run(stage.jobs.due)
        stage.delivery.wake()
        await settled(stage, "plain")
        cards = [line for line in stage.heard("") if line.startswith("Minh2 hears: Yêu cầu số 1: mới")]
        assert len(cards) == many, minutes


async def asks_only(stage: Stage, who: str) -> None:
    """Asks to be called, without waiting for what cannot go."""
    lead = await stage.db.run(lambda tx: has_asked(tx))
    now, about = stage.now, Subject.lead(lead.number)
    there, card = stage.address("Minh"), Message("Yêu cầu số 1: mới, chưa ai nhận")
    await stage.db.run(lambda tx: outbox.post(tx, "in1:lead:1:paper:minh", there, card, now, about=about))
    stage.delivery.wake()


async def settled(stage: Stage, channel: str) -> None:
    """Waits until nothing is left that is due on that channel."""
    left = select(parcel.c.number).where(parcel.c.state == "waiting", parcel.c.channel == channel)
    while await stage.db.read(lambda tx: tx.connection.execute(left).first()):  # noqa: ASYNC110 - a table
        await asyncio.sleep(0.01)
