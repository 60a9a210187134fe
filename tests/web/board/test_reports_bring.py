"""Targets and the insurer's counts from Excel on the board: all of a file or nothing, with each mistake's cell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import httpx

from bot.domain.people import Role
from bot.domain.reports.official import OfficialCount
from bot.reports.excel import sheet
from bot.services.reports.importing import SHEETS
from bot.store.engine.database import Transaction
from bot.store.reports import targets
from bot.store.staff import audit
from bot.store.staff.audited import Audited
from tests.web.board.site import MY_LONG, Board, form_of, notice_of

HERE = "/staff/reports/bring"


async def bring(client: httpx.AsyncClient, which: str, *rows: Sequence[object]) -> httpx.Response:
    action, fields = form_of((await client.get(HERE)).text, which)
    return await send(client, action, fields, which, rows)


async def send(
    client: httpx.AsyncClient, action: str, fields: dict[str, str], which: str, rows: Sequence[Sequence[object]]
) -> httpx.Response:
    body = sheet(SHEETS[which].title, [one.name for one in SHEETS[which].columns], rows)
    return await client.post(action, data=fields, files={"file": ("so-lieu.xlsx", body)})


def known(tx: Transaction) -> dict[date, OfficialCount]:
    return targets.by_month(tx, date(2026, 1, 1), date(2026, 12, 1), [MY_LONG])


async def test_targets_stay_with_their_history(board: Board) -> None:
    tam = await board.hire("Tám", Role.SUPERVISOR)
    async with board.signed_in(tam) as client:
        assert (await client.get(f"{HERE}/targets.xlsx")).content.startswith(b"PK")
        first = await bring(client, "targets", ("Xã Mỹ Long", "mới", "2026", 120, "12/QĐ-UBND", "15/01/2026"))
        assert "Đã nhận 1 dòng" in notice_of(first)
        second = await bring(client, "targets", ("Xã Mỹ Long", "mới", "2026", 150, "30/QĐ-UBND", "15/06/2026"))
        assert second.text.count('data-testid="goal"') == 1
        assert "Trước đó: 120, 12/QĐ-UBND" in second.text
    entries = await board.site.db.read(lambda tx: audit.entries(tx, 10, 0))
    assert [one.page for one in entries].count(Audited.REPORT_BRING) == 2


async def test_a_mistake_and_nothing_is_taken(board: Board) -> None:
    async with board.signed_in(await board.hire("Tám", Role.SUPERVISOR)) as client:
        wrong = await bring(
            client, "official", ("10/2026", "Xã Mỹ Long", 850, 25, 4), ("13/2026", "Xã Không Có", "x", 1, 1)
        )
        assert wrong.status_code == 422
        assert wrong.text.count('data-testid="mistake"') == 3
        assert "A3: “13/2026” không phải là tháng" in wrong.text
        assert not await board.site.db.read(known)
        not_excel = await client.post(
            HERE + "/official", data=form_of(wrong.text, "official")[1], files={"file": ("x.xlsx", b"x")}
        )
        assert "không phải là bảng Excel" in not_excel.text


async def test_the_same_form_twice_is_taken_once(board: Board) -> None:
    async with board.signed_in(await board.hire("Tám", Role.SUPERVISOR)) as client:
        action, fields = form_of((await client.get(HERE)).text, "official")
        rows = [("10/2026", "Xã Mỹ Long", 850, 25, 4)]
        assert "Đã nhận 1 dòng" in notice_of(await send(client, action, fields, "official", rows))
        again = await send(client, action, fields, "official", rows)
        assert "Đã nhận" not in notice_of(again)
        assert 'data-testid="month"' in again.text
        assert await board.site.db.read(known) == {date(2026, 10, 1): OfficialCount(850, 25, 4)}


async def test_for_those_in_charge_of_the_whole_province(board: Board) -> None:
    others = (("Minh", Role.OFFICER, (MY_LONG,)), ("Hai", Role.SUPERVISOR, (MY_LONG,)), ("Ba", Role.OFFICER, ()))
    for name, role, communes in others:
        async with board.signed_in(await board.hire(name, role, *communes)) as client:
            assert (await client.get(HERE)).status_code == 404
            assert HERE not in (await client.get("/staff/reports")).text
            token = form_of((await client.get("/staff/")).text, "everywhere")[1] | {"form": "0" * 32}
            file = {"file": ("x.xlsx", b"x")}
            assert (await client.post(HERE + "/official", data=token, files=file)).status_code in {400, 404}
