"""The page for those who see badly or have a bad line: big letters, a frozen stream, an echo, paper, a voice."""

from __future__ import annotations

import asyncio
import re

import pytest
from playwright.async_api import Page, Route, expect

from bot.domain.messages import Card, Message
from tests.channels.parcels import parcel
from tests.web.chat.test_browser import open_chat, say
from tests.web.site import Site

pytestmark = pytest.mark.browser

PHONES = [(360, 640, 100), (390, 844, 200), (360, 640, 200), (360, 640, 300)]
RESULT = (("Nhà nước hỗ trợ", "66.000 đồng"),)


async def bigger(page: Page, percent: int) -> None:
    """Makes letters bigger, as a browser's own setting does."""
    await page.evaluate(f"document.documentElement.style.setProperty('font-size', '{1.125 * percent}%')")


async def result(site: Site, chat: str, figure: str = "264.000 đồng", key: str = "r1") -> None:
    card = Card("Mỗi tháng cô chú đóng", figure, RESULT, "Theo số liệu hôm nay.", "Điều 36 Luật BHXH")
    blocks = (f"{card.title}: {figure}", "• Nhà nước hỗ trợ: 66.000 đồng", card.note, card.basis)
    text = "\n\n".join(blocks)
    address = site.webchat.address(chat)
    await site.webchat.send(parcel(chat, address=address, key=key, message=Message(text, picture=card)))


@pytest.mark.parametrize(("width", "height", "percent"), PHONES)
async def test_the_frame_leaves_room_for_the_talk(
    page: Page, site: Site, width: int, height: int, percent: int
) -> None:
    await page.set_viewport_size({"width": width, "height": height})
    await open_chat(page, site)
    await bigger(page, percent)
    taken = await page.evaluate(
        "['.top', '.composer'].map(part => document.querySelector(part).offsetHeight).reduce((a, b) => a + b)"
    )
    assert taken < height * 0.4
    assert await page.evaluate("document.documentElement.scrollWidth") <= width
    for target in (page.get_by_test_id("send"), page.get_by_test_id("menu"), page.get_by_test_id("text")):
        await expect(target).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize(("width", "height", "percent"), PHONES)
async def test_nothing_begins_under_the_header(page: Page, site: Site, width: int, height: int, percent: int) -> None:
    await page.set_viewport_size({"width": width, "height": height})
    await open_chat(page, site)
    await bigger(page, percent)
    await say(page, "dài " * 100)
    await expect(page.get_by_test_id("theirs").last).to_contain_text("Nghe:")
    await page.wait_for_timeout(700)
    top = await page.get_by_test_id("mine").last.evaluate("line => line.getBoundingClientRect().top")
    head = await page.locator(".top").evaluate("head => head.getBoundingClientRect().bottom")
    assert top >= head


async def test_what_is_said_shows_at_once_and_only_once(page: Page, site: Site) -> None:
    await open_chat(page, site)
    let_go = asyncio.Event()

    async def slow(route: Route) -> None:
        await let_go.wait()
        await route.continue_()

    await page.route("**/chat/say", slow)
    await say(page, "Đóng sao?")
    await expect(page.get_by_test_id("pending")).to_have_text("Đóng sao?")
    let_go.set()
    await expect(page.get_by_test_id("theirs").last).to_contain_text("Nghe: Đóng sao?")
    await expect(page.get_by_test_id("pending")).to_have_count(0)
    await expect(page.get_by_test_id("mine")).to_have_count(1)


async def test_what_could_not_be_sent_is_no_line_of_the_talk(page: Page, site: Site) -> None:
    await open_chat(page, site)
    await page.route("**/chat/say", lambda route: route.abort())
    await say(page, "Đóng sao?")
    await expect(page.get_by_role("alert")).to_contain_text("Tin chưa gửi được")
    await expect(page.get_by_test_id("pending")).to_have_count(0)
    await expect(page.get_by_test_id("text")).to_have_value("Đóng sao?")


async def test_a_result_is_in_sight_though_a_private_line_before_it_goes(page: Page, site: Site) -> None:
    await open_chat(page, site)
    chat = site.heard[0].address.chat
    about = await site.bot_says(chat, "Cô chú thuộc diện nào?\n\n" + "dài dòng " * 120)
    await say(page, "…")
    await expect(page.get_by_test_id("mine")).to_have_count(1)
    await site.bot_says(chat, "", kind="delete", about=about)
    await result(site, chat)
    figure = page.get_by_text("264.000 đồng", exact=True)
    await expect(figure).to_be_in_viewport()


