"""The board's lists: filters, pages, what is late, the Excel file, numbers, both languages."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

from sqlalchemy import update

from bot.domain.calendar import local
from bot.domain.leads import Move
from bot.domain.messages import Address, Incoming
from bot.domain.people import Role
from bot.reports.waiting_times import spread
from bot.store.cases import queries as cases
from bot.store.engine.database import Transaction
from bot.store.leads import queries as leads
from bot.store.people import visitors
from bot.store.tables import lead
from tests.web.board.site import (
    BEN_TRE,
    MY_LONG,
    TRA_VINH,
    Board,
    form_of,
    notice_of,
    press,
    rows_of,
)

DAY = timedelta(days=1)


async def test_by_state_age_and_commune(board: Board) -> None:
    hoa = await board.hire("Hoa", Role.SUPERVISOR, MY_LONG, TRA_VINH)
    for number, (commune, ago) in enumerate(((MY_LONG, 0), (MY_LONG, 2), (TRA_VINH, 5), (TRA_VINH, 9), (BEN_TRE, 9))):
        await board.asks(f"Lan {number}", f"091234567{number}", commune, ago=ago * DAY)
    await board.moves(2, Move.TAKE, Move.AGREE)
    await board.moves(3, Move.TAKE, Move.JOIN)
    async with board.signed_in(hoa) as client:
        expected = {
            "": [4, 2, 1],
            "?age=0": [1],
            "?age=1": [2],
            "?age=2": [],
            "?age=3": [4],
            "?late=1": [4],
            "?state=will_join": [2],
            "?state=joined": [3],
            "?state=closed": [3],
            f"?commune={TRA_VINH}": [4],
            f"?commune={MY_LONG}&state=new": [1],
            "?state=rubbish&age=17&page=-1&late=x": [4, 2, 1],
            "?page=99": [],
        }
        for query, numbers in expected.items():
            assert rows_of(await client.get(f"/staff/requests{query}")) == numbers, query
        page = await client.get("/staff/requests")
        assert re.findall(r'data-testid="(open|late)">(\d+)<', page.text) == [("open", "3"), ("late", "1")]
        assert not [where for where in re.findall(r'class="where">([^<]*)<', page.text) if "Bến Tre" in where]


async def test_fifty_a_page(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    for number in range(53):
        await board.asks(f"Lan {number}", f"09123450{number:02d}")
    async with board.signed_in(minh) as client:
        first = await client.get("/staff/requests?state=new")
        assert rows_of(first) == list(range(1, 51))
        assert "Trang 1 trên 2" in first.text
        assert 'href="./?state=new&amp;page=2"' in first.text.replace("./requests", "./")
        assert rows_of(await client.get("/staff/requests?state=new&page=2")) == [51, 52, 53]


async def test_my_day_begins_with_what_is_late(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    for number, ago in enumerate((9, 0, 9, 9)):
        await board.asks(f"Lan {number}", f"091234567{number}", ago=ago * DAY)
        at = board.now - (5 * DAY if number == 3 else 0 * DAY)
        await board.site.db.run(lambda tx, number=number, at=at: leads.take(tx, number + 1, minh.id, at))  # type: ignore[misc]
    await board.asks("Mới", "0912345679")
    today = local(board.now).date()
    await board.moves(1, Move.AGREE)
    await board.moves(3, Move.LATER, by=leads.By(minh.id, call_on=today + DAY))
    async with board.signed_in(minh) as client:
        page = await client.get("/staff/")
    assert rows_of(page) == [4, 2, 3, 1, 5]
    assert 'href="tel:+84912345673"' in page.text


async def test_live_questions_are_told_of_and_answered_in_the_chat(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    phuc = await board.hire("Phúc", Role.OFFICER, MY_LONG)

    def ask(tx: Transaction) -> None:
        address = Address("webchat", "", "phone of Lan")
        at = visitors.settle_in(tx, address, board.now, "vi")
        who = visitors.visit(tx, Incoming("1", address, sender=address.chat), board.now, "vi").citizen.id
        number = cases.add(tx, who, at, MY_LONG, board.now, board.now)
        cases.say(tx, number, "citizen", "chuyện riêng của Lan", board.now)
        cases.ask(tx, number, minh.id, board.now)

    await board.site.db.run(ask)
    async with board.signed_in(minh) as hers, board.signed_in(phuc) as his:
        page = await hers.get("/staff/")
        assert "Xã Mỹ Long: đang đợi trả lời, 0 phút" in page.text
        assert "chuyện riêng" not in page.text
        assert "Hỏi trực tiếp" not in (await his.get("/staff/")).text


async def test_the_excel_file_holds_what_the_list_shows_and_no_formula(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    await board.asks("=HYPERLINK(1)", "0912345678")
    await board.asks("Nguyễn Thị Lan", "0912345670")
    await board.asks("Người khác", "0987654321", TRA_VINH)
    async with board.signed_in(minh) as client:
        file = await client.get("/staff/requests.xlsx?state=new")
        assert file.headers["content-disposition"] == 'attachment; filename="yeu-cau-2026-11-23.xlsx"'
        assert file.headers["cache-control"] == "no-store"
    with ZipFile(BytesIO(file.content)) as book:
        texts = re.findall(r"<t[^>]*>([^<]*)</t>", book.read("xl/sharedStrings.xml").decode())
        cells = book.read("xl/worksheets/sheet1.xml").decode()
    assert {"=HYPERLINK(1)", "Nguyễn Thị Lan", "0912345670", "Xã Mỹ Long", "mới, chưa ai nhận"} < set(texts)
    assert {"Đã gọi lần đầu", "Gọi không gặp", "Nguồn", "Lời xin đồng ý", "Ghi chú"} < set(texts)
    assert "Người khác" not in texts
    assert "<f>" not in cells
    assert cells.count("<row ") == 3


async def test_numbers_of_each_commune(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    await board.asks("Lan", "0912345678", ago=5 * timedelta(hours=1))
    await board.asks("Hoa", "0987654321", ago=9 * DAY)
    async with board.signed_in(minh) as client:
        page = await press(client, await client.get("/staff/request/1"), "take")
        board.now += timedelta(hours=2)
        await press(client, page, "record", outcome="reached")
        numbers = await client.get("/staff/numbers?days=30")
        cells = re.findall(r'<td class="figure[^"]*" data-label="[^"]*">([^<]*)</td>', numbers.text)
        assert cells == ["1", "1", "2", "5 giờ / 5 giờ", "5 giờ / 5 giờ", "7 giờ / 7 giờ"]
        assert "<b>1</b> Trên 7 ngày" in numbers.text


def test_a_spread_is_made_of_waits_that_somebody_had() -> None:
    waits = [timedelta(hours=hours) for hours in range(10, 0, -1)]
    found = spread(waits)
    assert found is not None
    assert (found.median, found.p90) == (timedelta(hours=5), timedelta(hours=9))
    assert spread([]) is None


async def test_in_english_too(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    await board.asks("Lan")
    async with board.signed_in(minh) as client:
        page = await client.get("/staff/requests?lang=en")
        assert '<html lang="en">' in page.text
        assert "new, nobody has taken it" in page.text
        page = await press(client, await client.get("/staff/request/1"), "take")
        assert "It is yours" in page.text


async def test_forgotten_people_have_no_name_here(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    lead = await board.asks("Lan")
    await board.site.db.run(lambda tx: leads.forget(tx, lead.citizen))
    async with board.signed_in(minh) as client:
        assert rows_of(await client.get("/staff/requests")) == []
        page = await client.get("/staff/request/1")
        assert "(đã xóa tên)" in page.text
        assert "tel:" not in page.text


async def test_one_after_the_other_is_called(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    async with board.signed_in(minh) as client:
        assert notice_of(await client.get("/staff/next")).startswith("Giờ không còn ai phải gọi")
        await board.asks("Lan")
        await board.asks("Mai")
        page = await client.get("/staff/next")
        assert page.url.path == "/staff/request/1"
        assert 'href="/staff/next?after=1"' in page.text
        assert (await client.get("/staff/next?after=1")).url.path == "/staff/request/2"
        last = await client.get("/staff/next?after=2")
        assert notice_of(last) == "Hết lượt rồi. Còn 2 người phải gọi."


async def test_by_officer_source_and_day(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    phuc = await board.hire("Phúc", Role.OFFICER, MY_LONG)
    await board.asks("Lan", "0912345670", ago=2 * DAY)
    await board.asks("Mai", "0912345671")
    await board.site.db.run(lambda tx: leads.take(tx, 2, phuc.id, board.now))
    came = update(lead).where(lead.c.number == 1).values(source="XMY7")
    await board.site.db.run(lambda tx: tx.connection.execute(came))
    day = local(board.now - 2 * DAY).date()
    async with board.signed_in(minh) as client:
        for query, numbers in {
            f"?officer={phuc.id}": [2],
            "?source=XMY7": [1],
            f"?day={day}": [1],
            "?day=rubbish&officer=x": [1, 2],
        }.items():
            assert rows_of(await client.get(f"/staff/requests{query}")) == numbers, query
        assert '<option value="XMY7">' in (await client.get("/staff/requests")).text


async def test_several_are_taken_given_and_handed_over_at_once(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    phuc = await board.hire("Phúc", Role.OFFICER, MY_LONG)
    for number in range(4):
        await board.asks(f"Lan {number}", f"091234567{number}")
    await board.site.db.run(lambda tx: leads.take(tx, 4, phuc.id, board.now))
    chosen = {f"chosen-{number}": "1" for number in (1, 2, 4)}
    async with board.signed_in(minh) as client:
        page = await client.get("/staff/requests?state=new")
        _action, fields = form_of(page.text, "take-several")
        done = await client.post("/staff/requests/take", data=fields | chosen)
        assert notice_of(done).startswith("Đã làm xong 2 yêu cầu, còn 1 yêu cầu không làm được")
        assert done.url.query == b"state=new"
        assert rows_of(done) == [3]
        again = await client.post("/staff/requests/take", data=fields | chosen)
        assert notice_of(again) == "Việc này đã ghi rồi."
        page = await press(client, await client.get("/staff/requests"), "take-several")
        assert notice_of(page) == "Hãy đánh dấu ít nhất một yêu cầu."
        _action, fields = form_of(page.text, "give-several")
        given = await client.post("/staff/requests/give", data=fields | {"chosen-1": "1", "staff": str(phuc.id)})
        assert notice_of(given) == "Đã làm xong 1 yêu cầu."
        _action, fields = form_of(given.text, "hand-several")
        handed = await client.post("/staff/requests/hand", data=fields | {"chosen-2": "1", "commune": TRA_VINH})
        assert rows_of(handed) == [1, 3, 4]
        undone = await press(client, await client.get("/staff/"), "undo")
        assert 2 in rows_of(undone)


async def test_what_is_outside_the_area_is_not_done(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    await board.asks("Lan", "0912345670", TRA_VINH)
    async with board.signed_in(minh) as client:
        await board.asks("Mai", "0912345671")
        _action, fields = form_of((await client.get("/staff/requests")).text, "take-several")
        done = await client.post("/staff/requests/take", data=fields | {"chosen-1": "1"})
        assert notice_of(done).startswith("Đã làm xong 0 yêu cầu, còn 1")
    found = await board.site.db.read(lambda tx: leads.get(tx, 1))
    assert found is not None
    assert found.taken_by is None
