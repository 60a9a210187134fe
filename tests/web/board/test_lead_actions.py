"""What is done on the board is what the chat would do: the same services, one transaction, the same parcels."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.people import Role
from bot.store.leads import queries as leads
from bot.store.staff import members as staff
from tests.web.board.site import (
    MY_LONG,
    TRA_VINH,
    Board,
    form_of,
    notice_of,
    press,
    rows_of,
)


async def test_taking_tells_the_citizen_and_nobody_twice(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    await board.asks("Lan")
    async with board.signed_in(minh) as client:
        page = await client.get("/staff/")
        action, fields = form_of(page.text, "take")
        taken = await client.post(action, data=fields)
        assert taken.url.path == "/staff/request/1"
        assert notice_of(taken).startswith("Yêu cầu này là của mình rồi")
        again = await client.post(action, data=fields)
        assert notice_of(again) == "Việc này đã ghi rồi."
        assert notice_of(await client.get("/staff/request/1")) == "", "a notice is shown once"
    told = await board.told()
    assert [chat for chat, _text in told] == ["phone of Lan"]
    assert "Minh" in told[0][1]
    assert board.woken == 2


async def test_the_second_one_hears_who_was_first(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    phuc = await board.hire("Phúc", Role.OFFICER, MY_LONG)
    await board.asks("Lan")
    async with board.signed_in(minh) as hers, board.signed_in(phuc) as his:
        seen = await his.get("/staff/")
        await press(hers, await hers.get("/staff/"), "take")
        late = await press(his, seen, "take")
    assert "Minh" in notice_of(late)
    lead = await board.site.db.read(lambda tx: leads.get(tx, 1))
    assert lead is not None
    assert lead.taken_by == minh.id


async def test_outcome_note_and_the_next_call(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    await board.asks("Lan")
    async with board.signed_in(minh) as client:
        page = await press(client, await client.get("/staff/request/1"), "take")
        page = await press(client, page, "add", note="Gọi <b>buổi</b> chiều\r\ncũng được")
        assert notice_of(page) == "Đã thêm ghi chú."
        assert "Gọi &lt;b&gt;buổi&lt;/b&gt; chiều\ncũng được" in page.text
        page = await press(client, page, "record", outcome="later", day="2026-11-20")
        assert notice_of(page) == "Ngày gọi lại phải từ hôm nay trở đi."
        page = await press(client, page, "record", outcome="nothing like it")
        assert notice_of(page) == "Hãy chọn một mục trong danh sách."
        page = await press(client, page, "record", outcome="later", day="2026-11-25", note="hàng xóm nghe")
        assert "hẹn gọi 25/11/2026" in page.text
        assert "hàng xóm nghe" in page.text
        page = await press(client, page, "record", outcome="joined")
        assert 'name="record"' not in page.text, "what has ended has no forms"
        assert page.text.count('data-testid="step"') == 5
    assert [text.split()[1] for _chat, text in await board.told()]
    assert {chat for chat, _text in await board.told()} == {"phone of Lan"}


async def test_handed_to_another_commune_it_is_gone_from_here(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    await board.hire("Phúc", Role.OFFICER, TRA_VINH)
    await board.asks("Lan")
    async with board.signed_in(minh) as client:
        page = await client.get("/staff/request/1")
        assert notice_of(await press(client, page, "hand", commune="00000")).startswith("Hãy chọn")
        page = await press(client, await client.get("/staff/request/1"), "hand", commune=TRA_VINH)
        assert page.url.path == "/staff/"
        assert "phường Trà Vinh" in notice_of(page)
        assert rows_of(page) == []
    assert sorted(chat for chat, _text in await board.told()) == ["chat of Phúc", "phone of Lan"]


async def test_given_to_a_colleague_by_who_holds_it_or_leads(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    phuc = await board.hire("Phúc", Role.OFFICER, MY_LONG)
    hoa = await board.hire("Hoa", Role.SUPERVISOR, MY_LONG, TRA_VINH)
    other = await board.hire("Tuấn", Role.OFFICER, TRA_VINH)
    await board.asks("Lan")
    async with board.signed_in(minh) as hers, board.signed_in(phuc) as his, board.signed_in(hoa) as leading:
        page = await press(hers, await hers.get("/staff/request/1"), "take")
        assert 'name="give"' not in (await his.get("/staff/request/1")).text
        _action, fields = form_of((await his.get("/staff/request/1")).text, "add")
        forged = await his.post("/staff/request/1/give", data=fields | {"staff": str(phuc.id)})
        assert notice_of(forged) == "Chỉ người đang giữ yêu cầu mới chuyển được."
        page = await leading.get("/staff/request/1")
        wrong = await press(leading, page, "give", staff=str(other.id))
        assert notice_of(wrong).startswith("Chưa có gì thay đổi")
        page = await press(leading, await leading.get("/staff/request/1"), "give", staff=str(phuc.id))
        assert notice_of(page) == "Yêu cầu số 1 giờ do Phúc giữ."
        assert rows_of(await his.get("/staff/")) == [1]
    told = [(chat, text.partition("\n")[0]) for chat, text in await board.told()][1:]
    assert [chat for chat, _text in told] == ["phone of Lan", "chat of Phúc", "chat of Minh"]
    assert "Phúc" in told[0][1]


async def test_all_that_somebody_has_who_leaves(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG, TRA_VINH)
    phuc = await board.hire("Phúc", Role.OFFICER, MY_LONG)
    await board.hire("Tuấn", Role.OFFICER, TRA_VINH)
    hoa = await board.hire("Hoa", Role.SUPERVISOR)
    for number in range(4):
        await board.asks(f"Lan {number}", f"091234567{number}", TRA_VINH if number == 3 else MY_LONG)
        await board.site.db.run(lambda tx, number=number: leads.take(tx, number + 1, minh.id, board.now))  # type: ignore[misc]
    await board.site.db.run(lambda tx: staff.remove(tx, minh.id))
    async with board.signed_in(phuc) as his:
        assert "Bàn giao" not in (await his.get("/staff/people")).text
        assert (await his.get(f"/staff/people/{minh.id}")).status_code == 404
        _action, fields = form_of((await his.get("/staff/")).text, "here")
        assert (await his.post(f"/staff/people/{minh.id}", data=fields)).status_code == 404
    async with board.signed_in(hoa) as client:
        assert "đã nghỉ" in (await client.get("/staff/people")).text
        page = await client.get(f"/staff/people/{minh.id}")
        assert "đang giữ 4 yêu cầu" in page.text
        action, fields = form_of(page.text, "all", staff=str(phuc.id))
        done = await client.post(action, data=fields)
        assert notice_of(done) == "Đã bàn giao: 3 yêu cầu cho Phúc, 1 yêu cầu trả về từng xã."
        assert notice_of(await client.post(action, data=fields)) == "Việc này đã ghi rồi."
    held = await board.site.db.read(lambda tx: [lead.number for lead in leads.of_staff(tx, phuc.id)])
    assert held == [1, 2, 3]
    chats = [chat for chat, _text in await board.told()]
    assert chats.count("chat of Phúc") == 1, "one message for all of them"
    assert chats.count("chat of Tuấn") == 1
    assert {f"phone of Lan {number}" for number in range(3)} < set(chats)


async def test_her_own_may_be_handed_back_before_a_holiday(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    phuc = await board.hire("Phúc", Role.OFFICER, MY_LONG)
    await board.asks("Lan", ago=timedelta(hours=1))
    async with board.signed_in(minh) as client:
        await press(client, await client.get("/staff/request/1"), "take")
        page = await press(client, await client.get(f"/staff/people/{minh.id}"), "all", staff="")
        assert "1 yêu cầu trả về" in notice_of(page)
    assert [lead.number for lead in await board.site.db.read(lambda tx: leads.waiting(tx, phuc.communes))] == [1]


async def test_a_slip_is_undone_even_where_it_has_left_the_area(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    await board.hire("Phúc", Role.OFFICER, TRA_VINH)
    await board.asks("Lan")
    async with board.signed_in(minh) as client:
        page = await press(client, await client.get("/staff/request/1"), "hand", commune=TRA_VINH)
        assert (await client.get("/staff/request/1")).status_code == 404
        action, fields = form_of(page.text, "undo")
        undone = await client.post(action, data=fields)
        assert notice_of(undone) == "Đã hoàn tác: yêu cầu số 1 trở lại như trước."
        assert rows_of(undone) == [1]
        assert notice_of(await client.post(action, data=fields)) == "Việc này đã ghi rồi."
        assert "phone of Lan" not in {chat for chat, _text in await board.told()}, "it had not gone yet"


async def test_a_slip_is_nobody_elses_to_undo_and_only_for_ten_minutes(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    phuc = await board.hire("Phúc", Role.OFFICER, MY_LONG)
    await board.asks("Lan")
    async with board.signed_in(minh) as hers, board.signed_in(phuc) as his:
        page = await press(hers, await hers.get("/staff/request/1"), "take")
        assert 'name="undo"' in page.text
        assert 'name="undo"' not in (await his.get("/staff/request/1")).text
        _action, fields = form_of((await his.get("/staff/")).text, "here")
        refused = await his.post("/staff/request/1/undo", data=fields)
        assert notice_of(refused).startswith("Việc đó đồng nghiệp làm")
        board.now += timedelta(minutes=11)
        assert 'name="undo"' not in (await hers.get("/staff/request/1")).text


async def test_an_ended_request_is_noted_on_and_opened_again(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    await board.asks("Lan")
    async with board.signed_in(minh) as client:
        page = await press(client, await client.get("/staff/request/1"), "take")
        page = await press(client, page, "record", outcome="not_interested")
        page = await press(client, page, "add", note="có hỏi lại vợ")
        assert "có hỏi lại vợ" in page.text
        page = await press(client, page, "reopen", note="cô đổi ý")
        assert notice_of(page).startswith("Yêu cầu số 1 đã mở lại")
        assert 'name="record"' in page.text


async def test_a_request_is_written_for_somebody_without_an_app(board: Board) -> None:
    minh = await board.hire("Minh", Role.OFFICER, MY_LONG)
    asked = {"where": "door", "agreed": "call", "name": "bà Tư", "phone": "0912 345 678", "commune": MY_LONG}
    async with board.signed_in(minh) as client:
        page = await client.get("/staff/write")
        assert "xin phép giữ họ tên" in page.text
        refused = await press(client, page, "write", **{**asked, "agreed": "no"})
        assert notice_of(refused) == "Người ấy không đồng ý thì không giữ gì."
        wrong = await press(client, await client.get("/staff/write"), "write", **{**asked, "phone": "123"})
        assert wrong.url.path == "/staff/write"
        assert await board.site.db.read(lambda tx: leads.get(tx, 1)) is None
        done = await press(client, await client.get("/staff/write"), "write", **asked)
        assert notice_of(done).startswith("Đã ghi: yêu cầu số 1 của bà Tư")
        assert rows_of(done) == [1]
    found = await board.site.db.read(lambda tx: leads.get(tx, 1))
    assert found is not None
    assert (found.source, found.shared) == ("door", False)
