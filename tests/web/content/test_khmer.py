"""The page of drafts in Khmer: who may, what a release needs, what is refused, and what is told of it."""

from __future__ import annotations

import re
from html import unescape

import httpx
import pytest

from bot.domain.people import Role
from bot.library.translations import FILE, Translation
from bot.store.staff import audit
from tests.library.test_khmer import DRAFTS
from tests.web.board.site import form_of, notice_of
from tests.web.content.site import Newsroom
from tests.web.content.test_pages import EDIT, approved, both, fills

PAGE = "/staff/content/khmer"
LEAST = "thap-nhat"
SURE = {"by": "Sơn Thị Sa", "sure": "1"}


@pytest.fixture
async def drafted(newsroom: Newsroom) -> Newsroom:
    newsroom.folder.write(FILE, DRAFTS)
    await newsroom.content.look()
    assert not newsroom.content.refused
    return newsroom


def card(page: httpx.Response, id_: str) -> str:
    """One draft as the page shows it."""
    return page.text[page.text.index(f'data-testid="translation" id="{id_}"') :].partition("</section>")[0]


async def sends(
    client: httpx.AsyncClient, page: httpx.Response, id_: str, button: str = "release", **filled: str
) -> httpx.Response:
    action, fields = form_of(card(page, id_), button, **filled)
    return await client.post(action, data=fields | {button: "1"})


def in_use(newsroom: Newsroom) -> dict[str, Translation]:
    return dict(newsroom.content.knowing.knowledge.library.khmer)


async def test_nobody_but_editors_and_admins_may_read_or_release(drafted: Newsroom) -> None:
    for name, role in (("Minh", Role.OFFICER), ("Phúc", Role.COLLECTOR), ("Hoa", Role.SUPERVISOR)):
        member = await drafted.board.hire(name, role)
        async with drafted.board.signed_in(member) as client:
            assert (await client.get(PAGE)).status_code == 404
            csrf = re.search(r'name="csrf" value="([^"]+)"', (await client.get("/staff/")).text)
            fields = SURE | {"release": "1", "form": "a" * 20, "mark": "x", "csrf": csrf[1] if csrf else ""}
            assert (await client.post(f"{PAGE}/{LEAST}", data=fields)).status_code in {403, 404}
    for name, role, first in (("Thu", Role.EDITOR, "/staff/content"), ("An", Role.ADMIN, "/staff/")):
        async with drafted.board.signed_in(await drafted.board.hire(name, role), first) as client:
            assert (await client.get(PAGE)).text.count('data-testid="unread"') == 4
    assert in_use(drafted) == {}


async def test_a_release_names_who_has_read_it_is_on_record_and_is_a_version_that_all_are_told_of(
    drafted: Newsroom,
) -> None:
    thu, nga = await both(drafted)
    async with drafted.board.signed_in(thu, "/staff/content") as client:
        page = await client.get(PAGE)
        assert "Dạ, ít nhất 330.000 đồng mỗi tháng." in card(page, LEAST)
        assert "បង់ 330.000 ដុង" in card(page, LEAST)
        done = await sends(client, page, LEAST, **SURE)
        assert notice_of(done) == "Đã đưa vào dùng."
        assert "đang dùng: Sơn Thị Sa đọc ngày" in card(done, LEAST)
        assert done.text.count('data-testid="unread"') == 3
    assert list(in_use(drafted)) == [LEAST]
    release = in_use(drafted)[LEAST].release
    assert release is not None
    assert (release.by, release.on) == ("Sơn Thị Sa", drafted.board.now.date())
    assert 'by: "Sơn Thị Sa"' in (drafted.folder.content / FILE).read_text(encoding="utf-8")
    seen = await drafted.board.site.db.read(lambda tx: audit.entries(tx, 10, 0))
    assert [(one.page.value, one.staff) for one in seen if one.page.value == "content_release"] == [
        ("content_release", thu.name)
    ]
    told = [said for chat, said in await drafted.board.told() if chat == f"chat of {nga.name}"]
    assert "Thu đã cho dùng hoặc thôi dùng một lời tiếng Khmer: " in told[0]
    assert "“Sơn Thị Sa”" in told[0]


async def test_the_same_form_twice_releases_once(drafted: Newsroom) -> None:
    thu, _nga = await both(drafted)
    async with drafted.board.signed_in(thu, "/staff/content") as client:
        page = await client.get(PAGE)
        await sends(client, page, LEAST, **SURE)
        again = await sends(client, page, LEAST, **SURE | {"by": "Ai Khác"})
        assert notice_of(again) == "Bản này đã có người cho dùng rồi."
    release = in_use(drafted)[LEAST].release
    assert release is not None
    assert release.by == "Sơn Thị Sa"
    seen = await drafted.board.site.db.read(lambda tx: audit.entries(tx, 20, 0))
    assert len([one for one in seen if one.page.value == "content_release"]) == 1


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [("topics/paying/vi.md", "Dạ, ít nhất", "Dạ, thấp nhất"), (FILE, "បង់", "យើងបង់")],
)
async def test_what_has_changed_since_it_was_looked_at_is_not_released(
    drafted: Newsroom, path: str, old: str, new: str
) -> None:
    thu, _nga = await both(drafted)
    async with drafted.board.signed_in(thu, "/staff/content") as client:
        page = await client.get(PAGE)
        drafted.folder.change(path, old, new)
        await drafted.content.look()
        done = await sends(client, page, LEAST, **SURE)
        assert notice_of(done).startswith("Lời đã đổi")
        assert in_use(drafted) == {}
        await sends(client, done, LEAST, **SURE)
        assert list(in_use(drafted)) == [LEAST]


