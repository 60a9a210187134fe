"""The chat page without a browser: what forms do, and what strangers cannot do."""

from __future__ import annotations

import re

import httpx
import pytest

from bot.domain.messages import Card, Message
from tests.channels.parcels import parcel
from tests.web.site import (
    HELLO,
    Site,
    chat_of,
    form_of,
    lines_of,
    open_site,
    static_of,
    tap_of,
)

LONGEST_PAGE = 60_000
MOST_BYTES, MOST_FILES = 13_000, 5
"""Of a first visit, as they go over the line: a village's phone pays for each of them."""


async def test_the_first_visit_greets_once(site: Site) -> None:
    async with site.client() as lan:
        page = await lan.get("/chat/")
        assert lines_of(page.text) == [f"bot: {HELLO}"]
        await lan.get("/chat/")
        assert [said.text for said in site.heard] == ["/start"]
        assert site.heard[0].address.chat == site.heard[0].sender == chat_of(lan)


@pytest.mark.parametrize("asked", ["", "?q=XMY7", "?lang=en"])
async def test_a_preview_of_a_shared_link_sees_what_it_leads_to_and_starts_no_chat(site: Site, asked: str) -> None:
    async with site.client() as preview:
        first = await preview.get(f"/chat/{asked}", follow_redirects=False)
        preview.cookies.clear()
        page = await preview.get(f"/chat/{first.headers['location']}")
        assert page.status_code == 200
        assert '<meta property="og:title"' in page.text
        assert f'<a href="./{asked}" data-testid="enter">' in page.text
        assert "cookie" in page.text
        assert site.heard == []


async def test_the_address_that_is_shared_is_the_plain_one(site: Site) -> None:
    async with site.client() as lan:
        page = await lan.get("/chat/")
        assert str(page.url).endswith("/chat/")
        assert lines_of((await lan.get("/chat/?new=1")).text) == [f"bot: {HELLO}"]


async def test_pages_are_packed_and_the_stream_of_lines_is_not(site: Site) -> None:
    async with site.client() as lan:
        page = await lan.get("/chat/")
        assert page.headers["content-encoding"] == "gzip"
        async with lan.stream("GET", "/chat/lines?after=0") as stream:
            assert "content-encoding" not in stream.headers
            assert await anext(stream.aiter_lines()) == "event: hello"


async def test_a_first_visit_costs_a_phone_little(site: Site) -> None:
    async with site.client() as lan:
        page = await lan.get("/chat/")
        paths = {path for path in re.findall(r'(?:src|href)="([^"]+)"', page.text) if "static/" in path}
        parts = [page, *[await lan.get(path) for path in sorted(paths)]]
        sizes = {part.url.path: part.num_bytes_downloaded for part in parts}
        assert all(part.status_code == 200 for part in parts)
        assert sum(sizes.values()) <= MOST_BYTES, sizes
        assert len(sizes) <= MOST_FILES, sizes


async def test_a_line_is_given_to_a_voice_in_words(site: Site) -> None:
    async with site.client() as lan, site.client() as stranger:
        await lan.get("/chat/")
        await site.bot_says(chat_of(lan), "Từ 01/07/2026 đóng 297.000 đồng, giảm 20 %.")
        number = re.findall(r'data-number="(\d+)"', (await lan.get("/chat/")).text)[-1]
        said = (await lan.get(f"/chat/speech/{number}")).text
        assert said.startswith(
            "Từ một tháng bảy năm hai nghìn không trăm hai mươi sáu đóng hai trăm chín mươi bảy nghìn"
        )
        await stranger.get("/chat/")
        assert (await stranger.get(f"/chat/speech/{number}")).status_code == 404
        assert (await lan.get("/chat/speech/99999999999999999999")).status_code == 404


async def test_how_it_is_reckoned_is_folded_away(site: Site) -> None:
    async with site.client() as lan:
        await lan.get("/chat/")
        await site.bot_says(chat_of(lan), "Mỗi tháng 264.000 đồng.\n\nCách tính:\n• 1.500.000 × 22 %\n• bớt 20 %")
        page = (await lan.get("/chat/")).text
        shown, folded = page.split('<details data-testid="working">')
        assert "264.000 đồng" in shown
        assert "1.500.000 × 22 %" in folded
        assert "Cách tính" in folded


async def test_forms_alone_carry_a_whole_talk(site: Site) -> None:
    async with site.client() as lan:
        page = await lan.get("/chat/")
        page = await lan.post("/chat/say", data=form_of(page.text, text="Đóng sao?\r\n<b>2</b>"))
        asked = ["bot: " + HELLO, "me: Đóng sao?<b>2</b>", "bot: Nghe: Đóng sao?<b>2</b>"]
        assert lines_of(page.text) == asked
        assert "<b>" not in page.text
        page = await lan.post("/chat/say", data=tap_of(page.text, "Nhờ cán bộ gọi lại"))
        assert lines_of(page.text) == [*asked, "me: Nhờ cán bộ gọi lại", "bot: Nghe: ask:2"]
    tapped = site.heard[-1]
    assert (tapped.kind, tapped.token, tapped.message) == ("tap", "ask:2", "key-2")


