"""Staff on the board: invited one by one or from Excel, changed, removed; by whoever has the rank and the area."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from io import BytesIO

import httpx
import pytest
from openpyxl import Workbook, load_workbook

from bot.domain.messages import Address
from bot.domain.people import Role, Staff
from bot.services.staff.membership import code_hash
from bot.store.leads import queries as leads
from bot.store.staff import audit, invitations, members
from tests.web.board.site import BEN_TRE, MY_LONG, TRA_VINH, Board, form_of, notice_of, press

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CODE = re.compile(r'class="code">([A-Z0-9]{5}-[A-Z0-9]{5})<')


def book(*rows: tuple[object, ...]) -> bytes:
    made, body = Workbook(), BytesIO()
    assert made.active is not None
    for row in (("Tên", "Việc", "Xã"), *rows):
        made.active.append(row)
    made.save(body)
    return body.getvalue()


async def bring(client: httpx.AsyncClient, body: bytes, **changed: str) -> httpx.Response:
    action, fields = form_of((await client.get("/staff/invitations")).text, "bring", **changed)
    return await client.post(action, data=fields, files={"file": ("can-bo.xlsx", body, EXCEL)})


async def comes(board: Board, code: str, chat: str) -> Staff | None:
    """Somebody types the code in that chat."""
    place = Address("webchat", "", chat)
    return await board.site.db.run(lambda tx: invitations.redeem(tx, code_hash(code), place, board.now, "vi"))


async def waiting(board: Board) -> list[str]:
    return [one.name for one in await board.site.db.read(lambda tx: invitations.waiting(tx, board.now))]


def mistakes_of(page: httpx.Response) -> list[str]:
    return [unescape(found) for found in re.findall(r'data-testid="mistake">([^<]*)<', page.text)]


async def test_a_supervisor_invites_into_her_area_and_the_code_is_shown_once(board: Board) -> None:
    sau = await board.hire("Sáu", Role.SUPERVISOR, MY_LONG, TRA_VINH)
    async with board.signed_in(sau) as client:
        page = await client.get("/staff/invitations")
        assert re.findall(r'<option value="(\w+)"', page.text) == ["officer", "collector"]
        slip = await press(
            client, page, "invite", name="Chị Minh", role="officer", communes="Mỹ Long", skills="khmer", capacity="9"
        )
        (code,) = CODE.findall(slip.text)
        assert "style-src 'sha256-" in slip.headers["content-security-policy"]
        listed = await client.get("/staff/invitations")
        assert "Chị Minh" in listed.text
        assert code not in listed.text
        again = await press(client, page, "invite", name="Chị Minh", role="officer", communes="Mỹ Long")
        assert notice_of(again) == "Việc này đã ghi rồi."
    assert await waiting(board) == ["Chị Minh"]
    minh = await comes(board, code, "chat of Minh")
    assert minh is not None
    assert (minh.role, minh.communes, minh.skills, minh.capacity) == (
        Role.OFFICER,
        frozenset({MY_LONG}),
        frozenset({"khmer"}),
        9,
    )


@pytest.mark.parametrize(
    ("role", "communes"),
    [("officer", "Phường Bến Tre"), ("supervisor", "Mỹ Long"), ("admin", ""), ("editor", ""), ("supervisor", "")],
    ids=["another area", "her own rank", "above", "a right that is not hers", "everywhere"],
)
async def test_nobody_is_invited_beyond_the_inviters_reach(board: Board, role: str, communes: str) -> None:
    sau = await board.hire("Sáu", Role.SUPERVISOR, MY_LONG)
    async with board.signed_in(sau) as client:
        page = await client.get("/staff/invitations")
        assert (await press(client, page, "invite", name="Ai", role=role, communes=communes)).status_code == 404
        titles = {"officer": "cán bộ xã", "supervisor": "phụ trách", "admin": "quản trị", "editor": "biên tập nội dung"}
        told = mistakes_of(await bring(client, book(("Ai", titles[role], communes))))
        assert told[1].startswith("B2: ")
        assert told[1].endswith("ngoài quyền mời của mình")
    assert await waiting(board) == []
    refused = [look for look in await board.site.db.read(lambda tx: audit.entries(tx, 9, 0)) if look.refused]
    assert [look.page for look in refused] == ["invite"]


@pytest.mark.parametrize(
    ("filled", "told"),
    [
        ({"name": " "}, "Xin ghi tên và chọn việc."),
        ({"role": "king"}, "Xin ghi tên và chọn việc."),
        ({"communes": "Atlantis"}, "Không tìm thấy xã nào tên “Atlantis”."),
        ({"communes": ""}, "Cán bộ xã, nhân viên thu cần ít nhất một xã; người biên tập không thuộc xã nào."),
        ({"capacity": "0"}, "Giữ nhiều nhất: xin ghi số từ 1 đến 500, hoặc để trống."),
    ],
)
async def test_what_is_wrong_is_told_and_what_was_typed_stays(board: Board, filled: dict[str, str], told: str) -> None:
    admin = await board.hire("Quản trị", Role.ADMIN)
    typed = {"name": "Chị Minh", "role": "officer", "communes": "Mỹ Long", "skills": "tiếng khmer", "capacity": "9"}
    async with board.signed_in(admin) as client:
        page = await press(client, await client.get("/staff/invitations"), "invite", **typed | filled)
    assert page.status_code == 422
    assert mistakes_of(page) == [told]
    assert "tiếng khmer" in page.text
    assert await waiting(board) == []


async def test_a_whole_province_from_excel_or_nobody(board: Board) -> None:
    admin = await board.hire("Quản trị", Role.ADMIN)
    async with board.signed_in(admin) as client:
        template = await client.get("/staff/invitations.xlsx")
        sheet = load_workbook(BytesIO(template.content)).worksheets[0]
        assert [cell.value for cell in sheet[1]][:3] == ["Tên", "Việc", "Xã"]
        wrong = await bring(client, book(("Minh", "cán bộ xã", "Mỹ Long"), ("Hoa", "giám đốc", "Mỹ Long")))
        assert mistakes_of(wrong)[0] == "Chưa mời ai, vì tệp có 1 lỗi:"
        assert mistakes_of(wrong)[1].startswith("B3: không có việc nào tên “giám đốc”")
        assert mistakes_of(await bring(client, b"PK no sheet")) == [
            "Tệp này không phải là bảng Excel (.xlsx) nguyên vẹn."
        ]
        assert (await bring(client, b"x" * (6 * 1024 * 1024))).status_code == 413
        assert (await bring(client, book(("Minh", "cán bộ xã", "Mỹ Long")), csrf="0" * 64)).status_code == 403
        assert await waiting(board) == []
        done = await bring(client, book(("Minh", "cán bộ xã", "Mỹ Long"), ("Hoa", "phụ trách", "")))
    assert [unescape(name) for name in re.findall(r"<h2>([^<]*)</h2>", done.text)] == ["Minh", "Hoa"]
    assert sorted(await waiting(board)) == ["Hoa", "Minh"]
    hoa = await comes(board, CODE.findall(done.text)[1], "chat of Hoa")
    assert hoa is not None
    assert (hoa.name, hoa.role, hoa.communes) == ("Hoa", Role.SUPERVISOR, frozenset())


async def test_an_invitation_is_revoked_by_whoever_could_have_made_it(board: Board) -> None:
    admin = await board.hire("Quản trị", Role.ADMIN)
    sau, far = await board.hire("Sáu", Role.SUPERVISOR, MY_LONG), await board.hire("Bảy", Role.SUPERVISOR, BEN_TRE)
    async with board.signed_in(admin) as client:
        page = await client.get("/staff/invitations")
        slip = await press(client, page, "invite", name="Minh", role="officer", communes="Mỹ Long")
    (mark,) = [one.mark for one in await board.site.db.read(lambda tx: invitations.waiting(tx, board.now))]
    async with board.signed_in(far) as client:
        page = await client.get("/staff/invitations")
        assert "Minh" not in page.text
        _action, fields = form_of(page.text, "invite")
        assert (await client.post(f"/staff/invitations/{mark}", data=fields)).status_code == 404
    async with board.signed_in(sau) as client:
        done = await press(client, await client.get("/staff/invitations"), f"revoke-{mark}")
        assert notice_of(done) == "Đã hủy mã mời của Minh."
    assert await comes(board, CODE.findall(slip.text)[0], "chat of Minh") is None


async def test_a_member_is_changed_and_told_and_what_is_outside_goes_to_colleagues(board: Board) -> None:
    sau = await board.hire("Sáu", Role.SUPERVISOR, MY_LONG, TRA_VINH)
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    await board.asks("Lan")
    await board.site.db.run(lambda tx: leads.take(tx, 1, minh.id, board.now))
    async with board.signed_in(sau) as client:
        assert f'href="/staff/people/{minh.id}/place"' in (await client.get("/staff/people")).text
        page = await client.get(f"/staff/people/{minh.id}/place")
        assert "Xã Mỹ Long" in page.text
        for beyond in ({"communes": "Phường Bến Tre"}, {"role": "supervisor"}):
            refused = {"name": "Minh", "role": "officer", "communes": "Mỹ Long"} | beyond
            assert (await press(client, page, "change", **refused)).status_code == 404
        page = await client.get(f"/staff/people/{minh.id}/place")
        done = await press(client, page, "change", name="Chị Minh", role="collector", communes="Phường Trà Vinh")
        assert "Đã sửa: Chị Minh." in done.text
    changed = await board.site.db.read(lambda tx: members.get(tx, minh.id))
    assert changed is not None
    assert (changed.name, changed.role, changed.communes) == ("Chị Minh", Role.COLLECTOR, frozenset({TRA_VINH}))
    lead = await board.site.db.read(lambda tx: leads.get(tx, 1))
    assert lead is not None
    assert lead.taken_by is None
    assert any(chat == "chat of Minh" for chat, _text in await board.told())


async def test_a_member_leaves_and_what_stays_on_the_phone_is_told(board: Board) -> None:
    admin = await board.hire("Quản trị", Role.ADMIN)
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    async with board.signed_in(admin) as client, board.signed_in(minh) as hers:
        page = await client.get(f"/staff/people/{minh.id}/place")
        assert mistakes_of(await press(client, page, "leave")) == ["Xin đánh dấu vào ô xác nhận trước."]
        done = await press(client, page, "leave", sure="1")
        assert "Minh không còn là cán bộ" in done.text
        assert (await hers.get("/staff/")).status_code == 401
        assert (await client.get(f"/staff/people/{minh.id}/place")).status_code == 404
    gone = await board.site.db.read(lambda tx: members.get(tx, minh.id))
    assert gone is not None
    assert not gone.active
    (entry,) = [one for one in await board.site.db.read(lambda tx: audit.entries(tx, 9, 0)) if one.page == "remove"]
    assert (entry.staff, entry.people, entry.refused) == ("Quản trị", (minh.id,), False)


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.ADMIN])
async def test_nobody_changes_who_is_not_below_nor_themselves(board: Board, role: Role) -> None:
    sau = await board.hire("Sáu", Role.SUPERVISOR, MY_LONG)
    above = await board.hire("Hoa", role, MY_LONG)
    async with board.signed_in(sau) as client:
        _action, fields = form_of((await client.get("/staff/invitations")).text, "invite", name="Ai", role="officer")
        for who in (above.id, sau.id):
            assert (await client.get(f"/staff/people/{who}/place")).status_code == 404
            for deed in ("place", "leave"):
                sent = fields | {"communes": "Mỹ Long", "sure": "1"}
                assert (await client.post(f"/staff/people/{who}/{deed}", data=sent)).status_code == 404
    board.now += timedelta(minutes=1)
    looks = await board.site.db.read(lambda tx: audit.entries(tx, 20, 0))
    assert {look.people for look in looks if look.refused} == {(above.id,), (sau.id,)}
