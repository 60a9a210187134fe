"""Where a member of staff works, on the board: listed, let in and taken away by an admin, and by nobody else."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import httpx
import pytest

from bot.domain.commands.staff import AnswerNewAddress
from bot.domain.messages import Address
from bot.domain.people import Role, Staff
from bot.services.staff import addresses
from bot.store.engine.database import Transaction
from bot.store.people import visitors
from bot.store.staff import audit, members, new_addresses
from bot.store.staff.audited import Audited
from tests.web.board.site import MY_LONG, Board, context_of, form_of, press

NEW = Address("webchat", "", "chat of nobody knows whom")
SETTLED = "Nơi ấy đã được giải quyết, hoặc đã quá hạn. Không có gì thay đổi."


async def waits(board: Board, member: Staff, tapped: bytes = b"") -> int:
    """A new place waits for the member's word, or an admin's; its number."""

    def work(tx: Transaction) -> int:
        which = visitors.settle_in(tx, NEW, board.now, "vi")
        new_addresses.offer(tx, member.id, b"typed", board.now + timedelta(minutes=9))
        new_addresses.bring(
            tx, b"typed", which, tapped or b"tapped %d" % member.id, board.now, board.now + timedelta(days=1)
        )
        return next(one.id for one in new_addresses.waiting(tx, board.now) if one.staff == member.id)

    return await board.site.db.run(work)


async def where(board: Board, member: Staff) -> list[str]:
    return [one.address.chat for one in await board.site.db.read(lambda tx: members.places(tx, member.id))]


async def deeds(board: Board) -> list[tuple[Audited, bool, tuple[int, ...]]]:
    looks = await board.site.db.read(lambda tx: audit.entries(tx, 20, 0))
    return [(one.page, one.refused, one.people) for one in looks if one.page.startswith("address")]


def told(page: httpx.Response) -> list[str]:
    return [unescape(found) for found in re.findall(r'data-testid="told">([^<]*)<', page.text)]


async def test_a_new_place_is_listed_let_in_and_taken_away(board: Board) -> None:
    admin, minh = await board.hire("Quản trị", Role.ADMIN), await board.hire("Minh", Role.OFFICER, MY_LONG)
    await waits(board, minh)
    async with board.signed_in(admin) as client, board.signed_in(minh) as hers:
        page = await client.get(f"/staff/people/{minh.id}/place")
        assert page.text.count('data-testid="waits"') == page.text.count('data-testid="place"') == 1
        assert "nobody knows whom" not in page.text
        assert "chat of Minh" not in page.text
        done = await press(client, page, "let_in")
        assert told(done) == ["Từ nay Minh làm việc được cả ở nơi ấy: webchat."]
        assert await where(board, minh) == ["chat of Minh", NEW.chat]
        said = dict(await board.told())
        assert "Chào Minh" in said[NEW.chat]
        assert "Nếu không phải mình cho vào" in said["chat of Minh"]
        page = await client.get(f"/staff/people/{minh.id}/place")
        assert page.text.count('data-testid="waits"') == 0
        assert (await hers.get("/staff/")).status_code == 200
        places = await board.site.db.read(lambda tx: members.places(tx, minh.id))
        (newest,) = [one for one in places if one.address == NEW]
        _action, fields = form_of(page.text, "take_away")
        done = await client.post(f"/staff/people/{minh.id}/places/{newest.id}/take-away", data=fields)
        assert told(done) == ["Minh không còn làm việc ở nơi ấy nữa: webchat. Mọi phiên ở bảng việc đã hết."]
        assert await where(board, minh) == ["chat of Minh"]
        assert (await hers.get("/staff/")).status_code == 401
    assert await deeds(board) == [
        (Audited.ADDRESS_OUT, False, (minh.id,)),
        (Audited.ADDRESS_IN, False, (minh.id,)),
    ]


async def test_what_is_turned_away_is_told_to_whom_it_called_itself(board: Board) -> None:
    admin, minh = await board.hire("Quản trị", Role.ADMIN), await board.hire("Minh", Role.OFFICER, MY_LONG)
    await waits(board, minh)
    async with board.signed_in(admin) as client:
        page = await client.get(f"/staff/people/{minh.id}/place")
        assert told(await press(client, page, "refuse")) == ["Đã từ chối: webchat."]
        assert await where(board, minh) == ["chat of Minh"]
        said = dict(await board.told())
        assert "tự xưng là Minh" in said["chat of Minh"]
        assert "tự xưng là Minh" in said["chat of Quản trị"]
        assert NEW.chat not in said
        assert told(await press(client, page, "let_in")) == [SETTLED]
    assert await where(board, minh) == ["chat of Minh"]
    assert await deeds(board) == [
        (Audited.ADDRESS_IN, True, (minh.id,)),
        (Audited.ADDRESS_REFUSED, False, (minh.id,)),
    ]


@pytest.mark.parametrize("deed", ["let-in", "refuse", "take-away"])
async def test_nobody_but_an_admin_decides_and_never_of_themselves(board: Board, deed: str) -> None:
    admin, other = await board.hire("Quản trị", Role.ADMIN), await board.hire("Quản trị hai", Role.ADMIN)
    sau, minh = await board.hire("Sáu", Role.SUPERVISOR, MY_LONG), await board.hire("Minh", Role.OFFICER, MY_LONG)
    place = (await board.site.db.read(lambda tx: members.places(tx, admin.id)))[0].id
    for who, whose in ((sau, minh), (minh, minh), (admin, admin), (admin, other)):
        number = place if deed == "take-away" else await waits(board, whose)
        async with board.signed_in(who) as client:
            _action, fields = form_of((await client.get("/staff/")).text, "here")
            sent = fields | {"form": f"form-of-this-test-{who.id}-{whose.id}"}
            refused = await client.post(f"/staff/people/{whose.id}/places/{number}/{deed}", data=sent)
        assert refused.status_code == 404
    for member in (admin, other, minh):
        assert len(await where(board, member)) == 1
    assert [refused for _page, refused, _people in await deeds(board)] == [True] * 4


async def test_a_supervisor_sees_the_places_of_those_below_and_no_button(board: Board) -> None:
    sau, minh = await board.hire("Sáu", Role.SUPERVISOR, MY_LONG), await board.hire("Minh", Role.OFFICER, MY_LONG)
    await waits(board, minh)
    async with board.signed_in(sau) as client:
        page = (await client.get(f"/staff/people/{minh.id}/place")).text
    assert page.count('data-testid="waits"') == page.count('data-testid="place"') == 1
    assert 'name="let_in"' not in page
    assert 'name="take_away"' not in page


@pytest.mark.parametrize("deed", ["let-in", "refuse", "take-away", "no-such-deed"])
async def test_a_number_of_somebody_elses_place_does_nothing(board: Board, deed: str) -> None:
    admin, minh = await board.hire("Quản trị", Role.ADMIN), await board.hire("Minh", Role.OFFICER, MY_LONG)
    tu = await board.hire("Tư", Role.OFFICER, MY_LONG)
    waiting = await waits(board, tu)
    (own,) = await board.site.db.read(lambda tx: members.places(tx, tu.id))
    async with board.signed_in(admin) as client:
        _action, fields = form_of((await client.get(f"/staff/people/{minh.id}/place")).text, "take_away")
        number = own.id if deed == "take-away" else waiting
        done = await client.post(f"/staff/people/{minh.id}/places/{number}/{deed}", data=fields)
    if deed == "no-such-deed":
        assert done.status_code == 404
    else:
        assert told(done) == [SETTLED]
    assert (await where(board, tu), await where(board, minh)) == (["chat of Tư"], ["chat of Minh"])
    assert len(await board.site.db.read(lambda tx: new_addresses.waiting(tx, board.now))) == 1


async def test_a_no_at_the_old_place_is_stronger_than_an_admin_who_read_before_it(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On PostgreSQL an admin may have read what waits in the very moment in which the owner says no."""
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    number = await waits(board, minh, addresses._digest(addresses.TAPPED, "CODE"))
    before = await board.site.db.read(lambda tx: new_addresses.waiting(tx, board.now))
    no = AnswerNewAddress("CODE", mine=False)
    await board.site.db.run(lambda tx: addresses.answer(no, minh, context_of(tx, board.now, "no")))
    monkeypatch.setattr(new_addresses, "waiting", lambda _tx, _now: before)
    for deed in (addresses.admit, addresses.turn_away):
        assert await board.site.db.run(lambda tx, deed=deed: deed(number, context_of(tx, board.now, "yes"))) is False
    assert await where(board, minh) == ["chat of Minh"]


async def test_taken_away_by_two_it_is_told_once(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    (place,) = await board.site.db.read(lambda tx: members.places(tx, minh.id))
    for turn in ("one", "two"):
        await board.site.db.run(lambda tx, turn=turn: addresses.throw_out(place, minh, context_of(tx, board.now, turn)))
    assert [chat for chat, _text in await board.told()] == ["chat of Minh"]
