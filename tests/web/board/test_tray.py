"""Too many requests from one origin wait in a tray: nobody's phone rings, nobody's time stands still."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.domain.commands import leads as do
from bot.domain.commands.leads import RequestCall
from bot.domain.messages import Address, Incoming
from bot.domain.pace.limits import Limits
from bot.domain.people import Role, Staff
from bot.domain.phone import PhoneNumber
from bot.services.citizens import my_data
from bot.services.context import Context
from bot.services.leads.actions import act
from bot.services.leads.create import request_call
from bot.services.leads.outcomes import NoSuchLead
from bot.services.staff import digests
from bot.store.channels import origins
from bot.store.engine.database import Transaction
from bot.store.leads import queries as leads
from bot.store.people import visitors
from bot.store.tables import origin, origin_key
from tests.web.board.site import MY_LONG, TRA_VINH, Board, context_of, notice_of, press

LIMITS = Limits(origin_requests_an_hour=3)
FLOOD, VILLAGE = "203.0.113.9", "198.51.100.7"


def turn(tx: Transaction, board: Board, key: str, place: str = "") -> Context:
    hashed = origins.blind(tx, place, board.now)
    return replace(context_of(tx, board.now, key), origin=hashed, limits=LIMITS)


async def asks(board: Board, name: str, place: str, commune: str = MY_LONG) -> tuple[int, str]:
    """Somebody asks to be called, from there; returns the number, and what they hear."""

    def work(tx: Transaction) -> tuple[int, str]:
        address = Address("webchat", "", f"phone of {name}")
        visitor = visitors.visit(tx, Incoming("1", address, text="x", sender=address.chat), board.now, "vi")
        phone = PhoneNumber.parse(f"09{sum(map(ord, name)):08d}")
        context = turn(tx, board, f"in {name}", place)
        (say,) = request_call(RequestCall(commune, name, phone, "1", ("call",)), visitor, context)
        return leads.of_citizen(tx, visitor.citizen.id)[-1].number, context.language("vi").say(say.words)

    return await board.site.db.run(work)


async def flood(board: Board, count: int, place: str = FLOOD) -> list[tuple[int, str]]:
    return [await asks(board, f"Ma {chr(65 + each)}", place) for each in range(count)]


async def state(board: Board, number: int) -> str:
    lead = await board.site.db.read(lambda tx: leads.get(tx, number))
    assert lead is not None
    return lead.state.value


async def told(board: Board, member: Staff) -> list[str]:
    return [said for chat, said in await board.told() if chat == f"chat of {member.name}"]


async def clock(board: Board, **passes: float) -> None:
    board.now += timedelta(**passes)
    await board.site.db.run(
        lambda tx: digests.tick(turn(tx, board, f"clock{board.now}"), lambda _member, _context: None)
    )


async def test_what_is_too_much_from_one_place_waits_and_nobody_else_does(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    thu = await board.hire("Thu", Role.SUPERVISOR, MY_LONG, TRA_VINH)
    numbers = [number for number, _said in await flood(board, 9)]
    assert [await state(board, number) for number in numbers] == ["new"] * 3 + ["in_tray"] * 6
    hoa = await board.hire("Hoa", Role.OFFICER, TRA_VINH)
    number, said = await asks(board, "Lan", VILLAGE, TRA_VINH)
    assert await state(board, number) == "new"
    assert "chậm nhất là" in said
    assert [len(await told(board, one)) for one in (minh, hoa)] == [3, 1]
    (alert,) = await told(board, thu)
    assert f"Từ yêu cầu số {numbers[3]}" in alert


async def test_a_citizen_whose_request_waits_is_promised_no_hour(board: Board) -> None:
    said = [said for _number, said in await flood(board, 4)]
    assert "chậm nhất là" in said[2]
    assert "chậm nhất là" not in said[3]
    assert said[3].startswith("Dạ, cảm ơn cô chú. Yêu cầu mang số 4.")


async def test_officers_neither_see_nor_take_what_waits(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    held = (await flood(board, 4))[-1][0]
    taken = await board.site.db.run(lambda tx: act(do.TakeLead(held), minh, turn(tx, board, "take")))
    assert taken == NoSuchLead()
    handed = await board.site.db.run(lambda tx: act(do.HandOver(held, TRA_VINH), minh, turn(tx, board, "hand")))
    assert handed == NoSuchLead()
    async with board.signed_in(minh) as client:
        assert "4 yêu cầu" not in (await client.get("/staff/requests")).text
        assert (await client.get(f"/staff/request/{held}")).status_code == 404
        assert (await client.get("/staff/tray")).status_code == 404


async def test_one_tap_lets_all_through(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    thu = await board.hire("Thu", Role.SUPERVISOR, MY_LONG)
    numbers = [number for number, _said in await flood(board, 6)]
    async with board.signed_in(thu) as client:
        page = await client.get("/staff/tray")
        assert page.text.count('data-testid="tray"') == 1
        done = await press(client, page, f"through-{numbers[3]}")
    assert notice_of(done) == "Đã cho qua 3 yêu cầu tới cán bộ."
    assert {await state(board, number) for number in numbers} == {"new"}
    assert len(await told(board, minh)) == 3, "the others come as one list, as in any burst"
    assert await state(board, (await asks(board, "Lan", FLOOD))[0]) == "new", "the place is trusted again"


async def test_one_tap_discards_all_and_those_who_asked_hear_whom_to_call(board: Board) -> None:
    thu = await board.hire("Thu", Role.SUPERVISOR, MY_LONG)
    numbers = [number for number, _said in await flood(board, 5)]
    async with board.signed_in(thu) as client:
        done = await press(client, await client.get("/staff/tray"), f"discard-{numbers[3]}")
        assert "Trong khay không có gì" in done.text
    assert [await state(board, number) for number in numbers] == ["new"] * 3 + ["discarded"] * 2
    heard = [said for chat, said in await board.told() if chat == "phone of Ma D"]
    assert "chưa chuyển tới cán bộ được" in heard[-1]
    assert "1900 9068" in heard[-1]


async def test_a_supervisor_sorts_their_own_area_only(board: Board) -> None:
    thu = await board.hire("Thu", Role.SUPERVISOR, TRA_VINH)
    numbers = [number for number, _said in await flood(board, 4)]
    elsewhere = (await asks(board, "Sáu", FLOOD, TRA_VINH))[0]
    assert await state(board, elsewhere) == "in_tray"
    async with board.signed_in(thu) as client:
        page = await client.get("/staff/tray")
        await press(client, page, f"discard-{numbers[3]}")
    assert [await state(board, numbers[3]), await state(board, elsewhere)] == ["in_tray", "discarded"]


async def test_after_a_working_hour_it_goes_to_the_officers_marked_and_its_time_has_run(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    asked = board.now
    held = (await flood(board, 4))[-1][0]
    await clock(board, minutes=59)
    assert await state(board, held) == "in_tray"
    await clock(board, minutes=2)
    assert await state(board, held) == "new"
    marked = [said for said in await told(board, minh) if "đề nghị kiểm tra" in said]
    assert len(marked) == 1
    lead = await board.site.db.read(lambda tx: leads.get(tx, held))
    assert lead is not None
    assert lead.since == asked


async def test_over_night_the_hour_waits_for_the_office(board: Board) -> None:
    board.now += timedelta(hours=12)
    held = (await flood(board, 4))[-1][0]
    await clock(board, hours=12)
    assert await state(board, held) == "in_tray", "the next day is a holiday"
    await clock(board, hours=24)
    assert await state(board, held) == "new"


async def test_one_who_waits_may_still_withdraw(board: Board) -> None:
    held = (await flood(board, 4))[-1][0]

    def forget(tx: Transaction) -> None:
        address = Address("webchat", "", "phone of Ma D")
        visitor = visitors.visit(tx, Incoming("2", address, text="xóa", sender=address.chat), board.now, "vi")
        my_data.forget(visitor, turn(tx, board, "forget"))

    await board.site.db.run(forget)
    assert await state(board, held) == "withdrawn"


async def test_after_a_while_the_place_may_ask_again(board: Board) -> None:
    await flood(board, 4)
    board.now += timedelta(minutes=21)
    assert await state(board, (await asks(board, "Lan", FLOOD))[0]) == "new"


@pytest.mark.parametrize("back", [timedelta(0), timedelta(days=2)])
async def test_a_clock_that_was_set_back_holds_up_nobody(board: Board, back: timedelta) -> None:
    await flood(board, 3)
    board.now -= back
    board.now += timedelta(hours=1, minutes=1)
    assert await state(board, (await asks(board, "Lan", FLOOD))[0]) == "new"


async def test_of_an_origin_only_a_hash_is_kept_and_it_goes_after_a_day(board: Board) -> None:
    await flood(board, 4)

    def dump(tx: Transaction) -> str:
        return "".join(str(row) for table in (origin, origin_key) for row in tx.connection.execute(table.select()))

    first = await board.site.db.read(lambda tx: tx.connection.execute(text("SELECT hash FROM origin")).scalar_one())
    assert FLOOD not in await board.site.db.read(dump)
    board.now += timedelta(days=1, minutes=1)
    assert await board.site.db.run(lambda tx: origins.blind(tx, FLOOD, board.now)) != first
    board.now += timedelta(days=1, minutes=1)
    await board.site.db.run(lambda tx: origins.expire_origins(tx, board.now))
    assert await board.site.db.read(dump) == ""
