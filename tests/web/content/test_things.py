"""Every kind of thing has its page: a form, another code, a way out, a file to upload; a second person approves."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO

import httpx
import pytest
from docx import Document

from bot.library.editing.things import KINDS, MADE
from bot.library.translations import FILE
from tests.content import CONTENT
from tests.library.conftest import CAMPAIGN
from tests.library.test_khmer import DRAFTS
from tests.library.test_shapes import FEELINGS, GUARDS, MEETING, REPLIES
from tests.web.board.site import form_of, notice_of, press
from tests.web.content.site import Newsroom
from tests.web.content.test_pages import EDIT, approved, both, everything, fills, slips


@pytest.fixture
async def full(newsroom: Newsroom) -> Newsroom:
    """With something of every kind."""
    for path, text in (
        ("search/guards.yaml", GUARDS),
        ("search/feelings.yaml", FEELINGS),
        ("search/replies.yaml", REPLIES),
        ("search/dialect.yaml", '"hông": "không"\n'),
        ("meetings/cho-phien.yaml", MEETING),
        ("targets/2026.yaml", "targets: []\n"),
        ("campaigns/tin.md", CAMPAIGN),
        (FILE, DRAFTS),
        ("campaigns/hosts.yaml", "hosts: [vinhlong.gov.vn]\n"),
    ):
        newsroom.folder.write(path, text)
    for path in ("prints", "documents", "reports"):
        (newsroom.folder.content / path).mkdir()
        for file in (CONTENT / path).iterdir():
            (newsroom.folder.content / path / file.name).write_bytes(file.read_bytes())
    await newsroom.content.look()
    assert not newsroom.content.refused
    return newsroom


async def test_every_kind_is_listed_opened_and_if_it_may_be_made_begun(full: Newsroom) -> None:
    thu, _nga = await both(full)
    async with full.board.signed_in(thu, "/staff/content") as client:
        for kind in KINDS:
            page = await client.get(f"/staff/content?kind={kind}")
            links = re.findall(rf'data-testid="thing"><a href="({EDIT}/{kind}/[^"]+)"', page.text)
            assert links, kind
            assert (await client.get(links[0])).status_code == 200, links[0]
            new = await client.get(f"{EDIT}/{kind}/new")
            assert new.status_code == (200 if kind in MADE else 404), kind


async def test_a_topic_is_made_with_its_first_answer_and_gets_another_code(full: Newsroom) -> None:
    thu, nga = await both(full)
    async with full.board.signed_in(thu, "/staff/content") as client:
        form = await client.get(f"{EDIT}/topic/new")
        wrong = await fills(
            client, form, title="Nông dân", vi__title="Nông dân đóng gì?", vi__short="Dạ, 330.000 đồng."
        )
        assert wrong.status_code == 422
        assert any("số tiền viết thẳng" in one for one in slips(wrong))
        done = await fills(
            client, wrong, vi__short="Dạ, tự chọn mức.", asks="nông dân\nlàm ruộng\nnong dan\nlam ruong",
            basis="Luật BHXH 41/2024/QH15, Điều 36", since="2025-07-01",
        )  # fmt: skip
        assert notice_of(done).startswith("Đã lưu.")
        again = await client.get(done.url.path.replace("draft/", "edit/topic/nong-dan?draft="))
        assert everything(again)["vi.title"] == "Nông dân đóng gì?"
    await approved(full, nga, done.url.path)
    library = full.content.knowing.knowledge.library
    assert library.topics["nong-dan"].answers == ("nong-dan-dong-gi",)
    async with full.board.signed_in(thu, "/staff/content") as client:
        page = await client.get(f"{EDIT}/answer/nong-dan-dong-gi")
        taken = await press(client, page, "rename", id="thap-nhat")
        assert "Mã này đã có" in notice_of(taken)
        done = await press(client, page, "rename", id="lam-nong", reason="Ngắn hơn")
        assert notice_of(done).startswith("Đã lưu.")
        assert "Đổi mã: Câu trả lời: Nông dân đóng gì?" in unescape(done.text)
    await approved(full, nga, done.url.path)
    library = full.content.knowing.knowledge.library
    assert library.answers["nong-dan-dong-gi"].id == "lam-nong"
    assert (
        (full.folder.content / "topics/nong-dan/vi.md")
        .read_text(encoding="utf-8")
        .endswith("## Nông dân đóng gì? {#lam-nong}\nDạ, tự chọn mức.\n")
    )


async def test_what_is_taken_out_waits_for_a_second_person_and_what_is_needed_stays(full: Newsroom) -> None:
    thu, nga = await both(full)
    async with full.board.signed_in(thu, "/staff/content") as client:
        page = await client.get(f"{EDIT}/answer/thap-nhat")
        needed = await press(client, page, "remove", reason="Thừa")
        assert "Không có câu trả lời “thap-nhat”" in unescape(notice_of(needed))
        page = await client.get(f"{EDIT}/answer/dong-truoc")
        done = await press(client, page, "remove", reason="Thừa")
        assert notice_of(done).startswith("Đã lưu.")
        assert "dong-truoc" in full.content.knowing.knowledge.library.answers
    await approved(full, nga, done.url.path)
    assert "dong-truoc" not in full.content.knowing.knowledge.library.answers
    told = [said for chat, said in await full.board.told() if chat == f"chat of {nga.name}"]
    assert "Bỏ ra: Câu trả lời: Đóng trước có lợi không?" in told[0]


async def test_a_new_consent_never_touches_an_old_one(full: Newsroom) -> None:
    thu, nga = await both(full)
    async with full.board.signed_in(thu, "/staff/content") as client:
        old = await client.get(f"{EDIT}/consent/2026-11-24")
        assert 'data-testid="locked"' in old.text
        new = await client.get(f"{EDIT}/consent/new?beside=2026-11-24")
        stolen = await client.post(f"{EDIT}/consent/2026-11-24", data=everything(new) | {"do": "save"})
        assert stolen.status_code == 422
        words = everything(new)["text.vi"].replace("Không dùng việc khác", "Không dùng vào việc gì khác")
        wrong = await fills(client, new, id="2027-01-15", text__vi=words.replace("{keep_days}", "90"))
        assert any("{keep_days}" in one for one in slips(wrong))
        done = await fills(client, new, id="2027-01-15", text__vi=words, reason="Rõ hơn")
        assert notice_of(done).startswith("Đã lưu.")
    before = (full.folder.content / "consent/2026-11-24.yaml").read_bytes()
    await approved(full, nga, done.url.path)
    assert full.content.knowing.knowledge.library.consent.version == "2027-01-15"
    assert (full.folder.content / "consent/2026-11-24.yaml").read_bytes() == before


async def uploads(client: httpx.AsyncClient, path: str, body: bytes) -> httpx.Response:
    page = await client.get("/staff/content/templates")
    form = page.text[page.text.index(f'action="/staff/content/templates/{path}"') - 60 :]
    action, fields = form_of(form.replace(' enctype="multipart/form-data"', ""), "upload")
    return await client.post(action, data=fields, files={"file": (path.rpartition("/")[2], body)})


def document(text: str) -> bytes:
    made, body = Document(), BytesIO()
    made.add_paragraph(text)
    made.save(body)
    return body.getvalue()


async def test_a_template_of_word_goes_out_and_comes_back_tried(full: Newsroom) -> None:
    thu, nga = await both(full)
    path = "documents/van-ban.docx"
    async with full.board.signed_in(thu, "/staff/content") as client:
        given = await client.get(f"/staff/content/templates/{path}")
        assert given.content == (CONTENT / path).read_bytes()
        same = await uploads(client, path, given.content)
        assert "giống hệt tệp đang dùng" in same.text
        wrong = unescape((await uploads(client, path, document("{{ noi_dug }}"))).text)
        assert "không có mục “noi_dug”. Có phải ý là “noi_dung” không?" in wrong
        assert "không phải là tệp Word" in unescape((await uploads(client, path, b"PK nothing")).text)
        body = document("{{ noi_dung }}")
        done = await uploads(client, path, body)
        assert notice_of(done).startswith("Đã lưu.")
        assert (await client.get("/staff/content/templates/figures/benefits.yaml")).status_code == 404
        layout = await uploads(client, "prints/tent.typ", b'#import "shared.typ": *\n#let x = ')
        assert layout.status_code == 422
    await approved(full, nga, done.url.path)
    assert (full.folder.content / path).read_bytes() == body


async def test_what_is_said_is_seen_beside_its_form_and_a_list_keeps_its_lines(full: Newsroom) -> None:
    thu, nga = await both(full)
    async with full.board.signed_in(thu, "/staff/content") as client:
        page = await client.get(f"{EDIT}/guard/pets")
        looked = await fills(client, page, "look", reply__vi="Dạ, chuyện thú nuôi Loa không rành ạ.")
        assert looked.text.count("Dạ, chuyện thú nuôi Loa không rành ạ.") == 1 + 4
        bare = await fills(client, page, reply__vi="Dạ, mỗi con 50.000 đồng.")
        assert any("viết thẳng" in one for one in slips(bare))
        page = await client.get(f"{EDIT}/list/dialect")
        done = await fills(client, page, all="hông: không\nbi nhiêu: bao nhiêu")
        assert notice_of(done).startswith("Đã lưu.")
    await approved(full, nga, done.url.path)
    assert full.content.knowing.knowledge.library.vocabulary.dialect["bi nhiêu"] == "bao nhiêu"
    text = (full.folder.content / "search/dialect.yaml").read_text(encoding="utf-8")
    assert text == '"hông": "không"\n"bi nhiêu": "bao nhiêu"\n'