async def test_a_tap_on_a_button_that_is_gone_still_reaches_the_talk(site: Site) -> None:
    async with site.client() as lan:
        page = await lan.get("/chat/")
        tap = tap_of(page.text, "Đóng bao nhiêu?")
        await site.bot_says(chat_of(lan), "Đã xong.", kind="edit", about="key-1")
        page = await lan.post("/chat/say", data=tap)
        assert lines_of(page.text) == ["bot: Đã xong.", "bot: Nghe: ask:1"]


async def test_a_double_submit_is_one_message(site: Site) -> None:
    async with site.client() as lan:
        form = form_of((await lan.get("/chat/")).text, text="Đóng sao?")
        await lan.post("/chat/say", data=form)
        page = await lan.post("/chat/say", data=form)
        assert lines_of(page.text).count("me: Đóng sao?") == 1
        assert len(site.heard) == 2
        page = await lan.post("/chat/say", data=form | {"text": "Trang cũ, câu mới"})
        assert lines_of(page.text)[-1] == "bot: Nghe: Trang cũ, câu mới"


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}],
    ids=["another site", "a site that hides", "the browser says so"],
)
async def test_a_post_from_another_site_is_refused(site: Site, headers: dict[str, str]) -> None:
    async with site.client() as lan:
        form = form_of((await lan.get("/chat/")).text, text="Đóng sao?")
        refused = await lan.post("/chat/say", data=form, headers=headers)
        assert refused.status_code == 403
        assert "trang khác" in refused.text
        assert len(site.heard) == 1
        assert (await lan.post("/chat/say", data=form, headers={"Origin": site.url})).status_code == 200


async def test_behind_a_proxy_our_public_name_is_ours(database_file: str) -> None:
    settings = {"public_url": "https://loa.example", "secure_cookies": True}
    async with open_site(database_file, **settings) as site, site.client() as lan:
        first = await lan.get("/chat/", follow_redirects=False)
        assert "; Secure" in first.headers["set-cookie"]
        headers = {"Cookie": first.headers["set-cookie"].split(";")[0], "Origin": "https://loa.example"}
        form = form_of((await lan.get("/chat/", headers=headers)).text, text="Đóng sao?")
        said = await lan.post("/chat/say", data=form, headers=headers, follow_redirects=False)
        assert said.status_code == 303


async def test_nobody_sees_anothers_lines(site: Site) -> None:
    async with site.client() as lan, site.client() as hoa, site.client() as stranger:
        page = await lan.get("/chat/")
        await lan.post("/chat/say", data=form_of(page.text, text="bí mật của Lan"))
        assert "bí mật" not in (await hoa.get("/chat/")).text
        assert "bí mật" not in (await hoa.get("/chat/?more=1&after=0")).text
        assert (await stranger.get("/chat/lines?after=0")).status_code == 410
        assert (await stranger.post("/chat/say", data=form_of(page.text, text="tôi là Lan"))).status_code == 410
        stranger.cookies.set("loa", chat_of(lan)[:43], path="/chat/")
        assert "bí mật" not in (await stranger.get("/chat/")).text
        assert "bí mật" in (await lan.get("/chat/")).text


async def test_what_is_too_long_is_refused_kindly_and_kept(site: Site) -> None:
    async with site.client() as lan:
        form = form_of((await lan.get("/chat/")).text)
        refused = await lan.post("/chat/say", data=form | {"text": "à" * 2_001})
        assert refused.status_code == 413
        assert "viết ngắn lại" in refused.text
        assert "à" * 2_001 in refused.text
        script = {"X-Requested-With": "fetch"}
        refused = await lan.post("/chat/say", data=form | {"text": "a" * 20_000}, headers=script)
        assert (refused.status_code, refused.text[:20]) == (413, "Dạ, tin nhắn dài quá")
        assert (await lan.post("/chat/say", data=form | {"text": "à" * 2_000})).status_code == 200
        assert [len(said.text) for said in site.heard] == [6, 2_000]


@pytest.mark.parametrize("text", ["", "   ", "\x00"])
async def test_nothing_said_is_nothing_heard(site: Site, text: str) -> None:
    async with site.client() as lan:
        page = await lan.get("/chat/")
        page = await lan.post("/chat/say", data=form_of(page.text, text=text))
        assert page.status_code == 200
        assert len(site.heard) == 1