@pytest.mark.parametrize(
    "filled",
    [
        {"by": "Sơn Thị Sa"},
        {"sure": "1"},
        {"by": "   ", "sure": "1"},
        {"by": "12345", "sure": "1"},
        {"by": "\u202e\x00", "sure": "1"},
        {"by": "S" * 81, "sure": "1"},
        {"by": "Sơn Thị Sa", "sure": "1", "mark": ""},
        {"by": "Sơn Thị Sa", "sure": "1", "mark": "0" * 16},
    ],
)
async def test_a_release_is_never_by_accident(drafted: Newsroom, filled: dict[str, str]) -> None:
    thu, _nga = await both(drafted)
    async with drafted.board.signed_in(thu, "/staff/content") as client:
        done = await sends(client, await client.get(PAGE), LEAST, **filled)
        assert done.status_code in {200, 400}
        assert 'data-testid="released"' not in (await client.get(PAGE)).text
    assert in_use(drafted) == {}
    assert (drafted.folder.content / FILE).read_text(encoding="utf-8") == DRAFTS


async def test_what_is_no_draft_is_not_there_and_a_stolen_form_does_nothing(drafted: Newsroom) -> None:
    thu, _nga = await both(drafted)
    async with drafted.board.signed_in(thu, "/staff/content") as client:
        action, fields = form_of(card(await client.get(PAGE), LEAST), "release", **SURE)
        for thing in ("dong-truoc", "..%2f..%2fetc", "a" * 3000, "<b>", "released"):
            assert (await client.post(f"{PAGE}/{thing}", data=fields | {"release": "1"})).status_code == 404, thing
        assert (await client.post(action, data=fields)).status_code == 404, "neither button"
        assert (await client.post(action, data=fields | {"release": "1", "csrf": "x"})).status_code == 403
        assert (await client.post(action, data=fields | {"release": "1", "form": "x"})).status_code == 400
    assert in_use(drafted) == {}


async def test_a_name_is_text_wherever_it_is_shown_or_written(drafted: Newsroom) -> None:
    thu, _nga = await both(drafted)
    name = "<b>Sa</b>: {x} # \"y' - [z"
    async with drafted.board.signed_in(thu, "/staff/content") as client:
        done = await sends(client, await client.get(PAGE), LEAST, by=name, sure="1")
        assert "<b>Sa" not in done.text
        assert name in unescape(card(done, LEAST))
    release = in_use(drafted)[LEAST].release
    assert release is not None
    assert release.by == name


async def test_it_is_corrected_by_two_read_again_and_taken_back_by_one(drafted: Newsroom) -> None:
    thu, nga = await both(drafted)
    async with drafted.board.signed_in(thu, "/staff/content") as client:
        page = await sends(client, await client.get(PAGE), LEAST, **SURE)
        form = await client.get(f"{EDIT}/khmer/{LEAST}")
        wrong = await fills(client, form, km="បង់ 330.000 ដុង")
        assert wrong.status_code == 422
        kept = await fills(client, form, km="យើងបង់ {{ dong(floor_contribution) }}", reason="Dễ hiểu hơn")
        assert list(in_use(drafted)) == [LEAST], "nothing changes before a second person has approved"
    await approved(drafted, nga, kept.url.path)
    assert in_use(drafted) == {}
    async with drafted.board.signed_in(nga, "/staff/content") as client:
        page = await client.get(PAGE)
        assert "đã đổi sau khi Sơn Thị Sa đọc ngày" in card(page, LEAST)
        page = await sends(client, page, LEAST, by="Thạch Minh", sure="1")
        assert list(in_use(drafted)) == [LEAST]
        page = await sends(client, page, LEAST, "back")
        assert in_use(drafted) == {}
        assert 'data-testid="unread"' in card(page, LEAST)
        assert 'name="back"' not in card(page, LEAST)


async def test_other_figures_than_in_vietnamese_are_told_and_cannot_be_released(drafted: Newsroom) -> None:
    thu, _nga = await both(drafted)
    async with drafted.board.signed_in(thu, "/staff/content") as client:
        before = await client.get(PAGE)
        drafted.folder.change("topics/paying/vi.md", "mỗi tháng.", "mỗi tháng, hộ nghèo {{ dong(min_pay_poor) }}.")
        await drafted.content.look()
        assert not drafted.content.refused
        page = await client.get(PAGE)
        assert "{{ dong(min_pay_poor) }}" in unescape(card(page, LEAST))
        assert 'name="release"' not in card(page, LEAST)
        assert notice_of(await sends(client, before, LEAST, **SURE)).startswith("Lời đã đổi")
    assert in_use(drafted) == {}


async def test_a_withdrawn_answer_takes_its_translation_along(drafted: Newsroom) -> None:
    thu, _nga = await both(drafted)
    async with drafted.board.signed_in(thu, "/staff/content") as client:
        await sends(client, await client.get(PAGE), LEAST, **SURE)
        assert list(in_use(drafted)) == [LEAST]
        drafted.folder.change("topics/paying/topic.yaml", "    related: [dong-truoc]\n", "")
        await drafted.content.look()
        form = await client.get(f"{EDIT}/answer/{LEAST}")
        action, fields = form_of(form.text, "withdraw", reason="Sai")
        await client.post(action, data=fields)
        assert LEAST not in drafted.content.knowing.knowledge.library.answers
        assert in_use(drafted) == {}
        assert f'id="{LEAST}"' not in (await client.get(PAGE)).text
