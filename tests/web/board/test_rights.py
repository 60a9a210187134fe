"""Whose requests one sees: one's own communes', nobody else's; every look is on record, refused ones too."""

from __future__ import annotations

import re

import pytest
from structlog.testing import capture_logs

from bot.domain.people import Role
from bot.store.staff import audit
from bot.store.staff.audit import AuditEntry
from bot.store.tables import audit as audit_table
from tests.web.board.site import (
    BEN_TRE,
    MY_LONG,
    TRA_VINH,
    Board,
    form_of,
    press,
    rows_of,
)


async def looks(board: Board) -> list[AuditEntry]:
    return await board.site.db.read(lambda tx: audit.entries(tx, 100, 0))


async def test_an_officer_sees_only_hers(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    await board.asks("Lan", "0912345678", MY_LONG)
    await board.asks("Hoa", "0987654321", TRA_VINH)
    async with board.signed_in(minh) as client:
        assert rows_of(await client.get("/staff/")) == [1]
        listed = await client.get("/staff/requests")
        assert rows_of(listed) == [1]
        assert "Hoa" not in listed.text
        assert not [where for where in re.findall(r'class="where">([^<]*)<', listed.text) if "Trà Vinh" in where]
        assert (await client.get("/staff/request/1")).status_code == 200


@pytest.mark.parametrize("role", [Role.OFFICER, Role.COLLECTOR, Role.SUPERVISOR])
async def test_anothers_request_is_not_there_and_the_try_is_on_record(board: Board, role: Role) -> None:
    minh = await board.hire("Minh", role, MY_LONG, BEN_TRE)
    await board.asks("Hoa", "0987654321", TRA_VINH)
    async with board.signed_in(minh) as client:
        with capture_logs() as logs:
            refused = await client.get("/staff/request/1")
            missing = await client.get("/staff/request/999")
            listed = await client.get(f"/staff/requests?commune={TRA_VINH}")
            exported = await client.get(f"/staff/requests.xlsx?commune={TRA_VINH}")
        assert [page.status_code for page in (refused, missing, listed, exported)] == [404] * 4
        assert "Hoa" not in refused.text
        assert re.sub(r'[0-9a-f]{20,}|value="[^"]+"', "", refused.text) == re.sub(
            r'[0-9a-f]{20,}|value="[^"]+"', "", missing.text
        ), "nobody learns which numbers there are"
    assert [(line["event"], line["staff"], line["lead"]) for line in logs] == [
        ("look_refused", minh.id, 1),
        ("look_refused", minh.id, 999),
        ("look_refused", minh.id, None),
        ("look_refused", minh.id, None),
    ]
    assert [(look.page, look.leads) for look in await looks(board) if look.refused] == [
        ("export", ()),
        ("board", ()),
        ("request", (999,)),
        ("request", (1,)),
    ]


async def test_a_forged_form_for_anothers_request_does_nothing(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    await board.asks("Lan", "0912345678", MY_LONG)
    await board.asks("Hoa", "0987654321", TRA_VINH)
    async with board.signed_in(minh) as client:
        _action, fields = form_of((await client.get("/staff/request/1")).text, "take")
        for deed, more in (
            ("take", {}),
            ("note", {"note": "x"}),
            ("outcome", {"outcome": "joined"}),
            ("hand", {"commune": MY_LONG}),
            ("give", {"staff": str(minh.id)}),
        ):
            assert (await client.post(f"/staff/request/2/{deed}", data=fields | more)).status_code == 404
    assert await board.told() == []
    assert {(look.page, look.leads) for look in await looks(board) if look.refused} == {
        (deed, (2,)) for deed in ("take", "note", "outcome", "hand", "give")
    }


async def test_a_supervisor_sees_her_area_and_an_admin_everything(board: Board) -> None:
    hoa = await board.hire("Hoa", Role.SUPERVISOR, MY_LONG, TRA_VINH)
    admin = await board.hire("Quản trị", Role.ADMIN)
    for number, commune in enumerate((MY_LONG, TRA_VINH, BEN_TRE)):
        await board.asks(f"Lan {number}", f"091234567{number}", commune)
    async with board.signed_in(hoa) as client:
        assert rows_of(await client.get("/staff/requests")) == [1, 2]
        assert (await client.get("/staff/audit")).status_code == 200, "of her own area; see below"
        numbers = await client.get("/staff/numbers")
        assert "Bến Tre" not in numbers.text
    async with board.signed_in(admin) as client:
        assert rows_of(await client.get("/staff/requests")) == [1, 2, 3]
        assert (await client.get("/staff/audit")).status_code == 200


async def test_every_look_is_on_record_and_says_nothing_personal(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    admin = await board.hire("Quản trị", Role.ADMIN)
    await board.asks("Nguyễn Thị Lan", "0912345678")
    async with board.signed_in(minh) as client:
        page = await client.get("/staff/request/1")
        await client.get("/staff/requests")
        await client.get("/staff/requests.xlsx")
        await press(client, page, "take")
    seen = [(look.staff, look.page, look.leads) for look in reversed(await looks(board))]
    assert seen == [("Minh", page, (1,)) for page in ("mine", "request", "board", "export", "take", "request")]
    async with board.signed_in(admin) as client:
        shown = await client.get("/staff/audit?request=1")
        assert shown.text.count('data-testid="look"') == 6
        assert "Nguyễn Thị Lan" not in shown.text
        assert (await client.get("/staff/audit?request=2")).text.count('data-testid="look"') == 0
        assert (await client.get("/staff/audit?refused=1")).text.count('data-testid="look"') == 0
    rows = await board.site.db.read(lambda tx: str(tx.connection.execute(audit_table.select()).all()))
    assert "Lan" not in rows
    assert "912345678" not in rows


@pytest.mark.parametrize(
    ("changed", "headers", "status"),
    [
        ({"csrf": ""}, {}, 403),
        ({"csrf": "0" * 64}, {}, 403),
        ({}, {"Origin": "https://evil.example"}, 403),
        ({}, {"Sec-Fetch-Site": "cross-site"}, 403),
        ({"form": "x"}, {}, 400),
    ],
    ids=["no token", "another token", "another site", "the browser says so", "no form of ours"],
)
async def test_a_form_that_is_not_ours_does_nothing(
    board: Board, changed: dict[str, str], headers: dict[str, str], status: int
) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    await board.asks("Lan")
    async with board.signed_in(minh) as client:
        action, fields = form_of((await client.get("/staff/request/1")).text, "take")
        refused = await client.post(action, data=fields | changed, headers=headers)
        assert refused.status_code == status
        assert "chưa ai nhận" in (await client.get("/staff/request/1")).text


async def test_a_token_of_one_session_is_none_of_another(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    phuc = await board.hire("Phúc", Role.OFFICER, MY_LONG)
    await board.asks("Lan")
    async with board.signed_in(minh) as hers, board.signed_in(phuc) as his:
        action, fields = form_of((await hers.get("/staff/request/1")).text, "take")
        assert (await his.post(action, data=fields)).status_code == 403


async def test_nobody_who_is_not_signed_in_sees_or_does_anything(board: Board) -> None:
    await board.asks("Lan")
    async with board.site.client() as stranger:
        for path in ("", "requests", "requests.xlsx", "request/1", "people", "people/1", "numbers", "audit"):
            page = await stranger.get(f"/staff/{path}")
            assert page.status_code == 401
            assert "Lan<" not in page.text
        for path in ("request/1/take", "request/1/give", "people/1", "out"):
            assert (await stranger.post(f"/staff/{path}", data={})).status_code == 401


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.ADMIN])
@pytest.mark.parametrize(
    "areas", [(), (BEN_TRE, MY_LONG), (BEN_TRE,)], ids=["the province", "overlapping", "containing"]
)
async def test_a_supervisor_has_no_say_over_who_is_not_below(board: Board, role: Role, areas: tuple[str, ...]) -> None:
    """One who serves one commune could note absences of the province's admin, and hand over what they have."""
    above = await board.hire("Hoa", role, *areas)
    minh = await board.hire("Minh", Role.SUPERVISOR, MY_LONG)
    async with board.signed_in(minh) as client:
        _action, fields = form_of((await client.get("/staff/duty")).text, "own-away")
        away = {**fields, "until": "2026-11-30"}
        assert (await client.post(f"/staff/duty/{above.id}", data=away)).status_code == 404
        assert (await client.get(f"/staff/people/{above.id}")).status_code == 404
        assert (await client.post(f"/staff/people/{above.id}", data=fields)).status_code == 404
    assert [(look.page, look.staff) for look in await looks(board) if look.refused] == [
        ("give_all", "Minh"),
        ("give_all", "Minh"),
        ("absence", "Minh"),
    ]


async def test_a_supervisor_reads_the_audit_of_their_own_area(board: Board) -> None:
    lan, tam = await board.hire("Lan", Role.OFFICER, MY_LONG), await board.hire("Tâm", Role.OFFICER, TRA_VINH)
    wide = await board.hire("Nga", Role.OFFICER, MY_LONG, TRA_VINH)
    await board.asks("Bé", "0912345678", MY_LONG)
    for officer in (lan, tam, wide):
        async with board.signed_in(officer) as client:
            await client.get("/staff/requests")
    minh = await board.hire("Minh", Role.SUPERVISOR, MY_LONG)
    async with board.signed_in(minh) as client:
        page = await client.get("/staff/audit")
    assert page.status_code == 200
    assert "Lan" in page.text
    assert "Tâm" not in page.text
    assert "Nga" not in page.text, "part of their area lies outside"
    async with board.signed_in(lan) as client:
        assert (await client.get("/staff/audit")).status_code == 404


@pytest.mark.parametrize("path", ["request", "people"])
@pytest.mark.parametrize("number", ["9" * 20, "9" * 10, str(2**63)])
async def test_a_number_that_no_row_can_have_is_no_page(board: Board, path: str, number: str) -> None:
    minh = await board.hire("Minh", Role.SUPERVISOR, MY_LONG)
    async with board.signed_in(minh) as client:
        assert (await client.get(f"/staff/{path}/{number}")).status_code == 404
