"""The pages of the content without a browser: who may, what is refused, what is told, and what Excel brings."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from io import BytesIO
from secrets import token_urlsafe

import httpx
import pytest
from openpyxl import Workbook, load_workbook

from bot.domain.people import Role, Staff
from bot.store.content import versions
from bot.store.staff import audit
from bot.store.statistics import unanswered
from tests.web.board.site import NOW, form_of, notice_of, press
from tests.web.content.site import Newsroom

EDIT = "/staff/content/edit"


def slips(page: httpx.Response) -> list[str]:
    return [unescape(one) for one in re.findall(r'data-testid="slip">([^<]*)<', page.text)]


def everything(page: httpx.Response) -> dict[str, str]:
    """All fields of the form as a browser would send them."""
    form = page.text[page.text.index('data-testid="form"') :].split("</form>")[0]
    fields = dict(re.findall(r'<input (?:type="hidden" |id="[^"]*" )name="([^"]+)" value="([^"]*)"', form))
    fields |= dict(re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\n(.*?)</textarea>', form, re.S))
    for name, options in re.findall(r'<select[^>]*name="([^"]+)">(.*?)</select>', form, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options) or re.search(r'value="([^"]*)"', options)
        fields[name] = chosen[1] if chosen else ""
    fields |= dict.fromkeys(re.findall(r'<input type="checkbox" name="([^"]+)" value="true" checked', form), "true")
    return {name: unescape(value) for name, value in fields.items()}


async def fills(client: httpx.AsyncClient, page: httpx.Response, do: str = "save", **filled: str) -> httpx.Response:
    fields = everything(page) | {name.replace("__", "."): value for name, value in filled.items()}
    return await client.post(page.url.path, data=fields | {"do": do, "form": token_urlsafe(16)})


async def approved(newsroom: Newsroom, member: Staff, address: str) -> httpx.Response:
    """Somebody else approves a draft, and puts it in use."""
    async with newsroom.board.signed_in(member, "/staff/content") as client:
        page = await press(client, await client.get(address), "yes", yes="1")
        return await press(client, page, "use")


async def both(newsroom: Newsroom) -> tuple[Staff, Staff]:
    return await newsroom.board.hire("Thu", Role.EDITOR), await newsroom.board.hire("Nga", Role.EDITOR)


async def test_nobody_but_editors_and_admins_and_each_thing_that_is_done_is_on_record(newsroom: Newsroom) -> None:
    thu, nga = await both(newsroom)
    minh = await newsroom.board.hire("Minh", Role.SUPERVISOR)
    async with newsroom.board.signed_in(minh) as client:
        for path in (
            "/staff/content",
            f"{EDIT}/answer/thap-nhat",
            "/staff/content/questions",
            "/staff/content/draft/1",
        ):
            assert (await client.get(path)).status_code == 404
    async with newsroom.board.signed_in(thu, "/staff/content") as client:
        page = await client.get(f"{EDIT}/answer/thap-nhat")
        stolen = everything(page) | {"do": "save", "csrf": "x"}
        assert (await client.post(page.url.path, data=stolen)).status_code == 403
        done = await fills(client, page, vi__title="Ít nhất bao nhiêu?")
        assert notice_of(done).startswith("Đã lưu.")
        assert (await client.get(f"{EDIT}/answer/khong-co")).status_code == 404
        assert (await client.get(f"{EDIT}/secret/x")).status_code == 404
    await approved(newsroom, nga, done.url.path)
    seen = await newsroom.board.site.db.read(lambda tx: audit.entries(tx, 10, 0))
    assert [one.page.value for one in reversed(seen) if not one.refused] == [
        "content_edit", "content_draft", "content_use"
    ]  # fmt: skip


SLIPS = {
    "thirty-first of February": ("figure/reference_level", {"v6.from": "2027-02-31"}, "không phải là ngày"),
    "no day at all": ("figure/reference_level", {"v6.from": ""}, "đang để trống"),
    "no document": ("figure/reference_level", {"v6.basis": ""}, "đang để trống"),
    "half a đồng": ("figure/reference_level", {"v6.value": "2,5"}, "số đồng chẵn"),
    "twenty-two, not per cent": ("figure/contribution_rate", {"v1.value": "22"}, "22 % là 0.22"),
    "a bare sum": ("answer/thap-nhat", {"vi.short": "Dạ, 330.000 đồng."}, "số tiền viết thẳng"),
    "a bare share": ("answer/thap-nhat", {"vi.short": "Dạ, 22 %."}, "22 %"),
    "a figure misspelt": ("answer/thap-nhat", {"vi.short": "{{ dong(flor_contribution) }}"}, "floor_contribution"),
    "too few ways of asking": ("answer/thap-nhat", {"asks": "một"}, "ít nhất 4"),
    "an unknown commune": ("office/my-long", {"communes": "Xã Đâu Đó"}, "Không có xã"),
    "hours back to front": ("office/my-long", {"o0.hours": "11:00-07:00"}, "kết thúc sau khi bắt đầu"),
    "no such weekday": ("duty/home", {"duty.days": "T2, T9"}, "không phải là thứ"),
    "a code that is read wrongly": ("poster/new", {"id": "LO1", "where": "Chợ"}, "không dùng được"),
}


@pytest.mark.parametrize("slip", SLIPS)
async def test_a_slip_is_told_at_its_field_and_nothing_is_kept(newsroom: Newsroom, slip: str) -> None:
    thing, wrong, told = SLIPS[slip]
    new = {
        "v6.value": "2.700.000",
        "v6.from": "2027-07-01",
        "v6.basis": "Nghị định 1/2027/NĐ-CP",
        "v6.confirmed": "true",
    }
    thu, _nga = await both(newsroom)
    async with newsroom.board.signed_in(thu, "/staff/content") as client:
        page = await client.get(f"{EDIT}/{thing}")
        filled = (new if any(name.startswith("v6") for name in wrong) else {}) | wrong
        refused = await fills(client, page, **filled)
        assert refused.status_code == 422
        assert any(told in one for one in slips(refused)), slips(refused)
        assert 'data-testid="draft"' not in (await client.get("/staff/content")).text


async def test_a_form_filled_in_while_others_published_overwrites_nothing(newsroom: Newsroom) -> None:
    thu, nga = await both(newsroom)
    async with newsroom.board.signed_in(thu, "/staff/content") as client:
        old = await client.get(f"{EDIT}/answer/thap-nhat")
        done = await fills(client, old, vi__title="Ít nhất bao nhiêu?")
        await approved(newsroom, nga, done.url.path)
        met = await fills(client, old, vi__title="Tối thiểu?")
        assert met.status_code == 422
        assert "vừa sửa đúng những dòng này" in slips(met)[0]
        beside = await fills(client, old, vi__short="Dạ, ít nhất **{{ dong(floor_contribution) }}**.")
        assert notice_of(beside).startswith("Đã lưu.")
    await approved(newsroom, nga, beside.url.path)
    assert newsroom.content.knowing.knowledge.library.answers["thap-nhat"].title["vi"] == "Ít nhất bao nhiêu?"


async def test_what_is_wrong_is_withdrawn_by_one_person_and_the_others_are_told(newsroom: Newsroom) -> None:
    thu, nga = await both(newsroom)
    async with newsroom.board.signed_in(thu, "/staff/content") as client:
        page = await client.get(f"{EDIT}/answer/dong-truoc")
        done = await press(client, page, "withdraw", reason="Sai tỷ lệ")
        assert notice_of(done) == "Đã đưa vào dùng."
        assert "dong-truoc" not in newsroom.content.knowing.knowledge.library.answers
        assert "related: [dong-truoc]" not in (newsroom.folder.content / "topics/paying/topic.yaml").read_text()
        page = await client.get(f"{EDIT}/figure/hotline")
        done = await press(client, page, "withdraw", reason="Số đã đổi")
        assert notice_of(done) == "Đã đưa vào dùng."
    figure = newsroom.content.knowing.knowledge.library.figures.by_name["hotline"]
    assert figure.on(NOW.date()).value is None
    assert figure.on((NOW - timedelta(days=1)).date()).value is not None
    told = [said for chat, said in await newsroom.board.told() if chat == f"chat of {nga.name}"]
    assert len(told) == 2
    assert "Thu đã rút" in told[0]
    assert "Sai tỷ lệ" in told[0]


async def test_a_question_without_an_answer_becomes_a_way_of_asking(newsroom: Newsroom) -> None:
    thu, _nga = await both(newsroom)
    for text in ("nhà tui thấp nhất đóng mấy đồng", "thấp nhất nhà tui đóng mấy đồng"):
        await newsroom.board.site.db.run(lambda tx, text=text: unanswered.keep(tx, text, "missed", "", NOW))
    async with newsroom.board.signed_in(thu, "/staff/content") as client:
        page = await client.get("/staff/content/questions")
        link = re.search(r'href="(/staff/content/edit/answer/thap-nhat\?ask=[^"]+)"', page.text)
        assert link is not None
        form = await client.get(unescape(link[1]))
        assert "mấy đồng" in everything(form)["asks"].splitlines()[-1]
        done = await fills(client, form)
        assert notice_of(done).startswith("Đã lưu.")
        assert "Không có câu hỏi nào đang đợi" in (await client.get("/staff/content/questions")).text


def table(*rows: list[object]) -> bytes:
    book, body = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    book.save(body)
    return body.getvalue()


async def uploads(client: httpx.AsyncClient, which: str, body: bytes) -> httpx.Response:
    page = await client.get(f"/staff/content/sheet/{which}")
    action, fields = form_of(page.text.replace(' enctype="multipart/form-data"', ""), "upload")
    return await client.post(action, data=fields, files={"file": ("bang.xlsx", body)})


async def test_figures_go_out_to_excel_and_come_back_with_every_mistake_at_its_cell(newsroom: Newsroom) -> None:
    thu, nga = await both(newsroom)
    async with newsroom.board.signed_in(thu, "/staff/content") as client:
        given = await client.get("/staff/content/sheet/figures/table.xlsx")
        rows = [list(row) for row in load_workbook(BytesIO(given.content)).worksheets[0].values]
        assert rows[0][:3] == ["Tên", "Là gì", "Giá trị"]
        same = await uploads(client, "figures", table(*rows))
        assert "không có gì thay đổi" in same.text
        head = rows[0]
        wrong = table(
            head,
            ["reference_levl", "", 2700000, "2027-07-01", "", "NĐ 1", "", "có", ""],
            ["reference_level", "", "2,5", "01/07/2027", "", "NĐ 1", "", "có", ""],
        )
        told = unescape((await uploads(client, "figures", wrong)).text)
        assert "A2: không có “reference_levl”. Có phải ý là “reference_level” không?" in told
        half = table(head, ["reference_level", "", "2,5", "01/07/2027", "", "NĐ 1/2027", "", "có", ""])
        assert "C2: Số tiền phải là số đồng chẵn" in (await uploads(client, "figures", half)).text
        good = table(head, ["reference_level", "", 2700000, "01/07/2027", "", "NĐ 1/2027", "Công báo", "có", ""])
        draft = await uploads(client, "figures", good)
        assert 'data-testid="effect"' in draft.text
        assert "2.700.000" in draft.text
        assert await newsroom.board.told() == []
        applied = await press(client, draft, "ask")
        assert notice_of(applied).startswith("Đã lưu.")
    await approved(newsroom, nga, draft.url.path)
    text = (newsroom.folder.content / "figures/contribution.yaml").read_text(encoding="utf-8")
    assert '{value: 2700000, from: 2027-07-01, basis: "NĐ 1/2027", source: "Công báo", confirmed: true}' in text


async def test_ways_of_asking_come_back_from_excel(newsroom: Newsroom) -> None:
    thu, _nga = await both(newsroom)
    async with newsroom.board.signed_in(thu, "/staff/content") as client:
        given = await client.get("/staff/content/sheet/asks/table.xlsx")
        rows = [list(row) for row in load_workbook(BytesIO(given.content)).worksheets[0].values]
        assert ["thap-nhat", "Mức đóng thấp nhất?", "dong it nhat"] in rows
        few = table(rows[0], ["thap-nhat", "", "một cách"])
        assert "C2: Mới có 1 cách hỏi" in (await uploads(client, "asks", few)).text
        more = await uploads(client, "asks", table(*rows, ["thap-nhat", "", "đóng bèo nhất"]))
        assert "đóng bèo nhất" in more.text


async def test_every_version_shows_what_it_changed_and_an_old_one_without_files_only_who_and_why(
    newsroom: Newsroom,
) -> None:
    thu, nga = await both(newsroom)
    async with newsroom.board.signed_in(thu, "/staff/content") as client:
        page = await client.get(f"{EDIT}/answer/thap-nhat")
        done = await fills(client, page, vi__title="Ít nhất bao nhiêu?", reason="Dễ hiểu hơn")
        await approved(newsroom, nga, done.url.path)
        assert "Dễ hiểu hơn" in (await client.get("/staff/content")).text
        second = await client.get("/staff/content/version/2")
        assert "Ít nhất bao nhiêu?" in second.text
        back = await press(client, await client.get("/staff/content/version/1"), "back", reason="Nhầm")
        assert notice_of(back) == "Đã đưa vào dùng."
        await newsroom.board.site.db.run(lambda tx: versions.thin(tx, NOW + timedelta(days=900), 1))
        first = await client.get("/staff/content/version/2")
        assert "chỉ còn giữ: ai, lúc nào, vì sao" in first.text
        assert (await client.get("/staff/content/version/9")).status_code == 404
    told = [said for chat, said in await newsroom.board.told() if chat == f"chat of {nga.name}"]
    assert any("Thu đã quay về nội dung cũ" in said for said in told)
    assert newsroom.content.knowing.knowledge.library.answers["thap-nhat"].title["vi"] == "Mức đóng thấp nhất?"
