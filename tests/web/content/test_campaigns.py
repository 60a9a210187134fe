"""Words of a campaign in the browser: made new, told at the field what is wrong, seen per channel, approved."""

from __future__ import annotations

import re
from html import unescape

import httpx

from tests.library.conftest import CAMPAIGN
from tests.web.board.site import notice_of, press
from tests.web.content.site import Newsroom
from tests.web.content.test_pages import EDIT, approved, both, everything, fills

NEW = {
    "title": "Nhà nước góp cùng", "vi.title": "Nhà nước góp cùng cô chú",
    "vi.short": "Dạ, mỗi tháng Nhà nước góp {{ dong(support_other) }}.", "en.title": "The State adds its part",
    "en.short": "Each month the State adds {{ dong(support_other) }}.",
    "basis": "Nghị định 159/2025/NĐ-CP, Điều 5 khoản 1", "button.0": "answer: thap-nhat", "button.1": "sum: estimate",
    "button.2": "call",
}  # fmt: skip


def sights(page: httpx.Response) -> dict[str, list[str]]:
    """What each channel shows, by its name with the length: one text for each language."""
    shown: dict[str, list[str]] = {}
    for name, body in re.findall(
        r'data-testid="sight"><figcaption>([^<]*)</figcaption>(.*?)</figure>', page.text, re.S
    ):
        text = " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())
        shown.setdefault(unescape(name).partition(" ·")[0], []).append(text)
    return shown


def wrong_at(page: httpx.Response) -> list[str]:
    """The fields at which something is wrong."""
    return re.findall(r'<div class="field wrong"><label for="f-([^"]+)"', page.text)


async def test_a_campaign_is_made_looked_at_on_every_channel_and_approved_by_somebody_else(newsroom: Newsroom) -> None:
    thu, nga = await both(newsroom)
    async with newsroom.board.signed_in(thu, "/staff/content") as client:
        page = await client.get(f"{EDIT}/campaign/new")
        wrong = await client.post(
            page.url.path, data=everything(page) | NEW | {"vi.short": "Dạ, 66.000 đồng, xem bit.ly/x.", "do": "look"}
        )
        assert wrong_at(wrong) == ["vi.short"]
        assert "bit.ly" in unescape(wrong.text)
        looked = await client.post(page.url.path, data=everything(page) | NEW | {"id": "gop-cung", "do": "look"})
        assert looked.status_code == 200
        shown = sights(looked)
        done = await fills(client, looked, id="gop-cung", reason="Tin tháng này")
        assert notice_of(done).startswith("Đã lưu.")
    assert list(shown) == ["Trang nhắn tin", "Telegram", "Zalo OA", "Zalo Bot"]
    vi, en = shown["Telegram"]
    assert vi == (
        "Nhà nước góp cùng cô chú Dạ, mỗi tháng Nhà nước góp 66.000 đồng. Căn cứ: Nghị định 159/2025/NĐ-CP, "
        "Điều 5 khoản 1. Áp dụng từ ngày 01/07/2025. Mức đóng thấp nhất? Tính mức đóng Nhờ cán bộ gọi Ngừng tin"
    )
    assert "Each month the State adds 66,000 dong." in en
    assert "• Nhắn “Mức đóng thấp nhất?”" in shown["Zalo Bot"][0]
    assert "nhắn “ngừng tin”" in shown["Zalo Bot"][0]
    assert "gop-cung" not in newsroom.content.knowing.knowledge.library.campaigns
    await approved(newsroom, nga, done.url.path)
    held = newsroom.content.knowing.knowledge.library.campaigns["gop-cung"]
    assert (held.name, held.languages) == ("Nhà nước góp cùng", ("vi", "en"))
    assert [one.written for one in held.buttons] == ["answer: thap-nhat", "sum: estimate", "call"]
    text = (newsroom.folder.content / "campaigns/gop-cung.md").read_text(encoding="utf-8")
    assert text.startswith("# Nhà nước góp cùng\n\n## Nhà nước góp cùng cô chú {#vi}\nDạ, mỗi tháng")
    assert text.endswith("## Nút bấm {#buttons}\n- answer: thap-nhat\n- sum: estimate\n- call\n")


async def test_what_nobody_touches_stays_and_a_button_or_a_language_is_taken_out(newsroom: Newsroom) -> None:
    newsroom.folder.write("campaigns/tin.md", CAMPAIGN).write("campaigns/hosts.yaml", "hosts: [vinhlong.gov.vn]\n")
    await newsroom.content.look()
    thu, nga = await both(newsroom)
    async with newsroom.board.signed_in(thu, "/staff/content") as client:
        page = await client.get(f"{EDIT}/campaign/tin")
        assert everything(page)["button.1"] == "sum: estimate"
        done = await fills(client, page, button__1="", en__title="", en__short="")
        assert notice_of(done).startswith("Đã lưu.")
    await approved(newsroom, nga, done.url.path)
    text = (newsroom.folder.content / "campaigns/tin.md").read_text(encoding="utf-8")
    english = CAMPAIGN[CAMPAIGN.index("## From") : CAMPAIGN.index("## Căn cứ")]
    assert text == CAMPAIGN.replace(english, "").replace("- sum: estimate\n", "")
    async with newsroom.board.signed_in(thu, "/staff/content") as client:
        page = await client.get(f"{EDIT}/campaign/tin")
        for field, typed in (("basis", "Luật: 330.000 đồng"), ("title", "Góp 330.000 đồng"), ("vi.title", "Chỉ 5 %")):
            slip = await fills(client, page, **{field.replace(".", "__"): typed})
            assert wrong_at(slip) == [field], slip.text
        page = await client.get(f"{EDIT}/campaign/tin")
        done = await press(client, page, "remove", reason="Đã gửi xong")
        assert notice_of(done).startswith("Đã lưu.")
    await approved(newsroom, nga, done.url.path)
    assert newsroom.content.knowing.knowledge.library.campaigns == {}


async def test_to_which_pages_news_may_lead_is_a_list_of_its_own(newsroom: Newsroom) -> None:
    newsroom.folder.write("campaigns/tin.md", CAMPAIGN).write("campaigns/hosts.yaml", "hosts: [vinhlong.gov.vn]\n")
    await newsroom.content.look()
    thu, _nga = await both(newsroom)
    async with newsroom.board.signed_in(thu, "/staff/content") as client:
        page = await client.get(f"{EDIT}/hosts/hosts")
        assert wrong_at(await fills(client, page, hosts="https://a.vn/x\nvinhlong.gov.vn")) == ["hosts"]
        used = await fills(client, page, hosts="baohiemxahoi.gov.vn")
        assert "chưa có trong campaigns/hosts.yaml" in unescape(used.text), "a campaign still leads there"
        done = await fills(client, page, hosts="vinhlong.gov.vn\nbaohiemxahoi.gov.vn")
        assert notice_of(done).startswith("Đã lưu.")
