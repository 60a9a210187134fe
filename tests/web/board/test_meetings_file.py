"""Meetings from an Excel file on the board: looked at first, then all of them or none."""

from __future__ import annotations

from io import BytesIO

import httpx
from openpyxl import Workbook

from bot.domain.meetings import MeetingState
from bot.domain.people import Role
from bot.store.meetings import queries
from tests.web.board.site import MY_LONG, TRA_VINH, Board, form_of, notice_of, press

HEADINGS = ("Loại", "Xã", "Địa điểm", "Ngày", "Giờ")
GOOD = ("Hội nghị", MY_LONG, "Nhà văn hóa ấp 3", "05/12/2026", "8g30")


def book(*rows: tuple[object, ...]) -> bytes:
    made, body = Workbook(), BytesIO()
    made.active.append(HEADINGS)
    for row in rows:
        made.active.append(row)
    made.save(body)
    return body.getvalue()


async def looked(client: httpx.AsyncClient, body: bytes) -> httpx.Response:
    action, fields = form_of((await client.get("/staff/meetings/file")).text, "look")
    return await client.post(action, data=fields, files={"file": ("hoi-nghi.xlsx", body)})


async def test_what_the_file_would_do_is_shown_before_it_is_done(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    body = book(GOOD, ("Tư vấn ở chợ", MY_LONG, "Chợ", "05/12/2026", "9g"))
    async with board.signed_in(minh) as client:
        assert (await client.get("/staff/meetings/file.xlsx")).content.startswith(b"PK")
        shown = await looked(client, body)
        assert shown.text.count('data-testid="row"') == 2
        assert "trùng giờ" in shown.text
        assert await board.site.db.read(lambda tx: queries.get(tx, 1)) is None, "nothing is done yet"
        done = await press(client, shown, "apply")
        assert "Đã đăng 2 buổi" in notice_of(done)
        found = await board.site.db.read(lambda tx: queries.get(tx, 2))
        assert found is not None
        assert (found.state, found.made_by) == (MeetingState.ANNOUNCED, minh.id)
        again = await press(client, shown, "apply")
        assert "đã có: hội nghị 1" in again.text
        assert await board.site.db.read(lambda tx: queries.get(tx, 3)) is None


async def test_a_mistake_or_somebody_elses_commune_and_nothing_is_taken(board: Board) -> None:
    async with board.signed_in(await board.hire("Minh", Role.OFFICER, MY_LONG)) as client:
        shown = await looked(client, book(GOOD, ("Hội nghị", TRA_VINH, "Chợ", "sớm", "9g")))
        assert "B3: xã này ngoài phần việc của mình" in shown.text
        assert "D3: “sớm” không phải là một ngày" in shown.text
        assert 'name="apply"' not in shown.text
        assert "không phải là bảng Excel" in (await looked(client, b"x")).text
    async with board.signed_in(await board.hire("Sáu", Role.EDITOR), "/staff/content") as client:
        assert (await client.get("/staff/meetings/file")).status_code == 404
