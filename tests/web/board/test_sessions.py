"""Where staff are signed in: seen and ended by themselves, and ended by those above."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from bot.domain.people import Role
from bot.store.staff import audit
from bot.store.staff.audited import Audited
from tests.web.board.site import MY_LONG, Board, press


def listed(page: str) -> int:
    return page.count('data-testid="session"')


async def test_somebody_sees_their_browsers_and_ends_one(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    async with board.signed_in(minh) as phone, board.signed_in(minh) as laptop, board.signed_in(minh) as lost:
        page = await phone.get("/staff/sessions")
        assert listed(page.text) == 3
        assert page.text.count("trình duyệt này") == 1
        assert page.text.count('name="end"') == 2, "this browser is left by signing out"
        done = await press(phone, page, "end")
        assert listed(done.text) == 2
        assert "đã ra khỏi bảng việc" in done.text
        outs = [(await one.get("/staff/")).status_code for one in (phone, laptop, lost)]
        assert sorted(outs) == [200, 200, 401]
        assert outs[0] == 200
        again = await press(phone, page, "end")
        assert "từ trước rồi" in again.text
        assert listed(again.text) == 2


async def test_nobody_ends_the_session_of_a_colleague(board: Board) -> None:
    minh, tam = await board.hire("Minh", Role.OFFICER, MY_LONG), await board.hire("Tám", Role.OFFICER, MY_LONG)
    async with board.signed_in(minh) as hers, board.signed_in(minh), board.signed_in(tam) as his:
        page = await hers.get("/staff/sessions")
        (path,) = set(re.findall(r'action="(/staff/sessions/\d+/end)"', page.text))
        csrf = re.findall(r'name="csrf" value="(\w+)"', (await his.get("/staff/sessions")).text)[0]
        said = await his.post(path, data={"csrf": csrf, "form": "f" * 20}, follow_redirects=True)
        assert listed(said.text) == 1
        assert listed((await hers.get("/staff/sessions")).text) == 2
        assert (await his.post(path, data={"csrf": "x" * 64})).status_code == 403


async def test_what_has_run_out_is_not_listed(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    async with board.signed_in(minh):
        board.now += timedelta(hours=13)
        async with board.signed_in(minh) as laptop:
            assert listed((await laptop.get("/staff/sessions")).text) == 1


async def test_an_admin_signs_somebody_out_everywhere(board: Board) -> None:
    admin, minh = await board.hire("Quản trị", Role.ADMIN), await board.hire("Minh", Role.OFFICER, MY_LONG)
    async with board.signed_in(admin) as client, board.signed_in(minh) as hers, board.signed_in(minh) as lost:
        page = await client.get(f"/staff/people/{minh.id}/place")
        assert "Minh đang đăng nhập ở đâu" in page.text
        done = await press(client, page, "end_sessions")
        assert "Đã đưa Minh ra khỏi bảng việc ở mọi nơi." in done.text
        assert [(await one.get("/staff/")).status_code for one in (hers, lost, client)] == [401, 401, 200]
        assert 'data-testid="sessions"' not in (await client.get(f"/staff/people/{minh.id}/place")).text
    entries = await board.site.db.read(lambda tx: audit.entries(tx, 10, 0))
    assert [one.people for one in entries if one.page is Audited.SESSIONS_ENDED] == [(minh.id,)]


@pytest.mark.parametrize("role", [Role.OFFICER, Role.COLLECTOR, Role.EDITOR])
async def test_nobody_else_does(board: Board, role: Role) -> None:
    minh, other = await board.hire("Minh", Role.OFFICER, MY_LONG), await board.hire("Tám", role, MY_LONG)
    first = "/staff/content" if role is Role.EDITOR else "/staff/"
    async with board.signed_in(minh) as hers, board.signed_in(other, first) as client:
        csrf = re.findall(r'name="csrf" value="(\w+)"', (await client.get("/staff/sessions")).text)[0]
        data = {"csrf": csrf, "form": "f" * 20}
        assert (await client.post(f"/staff/people/{minh.id}/sessions/end", data=data)).status_code == 404
        assert (await hers.get("/staff/")).status_code == 200
