"""What a hostile member of staff sends to the newer pages of the board, and what a dismissed one keeps."""

from __future__ import annotations

import pytest

from bot.domain.people import Role
from bot.services.meetings import planning
from bot.store.staff.members import remove
from tests.web.board.site import MY_LONG, Board, context_of, form_of, press
from tests.web.test_hall import board, held, link_to

__all__ = ["board"]

#: No whole numbers of ours, though some library calls each of them one.
NUMBERS = ("²", "①", "9" * 5000, "0" * 8 + "1" * 5000, "-1", "1e3", "\u0660\u0661" * 9)
DAYS = ("9999-12-31", "0001-01-01", "2027-02-31", "9999-12", "0000-00-00", "31/12/2026", "٢٠٢٦-١١-٣٠")
PLAN = {"kind": "hoi-nghi", "title": "Hội nghị", "commune": MY_LONG, "place": "Đình", "day": "2026-12-05"}
ADDRESSES = (
    "/staff/requests?day={}&page={}&officer={}&age={}",
    "/staff/requests.xlsx?day={}",
    "/staff/audit?request={}&page={}&case={}",
    "/staff/meetings?month={}",
    "/staff/meetings.xlsx?month={}",
    "/staff/meetings/new?like={}",
    "/staff/reports?period={}",
    "/staff/reports?first={}&last={}",
    "/staff/duty?day={}",
    "/staff/numbers?period={}",
    "/staff/people/{}",
    "/calendar/{}-{}-x.ics",
    "/q/{}",
    "/listen/{}",
    "/hall/open/{}",
    "/chat/?q={}",
)


@pytest.mark.parametrize("address", ADDRESSES)
async def test_what_is_no_number_or_no_day_in_an_address_is_no_failure(board: Board, address: str) -> None:
    async with board.signed_in(await board.hire("Chi", Role.ADMIN)) as client:
        for nonsense in (*NUMBERS, *DAYS):
            answer = await client.get(address.replace("{}", nonsense[:60]))
            assert answer.status_code < 500, nonsense[:20]


async def test_what_is_no_number_or_no_day_in_a_form_is_told_and_nothing_is_kept(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    async with board.signed_in(minh) as client:
        new = await client.get("/staff/meetings/new")
        for wrong in (*({"seats": one} for one in NUMBERS), *({"day": one} for one in DAYS), {"starts": "25:61"}):
            told = await press(client, new, "save", **{**PLAN, "starts": "08:30", **wrong})
            assert told.status_code < 500, wrong
            assert told.status_code == 409, wrong
            assert 'data-testid="wrong"' in told.text, wrong
        number = await held(board, minh)
        door = await client.get(f"/staff/meetings/{number}/door")
        _action, fields = form_of(door.text, "screen")
        for nonsense in NUMBERS:
            filled = fields | {"question": nonsense}
            assert (await client.post(f"/staff/meetings/{number}/release", data=filled)).status_code in {303, 400}
    async with board.signed_in(await board.hire("Chi", Role.ADMIN)) as client:
        page = await client.get("/staff/invitations")
        for nonsense in NUMBERS:
            filled = {"name": "Hoa", "role": "officer", "communes": "Mỹ Long", "skills": "", "capacity": nonsense}
            refused = await press(client, page, "invite", **filled)
            assert refused.status_code == 422, nonsense[:20]
        assert 'data-testid="invitation"' not in (await client.get("/staff/invitations")).text


async def test_a_note_for_the_report_that_is_sent_twice_is_there_once(board: Board) -> None:
    async with board.signed_in(await board.hire("Minh", Role.OFFICER, MY_LONG)) as client:
        page = await client.get("/staff/reports?period=2026-10")
        await press(client, page, "remark", kind="difficulty", text="Sóng yếu.")
        again = await press(client, page, "remark", kind="difficulty", text="Sóng yếu.")
        assert again.text.count('data-testid="remark"') == 1


@pytest.mark.parametrize("over", ["dismissed", "cancelled"])
async def test_a_screen_ends_with_the_right_of_who_opened_it_and_with_its_meeting(board: Board, over: str) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    number = await held(board, minh)
    first, second = [await link_to(board, minh, number) for _link in range(2)]
    async with board.site.client() as hall, board.site.client() as later:
        await press(hall, await hall.get(first), "open")
        assert (await hall.get("/hall/state")).status_code == 200
        if over == "dismissed":
            await board.site.db.run(lambda tx: remove(tx, minh.id))
        else:
            await board.site.db.run(lambda tx: planning.cancel(number, context_of(tx, board.now)))
        assert (await hall.get("/hall/state")).status_code == 404
        assert (await hall.get("/hall/")).status_code == 404
        opened = await press(later, await later.get(second), "open")
        assert opened.status_code == 404