async def test_a_result_leads_with_its_figure_in_text(page: Page, site: Site) -> None:
    await open_chat(page, site)
    await result(site, site.heard[0].address.chat)
    shown = page.get_by_test_id("result")
    await expect(shown.locator(".figure")).to_have_text("264.000 đồng")
    await expect(shown.get_by_text("Điều 36 Luật BHXH")).to_be_hidden()
    await shown.get_by_text("Căn cứ pháp luật").click()
    await expect(shown.get_by_text("Điều 36 Luật BHXH")).to_be_visible()
    await expect(page.get_by_text("264.000 đồng")).to_have_count(1)


async def test_paper_shows_the_talk_without_its_buttons(page: Page, site: Site) -> None:
    await open_chat(page, site)
    await result(site, site.heard[0].address.chat)
    await expect(page.get_by_test_id("result")).to_be_visible()
    await page.emulate_media(media="print")
    await expect(page.get_by_test_id("result")).to_be_visible()
    for gone in ("send", "menu", "text"):
        await expect(page.get_by_test_id(gone)).to_be_hidden()


async def test_a_stream_that_freezes_is_opened_anew(page: Page, site: Site) -> None:
    """As behind a proxy that keeps a dead connection: nothing arrives, and nothing says so."""
    await page.clock.install()
    await open_chat(page, site)
    await page.evaluate(
        """() => {
          const seen = [], Live = window.EventSource;
          window.opened = seen;
          window.EventSource = function (url) { seen.push(url); return new Live(url); };
        }"""
    )
    await page.evaluate("window.EventSource.prototype = Object.create(null)")
    await page.clock.fast_forward(46_000)
    await page.wait_for_function("() => window.opened.length === 1")
    await expect(page.locator("html")).to_have_class(re.compile("live"))
    await site.bot_says(site.heard[0].address.chat, "tin đến sau")
    await expect(page.get_by_test_id("theirs").last).to_contain_text("tin đến sau")


async def test_a_post_that_nobody_answers_is_given_up_and_can_be_sent_again(page: Page, site: Site) -> None:
    await page.clock.install()
    await open_chat(page, site)
    held = asyncio.Event()
    await page.route("**/chat/say", lambda _route: held.wait())
    await say(page, "Đóng sao?")
    await page.clock.fast_forward(21_000)
    await expect(page.get_by_role("alert")).to_contain_text("Tin chưa gửi được")
    held.set()
    await page.unroute("**/chat/say")
    await page.get_by_test_id("send").click()
    await expect(page.get_by_test_id("theirs").last).to_contain_text("Nghe: Đóng sao?")


VOICE = """() => {
  window.said = [];
  class Utterance { constructor(text) { this.text = text; } }
  window.SpeechSynthesisUtterance = Utterance;
  Object.defineProperty(window, 'speechSynthesis', { value: {
    getVoices: () => [{ lang: 'vi-VN', name: 'test' }], cancel: () => {},
    speak: one => window.said.push([one.lang, one.text]),
  } });
}"""


async def test_every_answer_can_be_heard_where_the_browser_has_a_voice(page: Page, site: Site) -> None:
    await page.add_init_script(f"({VOICE})()")
    await open_chat(page, site)
    await site.bot_says(site.heard[0].address.chat, "Mỗi tháng 297.000 đồng.")
    spoken = page.get_by_test_id("theirs").filter(has_text="297.000")
    await spoken.get_by_role("button", name="Đọc to").click()
    await page.wait_for_function("() => window.said.length === 1")
    assert await page.evaluate("window.said") == [["vi-VN", "Mỗi tháng hai trăm chín mươi bảy nghìn đồng."]]


async def test_who_speaks_is_told_first_who_hears_it(page: Page, site: Site) -> None:
    await page.add_init_script(
        """window.started = 0;
        window.SpeechRecognition = class { start() { window.started += 1;
          this.onresult({ results: [[{ transcript: 'đóng bao nhiêu' }]] }); this.onend(); } };"""
    )
    await open_chat(page, site)
    await page.get_by_test_id("hear").click()
    await expect(page.get_by_test_id("hear-told")).to_contain_text("hãng làm trình duyệt")
    assert await page.evaluate("window.started") == 0
    await page.get_by_role("button", name="Đồng ý, cho tôi nói").click()
    await expect(page.get_by_test_id("text")).to_have_value("đóng bao nhiêu")
