"""Who is on duty, and absences noted on the board: by oneself, by whoever leads there, and by nobody else."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape

import httpx
import pytest

from bot.domain.people import Role
from bot.domain.rota import Rota
from bot.store.leads import queries as leads
from bot.store.staff import audit
from bot.store.staff import members as staff
from bot.talk.scene import Knowledge
from tests.web.board import site as boards
from tests.web.board.site import (
    BEN_TRE,
    MY_LONG,
    TRA_VINH,
    Board,
    form_of,
    notice_of,
    press,
)


def days_of(page: httpx.Response) -> list[str]:
    """Each commune's days, as they read."""
    found = re.findall(r'<li class="[^"]*" data-testid="day"><b>([^<]*)</b> ([^<]*)</li>', page.text)
    return [f"{day}: {unescape(names)}" for day, names in found]


async def away_until(board: Board, who: int) -> date | None:
    member = await board.site.db.read(lambda tx: staff.get(tx, who))
    assert member is not None
    return member.away_until


async def test_the_next_days_of_each_commune(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made: Knowledge = boards.knowledge()
    rota = Rota(((0, ("Minh",)), (2, ("Phúc", "Chị Không Còn")), (3, ("Minh", "Phúc"))))
    home = replace(made.library.home, duty=replace(made.library.home.duty, rota=rota))
    ruled = replace(made, library=replace(made.library, home=home))
    monkeypatch.setattr(boards, "knowledge", lambda: ruled)
    async with boards.open_board_site(database_url) as board:
        await _the_next_days(board)


async def _the_next_days(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    await board.hire("Phúc", Role.COLLECTOR, MY_LONG)
    await board.hire("Hạnh", Role.OFFICER, TRA_VINH)
    sau = await board.hire("Sáu", Role.SUPERVISOR, MY_LONG, TRA_VINH)
    async with board.signed_in(minh) as client:
        page = await client.get("/staff/duty")
        assert days_of(page) == [
            "Hôm nay: Minh",
            "T4 25/11: Phúc",
            "T5 26/11: Minh, Phúc",
            "T6 27/11: chưa có ai trực: yêu cầu chuyển lên phụ trách",
            "T2 30/11: Minh",
        ], "the day of culture on the 24th is no working day"
        assert "Hạnh" not in page.text
        assert "Chị Không Còn" in page.text, "a name in the rota that nobody has"
        assert (await client.get(f"/staff/duty?commune={BEN_TRE}")).status_code == 404
    async with board.signed_in(sau) as client:
        page = await client.get("/staff/duty")
        assert page.text.count('data-testid="place"') == 2
        chosen = await client.get(f"/staff/duty?commune={TRA_VINH}")
        assert days_of(chosen)[:2] == ["Hôm nay: Hạnh", "T4 25/11: Hạnh"], "who is named nowhere is always on duty"


async def test_her_own_absence_and_her_return(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    await board.hire("Phúc", Role.OFFICER, MY_LONG)
    await board.asks("Lan")
    await board.site.db.run(lambda tx: leads.take(tx, 1, minh.id, board.now))
    async with board.signed_in(minh) as client:
        page = await client.get("/staff/duty")
        assert "1 / 20" in page.text
        done = await press(client, page, "own-away", since="2026-11-23", until="2026-11-26")
        assert notice_of(done) == "Chúc Minh nghỉ vui. Đến hết ngày 26/11/2026, yêu cầu mới sẽ báo người khác."
        assert days_of(done)[:2] == ["Hôm nay: Phúc", "T4 25/11: Phúc"]
        assert await away_until(board, minh.id) == date(2026, 11, 26)
        assert any("Minh nghỉ nên yêu cầu này cần người khác" in text for _chat, text in await board.told())
        done = await press(client, done, "own-back")
        assert "Mừng" in notice_of(done) or "Minh" in notice_of(done)
        assert await away_until(board, minh.id) is None
        later = await press(client, done, "own-away", since="2026-12-01", until="2026-12-02")
        assert "Mình nghỉ từ 01/12 đến 02/12/2026" in later.text
        assert days_of(later)[0] == "Hôm nay: Minh, Phúc", "not yet"
        bad = await press(client, await press(client, later, "own-back"), "own-away", since="", until="2026-11-01")
        assert notice_of(bad) == "Xin chọn ngày nghỉ từ hôm nay trở đi, không quá một năm."


async def test_a_supervisor_notes_it_for_her_area_and_nobody_else_does(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    phuc = await board.hire("Phúc", Role.OFFICER, MY_LONG)
    sau = await board.hire("Sáu", Role.SUPERVISOR, MY_LONG)
    far = await board.hire("Bảy", Role.SUPERVISOR, BEN_TRE)
    async with board.signed_in(sau) as client:
        done = await press(client, await client.get("/staff/duty"), f"away-{minh.id}", since="", until="2026-11-30")
        assert notice_of(done) == "Đã báo Minh nghỉ đến hết ngày 30/11/2026; 0 yêu cầu được chuyển cho đồng nghiệp."
        assert [text for chat, text in await board.told() if chat == "chat of Minh"] != []
    for other in (phuc, far):
        async with board.signed_in(other) as client:
            page = await client.get("/staff/duty")
            assert f'name="back-{minh.id}"' not in page.text
            _action, fields = form_of(page.text, "own-away")
            refused = await client.post(f"/staff/duty/{minh.id}", data=fields | {"back": "1"})
            assert refused.status_code == 404
    assert await away_until(board, minh.id) == date(2026, 11, 30)
    async with board.signed_in(sau) as client:
        page = await client.get("/staff/duty")
        assert (await client.post(f"/staff/duty/{minh.id}", data={"back": "1", "form": "x" * 20})).status_code == 403
        assert notice_of(await press(client, page, f"back-{minh.id}")) == "Đã ghi: Minh đi làm lại."
    looks = await board.site.db.read(lambda tx: audit.entries(tx, 9, 0))
    assert [(look.staff, look.page, look.refused) for look in reversed(looks)] == [
        ("Sáu", "absence", False),
        ("Phúc", "absence", True),
        ("Bảy", "absence", True),
        ("Sáu", "absence", False),
    ]
