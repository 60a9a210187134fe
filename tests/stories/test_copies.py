"""Copies do not outlive the right to them: on the phone, on their way, in the web chat's history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.domain.commands.citizens import TakeBackCall
from bot.domain.leads import Move
from bot.domain.messages import Address, Incoming, Message
from bot.domain.people import Role
from bot.services import copies
from bot.services.citizens.consents import take_back_sharing
from bot.services.citizens.dispatch import dispatch_citizen
from bot.services.context import Context
from bot.services.leads.announcements import tell
from bot.services.leads.transitions import advance
from bot.services.staff.addresses import throw_out
from bot.services.staff.leaving import keep_within, leave
from bot.store.engine.database import Transaction
from bot.store.leads import queries as leads
from bot.store.leads.queries import By
from bot.store.messages import chat_lines
from bot.store.messages import outbox as parcels
from bot.store.people import visitors
from bot.store.staff import members as staff
from bot.store.tables import parcel
from bot.store.tables import staff as staff_table
from tests.sealed import opened
from tests.stories.conftest import asks, hire, opens
from tests.story import Stage

TRA_VINH = "29242"
PHUC, MINH = 3, 1


def serves_elsewhere(tx: Transaction, who: int) -> None:
    tx.connection.execute(staff_table.update().where(staff_table.c.id == who).values(communes=f" {TRA_VINH} "))


def removed(context: Context) -> None:
    assert leave(PHUC, context) == []


def moved(context: Context) -> None:
    serves_elsewhere(context.tx, PHUC)
    phuc = staff.get(context.tx, PHUC)
    assert phuc is not None
    assert keep_within(phuc, context) == []


def handed_over(context: Context) -> None:
    lead = leads.get(context.tx, 1)
    assert lead is not None
    event = advance(lead, Move.HAND_OVER, context, By(MINH, commune=TRA_VINH), who="Minh")
    assert event is not None
    tell(event, context)


def unshared(context: Context) -> None:
    lan = visitors.visit(context.tx, Incoming("", Address("paper", "", "lan")), context.now, "vi")
    take_back_sharing(lan, context)


def thrown_out(context: Context) -> None:
    phuc = staff.get(context.tx, PHUC)
    assert phuc is not None
    (place,) = staff.places(context.tx, PHUC)
    throw_out(place, phuc, context)


ENDS: tuple[Callable[[Context], None], ...] = (removed, moved, handed_over, unshared, thrown_out)


def waiting(tx: Transaction, chat: str) -> list[str]:
    rows = tx.connection.execute(select(parcel).where(parcel.c.chat == chat, parcel.c.state == "waiting"))
    return [opened(tx, parcel.c.body, row) for row in rows]


async def hears(stage: Stage, who: str) -> str:
    """All that has come to them since."""
    return " ".join(line for line in stage.heard("") if line.startswith(f"{who} hears"))


async def write_only(stage: Stage, *said: tuple[str, str]) -> None:
    """They write, and nothing is delivered yet."""
    stage.delivery.stop()
    await stage._running
    for who, text in said:
        await stage.reception.receive(stage._incoming(who, text))
        await stage.reception.finish()


async def beside(stage: Stage, work: Callable[[Context], object]) -> None:
    runtime = stage.runtime(lambda: stage.now)
    await stage.db.run(lambda tx: work(runtime.context(tx, stage.now, "beside")))


@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.__name__)
async def test_a_card_that_is_read_is_emptied(town: Stage, end: Callable[[Context], None]) -> None:
    await asks(town, "Lan")
    assert "0912" in town.last["phuc"][-1].text
    await town.does(end)
    heard = await hears(town, "Phuc")
    assert "(edited) Yêu cầu số 1" in heard
    assert "0912" not in heard
    assert "Lan" not in heard


@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.__name__)
async def test_a_card_on_its_way_never_comes(town: Stage, end: Callable[[Context], None]) -> None:
    await write_only(town, *(("Lan", said) for said in ("0", "có", "Lan", "0912345678", "xã Mỹ Long", "có")))
    assert ["0912 345 678" in text for text in await town.db.read(lambda tx: waiting(tx, "phuc"))] == [True]
    await beside(town, end)
    left = await town.db.read(lambda tx: waiting(tx, "phuc"))
    assert not [text for text in left if "0912" in text], "nothing that waits holds it any more"
    await town._start()
    await town.settle()
    heard = await hears(town, "Phuc")
    assert "0912" not in heard
    assert "Lan" not in heard


def only_removed(tx: Transaction) -> None:
    staff.remove(tx, PHUC)


def only_elsewhere(tx: Transaction) -> None:
    serves_elsewhere(tx, PHUC)


def only_unshared(tx: Transaction) -> None:
    leads.unshare(tx, 3)
    tx.connection.exec_driver_sql("UPDATE lead SET shared = false")


def only_let_go(tx: Transaction) -> None:
    (place,) = staff.places(tx, PHUC)
    staff.let_go(tx, place)


@pytest.mark.parametrize(
    "end", [only_removed, only_elsewhere, only_unshared, only_let_go], ids=lambda end: end.__name__
)
async def test_delivery_asks_again_whatever_ended_the_right(town: Stage, end: Callable[[Transaction], None]) -> None:
    """Also where nobody thought of what waits: the row alone has changed."""
    await write_only(town, *(("Lan", said) for said in ("0", "có", "Lan", "0912345678", "xã Mỹ Long", "có")))
    await town.db.run(end)
    await town._start()
    await town.settle()
    assert await hears(town, "Phuc") == ""
    states = await town.db.read(
        lambda tx: tx.connection.execute(select(parcel.c.state, parcel.c.body).where(parcel.c.reader == PHUC)).all()
    )
    assert [tuple(row) for row in states] == [("withdrawn", None)]


async def test_a_list_is_emptied_too(town: Stage) -> None:
    await asks(town, "Lan")
    await town.say("Phuc", "việc của tôi")
    assert "Lan" in (await hears(town, "Phuc") or town.last["phuc"][-1].text)
    await town.does(moved)
    assert "(edited) Danh sách này đã cũ" in await hears(town, "Phuc")


async def test_what_a_citizen_withdraws_leaves_the_lists(town: Stage) -> None:
    await asks(town, "Lan")
    await town.say("Phuc", "việc của tôi")
    town.heard("Phuc")

    def withdrawn(context: Context) -> None:
        lan = visitors.visit(context.tx, Incoming("", town.address("Lan")), context.now, "vi")
        dispatch_citizen(TakeBackCall(), lan, context)

    await town.does(withdrawn)
    assert "(edited) Danh sách này đã cũ" in await hears(town, "Phuc")


async def test_a_live_question_goes_with_the_right_too(stage: Stage) -> None:
    await opens(stage, "Lan", "Con tôi học xa có tham gia được không?")
    await stage.does(lambda context: leave(MINH, context))
    heard = await hears(stage, "Minh")
    assert "(edited) Câu hỏi số 1 không còn hiện ở đây nữa" in heard
    assert "Con tôi" not in heard


async def test_the_web_chats_history_is_forgotten(town: Stage) -> None:
    """What delivery has written there, as a page would show it."""
    desk = Address("paper", "", "desk")
    await town.db.run(lambda tx: hire(tx, desk, "Sương", Role.OFFICER, ["29419"]))

    def shown(tx: Transaction) -> None:
        for number in range(2):
            key = f"card {number}"
            parcels.post(tx, key, desk, Message("Tên: Lan 0912 345 678"), town.now, reader=5, names=(1,))
            chat_lines.add(tx, desk.chat, Message("Tên: Lan 0912 345 678"), town.now, mine=False, message_id=key)
        tx.connection.execute(parcel.update().where(parcel.c.reader == 5).values(state="sent", body=None))

    await asks(town, "Lan")
    await town.db.run(shown)

    def elsewhere(context: Context) -> None:
        serves_elsewhere(context.tx, 5)
        suong = staff.get(context.tx, 5)
        assert suong is not None
        keep_within(suong, context)

    await town.does(elsewhere)
    assert await town.db.read(lambda tx: chat_lines.last(tx, desk.chat, 9)) == []
    await town.db.run(
        lambda tx: chat_lines.add(tx, desk.chat, Message("xem 1"), town.now, mine=True, message_id="said")
    )
    await town.does(lambda context: leave(5, context))
    assert await town.db.read(lambda tx: chat_lines.last(tx, desk.chat, 9)) == []


async def test_where_nothing_can_be_edited_the_phone_comes_to_the_taker_only_and_what_stays_is_told(
    stage: Stage,
) -> None:
    stage.on_plain.add("Sau")
    await stage.db.run(lambda tx: hire(tx, stage.address("Phong"), "Phong", Role.ADMIN, []))
    await stage.db.run(lambda tx: hire(tx, stage.address("Sau"), "Sáu", Role.OFFICER, ["29419"]))
    await asks(stage, "Lan")
    assert "0912" not in stage.last["sau"][-1].text
    assert "Số điện thoại hiện ra khi mình đã nhận yêu cầu." in stage.last["sau"][-1].text
    await stage.say("Sau", "xem 1")
    assert "0912" not in " ".join(stage.heard("Sau"))
    await stage.say("Sau", "nhận 1")
    assert "0912 345 678" in " ".join(stage.heard("Sau"))
    stays = await stage.does(lambda context: leave(4, context))
    assert stays is not None
    assert {(one.address.channel, one.subject.id) for one in stays} == {("plain", 1)}
    told = await hears(stage, "Phong")
    assert "Sáu không còn là cán bộ nữa. Không gỡ được khỏi điện thoại (plain): các tin về số 1." in told


async def test_who_may_still_read_keeps_what_they_have(town: Stage) -> None:
    """A sweep takes nothing from somebody whose right goes on."""
    await asks(town, "Lan")

    def swept(context: Context) -> list[copies.Stays]:
        phuc = staff.get(context.tx, PHUC)
        assert phuc is not None
        return copies.sweep(replace(phuc), context)

    assert await town.does(swept) == []
    assert await hears(town, "Phuc") == ""
