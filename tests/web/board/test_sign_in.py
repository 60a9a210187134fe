"""Coming in at the staff board: a link from the chat, once, in time; and going out, here or everywhere."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from bot.domain.commands.staff import OpenBoard
from bot.domain.messages import Address
from bot.domain.people import Citizen, Role
from bot.services.staff.board_login import open_board
from bot.services.staff.dispatch import dispatch_staff
from bot.store.engine.database import Transaction
from bot.store.people.visitors import Visitor
from bot.store.staff import members as staff
from bot.store.tables import staff_code, staff_session
from tests.web.board.site import MY_LONG, Board, context_of, open_board_site, press
from tests.web.site import open_site

KEPT = {"signed_in", "sign_in_refused", "form_refused"}


async def test_the_link_from_the_chat_opens_the_board_once(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    said = await board.site.db.run(lambda tx: open_board(minh, context_of(tx, board.now)))
    link = said[0].options[0].token
    assert link.startswith("https://loa.example/staff/enter?code=")
    code = link.partition("code=")[2]
    async with board.site.client() as phone, board.site.client() as stranger:
        shown = await phone.get(f"/staff/enter?code={code}")
        assert (await phone.get(f"/staff/enter?code={code}")).status_code == 200, "a preview uses nothing up"
        entered = await phone.post("/staff/enter", data={"code": code}, follow_redirects=False)
        cookie = entered.headers["set-cookie"]
        assert "Vào bảng việc" in shown.text
        assert all(part in cookie for part in ("HttpOnly", "SameSite=strict", "Path=/staff"))
        assert (await phone.get("/staff/")).status_code == 200
        again = await stranger.post("/staff/enter", data={"code": code})
        assert again.status_code == 403
        assert "đã dùng rồi" in again.text
        assert (await stranger.get("/staff/")).status_code == 401


async def test_who_signs_in_anew_leaves_no_session_behind(board: Board) -> None:
    minh, tam = await board.hire("Minh", Role.OFFICER, MY_LONG), await board.hire("Tám", Role.OFFICER, MY_LONG)
    async with board.signed_in(minh) as shared:
        before = {"Cookie": f"loa_staff={shared.cookies['loa_staff']}"}
        assert (await shared.get("/staff/", headers=before)).status_code == 200
        await shared.post("/staff/enter", data={"code": "x" * 43})
        assert (await shared.get("/staff/", headers=before)).status_code == 200, "a wrong code ends nothing"
        await press(shared, await shared.get("/staff/enter", params={"code": await board.code(tam)}), "enter")
        assert shared.cookies["loa_staff"] not in before["Cookie"]
        assert (await shared.get("/staff/")).status_code == 200
    async with board.site.client() as stranger:
        assert (await stranger.get("/staff/", headers=before)).status_code == 401


async def test_who_comes_in_and_who_does_not_is_in_the_log(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    with capture_logs() as logs:
        async with board.signed_in(minh) as phone:
            await phone.post("/staff/enter", data={"code": "x" * 43})
            await phone.post("/staff/enter", data={"code": "wrong"})
            assert (await phone.post("/staff/out", data={"csrf": "f" * 64})).status_code == 403
    told = [(one["event"], one.get("staff")) for one in logs if one["event"] in KEPT]
    assert told == [("signed_in", minh.id), *[("sign_in_refused", None)] * 2, ("form_refused", minh.id)]


async def test_neither_code_nor_token_is_kept(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    async with board.signed_in(minh) as client:
        token = client.cookies["loa_staff"]
        rows = await board.site.db.read(
            lambda tx: str([tx.connection.execute(select(table)).all() for table in (staff_code, staff_session)])
        )
        assert token not in rows


@pytest.mark.parametrize("wrong", ["", "x", "a" * 43, "' OR 1=1 --"])
async def test_no_other_code_opens_it(board: Board, wrong: str) -> None:
    async with board.site.client() as client:
        assert (await client.post("/staff/enter", data={"code": wrong})).status_code == 403


async def test_a_link_is_good_for_ten_minutes_and_the_newest_only(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    older, code = await board.code(minh), await board.code(minh)
    async with board.site.client() as client:
        assert (await client.post("/staff/enter", data={"code": older})).status_code == 403
        board.now += timedelta(minutes=10)
        assert (await client.post("/staff/enter", data={"code": code})).status_code == 403


async def test_a_session_ends_after_a_night_and_in_any_case_after_a_week(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    async with board.signed_in(minh) as client:
        for _hours in range(0, 7 * 24 - 10, 10):
            assert (await client.get("/staff/")).status_code == 200
            board.now += timedelta(hours=10)
        board.now += timedelta(hours=10)
        gone = await client.get("/staff/")
        assert gone.status_code == 401
        assert "gõ “bảng”" in gone.text
    async with board.signed_in(minh) as client:
        board.now += timedelta(hours=12)
        assert (await client.get("/staff/")).status_code == 401


async def test_signing_out_here_and_everywhere(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    async with board.signed_in(minh) as phone, board.signed_in(minh) as laptop, board.signed_in(minh) as tablet:
        cookie = {"Cookie": f"loa_staff={phone.cookies['loa_staff']}"}
        await press(phone, await phone.get("/staff/"), "here")
        assert (await phone.get("/staff/", headers=cookie)).status_code == 401, "the cookie alone opens nothing"
        assert (await laptop.get("/staff/")).status_code == 200
        unused = await board.code(minh)
        out = await laptop.get("/staff/")
        await press(laptop, out, "everywhere", everywhere="1")
        assert (await tablet.get("/staff/")).status_code == 401
        assert (await tablet.post("/staff/enter", data={"code": unused})).status_code == 403


async def test_whoever_is_removed_is_out_at_once(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    async with board.signed_in(minh) as client:
        unused = await board.code(minh)
        await board.site.db.run(lambda tx: staff.remove(tx, minh.id))
        assert (await client.get("/staff/")).status_code == 401
        assert (await client.post("/staff/enter", data={"code": unused})).status_code == 403


async def test_behind_https_the_cookie_is_secure(database_url: str) -> None:
    async with open_board_site(database_url, secure_cookies=True) as board:
        minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
        async with board.site.client() as client:
            data = {"code": await board.code(minh)}
            entered = await client.post("/staff/enter", data=data, follow_redirects=False)
        assert "; Secure" in entered.headers["set-cookie"]


async def test_without_the_board_there_is_none(database_file: str) -> None:
    async with open_site(database_file) as site, site.client() as client:
        for path in ("/staff/", "/staff/enter?code=x", "/staff/requests"):
            assert (await client.get(path)).status_code == 404


async def test_who_is_no_staff_gets_no_link(board: Board) -> None:
    stranger = Visitor(1, Address("webchat", "", "lan"), Citizen(1, "vi"), None, "", blocked=False)

    def asks(tx: Transaction) -> str:
        return dispatch_staff(OpenBoard(), stranger, context_of(tx, board.now))[0].words.msgid

    assert await board.site.db.run(asks) == "This is for staff only."
    codes = await board.site.db.read(lambda tx: tx.connection.execute(select(staff_code)).all())
    assert codes == []