@pytest.mark.parametrize("form", [{"form": "x"}, {"form": "../../../etc"}, {"line": "-1"}, {"token": "t" * 65}])
async def test_a_form_that_is_not_ours_is_refused(site: Site, form: dict[str, str]) -> None:
    async with site.client() as lan:
        page = await lan.get("/chat/")
        assert (await lan.post("/chat/say", data=form_of(page.text, text="a") | form)).status_code == 400


async def test_a_deep_link_is_told_once(site: Site) -> None:
    async with site.client() as lan:
        page = await lan.get("/chat/?q=to-roi-my-phuoc")
        assert page.url.query == b""
        assert lines_of(page.text) == [f"bot: {HELLO}"]
        await lan.get("/chat/?q=to-roi-my-phuoc")
        await lan.get("/chat/?q=<script>")
        await lan.get("/chat/?q=cho-noi")
        assert [said.text for said in site.heard] == ["/start q-to-roi-my-phuoc", "/start q-cho-noi"]


async def test_english_pages_are_remembered(site: Site) -> None:
    async with site.client() as ann:
        page = await ann.get("/chat/?lang=en")
        assert '<html lang="en">' in page.text
        assert "Vinh Long social insurance" in (await ann.get("/chat/")).text
    async with site.client() as lan:
        assert '<html lang="vi">' in (await lan.get("/chat/", headers={"Accept-Language": "en"})).text


async def test_the_whole_page_is_light_and_needs_nobody_else(site: Site) -> None:
    async with site.client() as lan:
        await lan.get("/chat/")
        for _line in range(14):
            await site.bot_says(chat_of(lan), "Dạ, mỗi tháng đóng ít nhất 330.000 đồng. " * 9)
        page = await lan.get("/chat/")
        files = [await lan.get(url) for url in static_of(page.text)]
        assert len(files) == 4
        assert sum(len(part.content) for part in [page, *files]) < LONGEST_PAGE
        assert "//" not in page.text.replace('"http://www.w3.org/2000/svg"', "")
        assert all(file.headers["cache-control"] == "public, max-age=31536000, immutable" for file in files)
        assert (await lan.get("/static/chat.000000000000.css")).status_code == 404
        assert (await lan.get("/static/..%2fapp.py")).status_code == 404


async def test_a_long_history_shows_its_end_and_the_way_back(site: Site) -> None:
    async with site.client() as lan:
        await lan.get("/chat/")
        for number in range(40):
            await site.bot_says(chat_of(lan), f"dòng {number}")
        page = await lan.get("/chat/")
        assert lines_of(page.text) == [f"bot: dòng {number}" for number in range(10, 40)]
        assert 'href="./?more=1"' in page.text
        assert len(lines_of((await lan.get("/chat/?more=1")).text)) == 41


async def test_every_page_says_what_a_browser_may_do(site: Site) -> None:
    async with site.client() as lan:
        responses: list[httpx.Response] = [
            await lan.get("/chat/", follow_redirects=False),
            await lan.get("/chat/"),
            await lan.get("/nowhere"),
        ]
        cookie = responses[0].headers["set-cookie"]
    for response in responses:
        policy = response.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert response.headers["x-content-type-options"] == "nosniff"
        assert response.headers["cache-control"] == "no-store"
    assert all(part in cookie for part in ("HttpOnly", "SameSite=lax", "Path=/chat/", "Max-Age=34560000"))
    assert "<script>" not in responses[1].text
    assert 'style="' not in responses[1].text


async def test_a_picture_is_seen_by_whose_chat_it_is(site: Site) -> None:
    card = Card("Mỗi tháng đóng", "264.000 đồng", (("Nhà nước hỗ trợ", "66.000 đồng"),), "Hôm nay.", "Điều 36")
    async with site.client() as lan, site.client() as stranger:
        await lan.get("/chat/")
        sent = parcel(
            chat_of(lan),
            address=site.webchat.address(chat_of(lan)),
            key="p1",
            message=Message("Cô đóng 264.000 đồng.", picture=card),
        )
        await site.webchat.send(sent)
        page = (await lan.get("/chat/")).text
        found = re.search(r'<a href="(picture/\d+)" download', page)
        assert found
        assert '<p class="figure">264.000 đồng</p>' in page
        assert "<dt>Nhà nước hỗ trợ</dt><dd>66.000 đồng</dd>" in page
        drawn = await lan.get(f"/chat/{found[1]}")
        assert (drawn.headers["content-type"], drawn.content[:4]) == ("image/png", b"\x89PNG")
        for nobodys in ("999999", "9" * 40):
            assert (await lan.get(f"/chat/picture/{nobodys}")).status_code == 404
        await stranger.get("/chat/")
        assert (await stranger.get(f"/chat/{found[1]}")).status_code == 404
        stranger.cookies.clear()
        assert (await stranger.get(f"/chat/{found[1]}")).status_code == 410
