"""The chat in a real browser, as a phone of 360 × 640 shows it: with the script, without it, and side by side."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Browser, FrameLocator, Page, expect

from tests.web.site import HELLO, Site

pytestmark = pytest.mark.browser

TARGETS = "button, textarea, .older, .refresh"
FINGER = 48
SMALLEST_LETTERS = 18


async def open_chat(page: Page, site: Site) -> None:
    await page.goto(f"{site.url}/chat/")
    await expect(page.get_by_test_id("theirs")).to_contain_text([HELLO])
    await expect(page.locator("html")).to_have_class(re.compile("live"))


async def say(page: Page | FrameLocator, text: str) -> None:
    await page.get_by_label("Tin nhắn của bà con").fill(text)
    await page.get_by_role("button", name="Gửi").click()


async def test_a_talk_without_loading_the_page_anew(page: Page, site: Site) -> None:
    await open_chat(page, site)
    await page.evaluate("window.stayed = true")
    await say(page, "Đóng sao?")
    await expect(page.get_by_test_id("theirs").last).to_contain_text("Nghe: Đóng sao?")
    await expect(page.get_by_test_id("text")).to_have_value("")
    await page.get_by_role("button", name="Nhờ cán bộ gọi lại").last.click()
    await expect(page.get_by_test_id("mine").last).to_contain_text("Nhờ cán bộ gọi lại")
    await expect(page.get_by_test_id("theirs").last).to_contain_text("Nghe: ask:2")
    await page.get_by_test_id("text").fill("bằng phím Enter")
    await page.get_by_test_id("text").press("Enter")
    await expect(page.get_by_test_id("theirs").last).to_contain_text("Nghe: bằng phím Enter")
    await expect(page.get_by_test_id("waiting")).to_be_hidden()
    assert await page.evaluate("window.stayed")
    assert await page.get_by_test_id("mine").count() == 3


async def test_the_same_button_can_be_tapped_again(page: Page, site: Site) -> None:
    await open_chat(page, site)
    for times in (1, 2):
        await page.get_by_role("button", name="Đóng bao nhiêu?").first.click()
        await expect(page.get_by_test_id("mine")).to_have_count(times)
        await expect(page.get_by_test_id("theirs")).to_have_count(1 + times)
    assert [said.token for said in site.heard] == ["", "ask:1", "ask:1"]


async def test_lines_change_and_go_before_the_readers_eyes(page: Page, site: Site) -> None:
    await open_chat(page, site)
    chat = site.heard[0].address.chat
    about = await site.bot_says(chat, "đang chờ")
    await expect(page.get_by_test_id("theirs")).to_have_count(2)
    await site.bot_says(chat, "đã nhận", kind="edit", about=about)
    await expect(page.get_by_test_id("theirs").last).to_contain_text("đã nhận")
    await site.bot_says(chat, "", kind="delete", about=about)
    await expect(page.get_by_test_id("theirs")).to_have_count(1)


async def test_the_beginning_of_a_long_answer_stays_in_sight(page: Page, site: Site) -> None:
    await open_chat(page, site)
    await say(page, "dài " * 200)
    answer = page.get_by_test_id("mine").last
    await expect(page.get_by_test_id("theirs").last).to_contain_text("Nghe:")
    await expect(answer).to_be_in_viewport()
    await page.wait_for_function("() => document.querySelector('.mine').getBoundingClientRect().top < 140")
    assert await answer.evaluate("line => line.getBoundingClientRect().top") > 60


async def test_everything_fits_a_small_phone_and_a_finger(page: Page, site: Site) -> None:
    await open_chat(page, site)
    await site.bot_says(site.heard[0].address.chat, "Xem https://example.org/" + "rat-dai-" * 20)
    await say(page, "Đóng sao?")
    await expect(page.get_by_test_id("theirs")).to_have_count(3)
    assert await page.evaluate("document.documentElement.scrollWidth") <= 360
    for target in await page.locator(TARGETS).all():
        box = await target.bounding_box()
        assert box is None or min(box["width"], box["height"]) >= FINGER
    size = await page.get_by_text("Nghe: Đóng sao?").evaluate("text => parseFloat(getComputedStyle(text).fontSize)")
    assert size >= SMALLEST_LETTERS


async def test_a_lost_connection_is_told_and_nothing_typed_is_lost(page: Page, site: Site) -> None:
    await open_chat(page, site)
    await page.route("**/chat/say", lambda route: route.abort())
    await say(page, "Đóng sao?")
    await expect(page.get_by_role("alert")).to_contain_text("Tin chưa gửi được")
    await expect(page.get_by_test_id("text")).to_have_value("Đóng sao?")
    await page.unroute("**/chat/say")
    await page.get_by_test_id("send").click()
    await expect(page.get_by_test_id("theirs").last).to_contain_text("Nghe: Đóng sao?")
    await expect(page.get_by_test_id("notice")).to_be_empty()
    await expect(page.get_by_test_id("waiting")).to_be_hidden()


async def test_without_javascript_everything_works(browser: Browser, site: Site) -> None:
    context = await browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 640})
    page = await context.new_page()
    await page.goto(f"{site.url}/chat/")
    await say(page, "Đóng sao?")
    await expect(page.get_by_test_id("theirs").last).to_contain_text("Nghe: Đóng sao?")
    await expect(page.get_by_test_id("mine").last).to_be_in_viewport()
    await page.get_by_role("button", name="Nhờ cán bộ gọi lại").last.click()
    await expect(page.get_by_test_id("theirs").last).to_contain_text("Nghe: ask:2")
    await site.bot_says(site.heard[0].address.chat, "tin mới")
    await page.get_by_role("link", name="Xem tin mới").click()
    await expect(page.get_by_test_id("theirs").last).to_contain_text("tin mới")
    await context.close()


async def test_citizen_and_officer_side_by_side(page: Page, demo: Site) -> None:
    await page.set_viewport_size({"width": 1280, "height": 800})
    await page.goto(demo.url)
    citizen = page.frame_locator("iframe[name=citizen]")
    officer = page.frame_locator("iframe[name=officer]")
    await expect(citizen.get_by_test_id("theirs")).to_contain_text([HELLO])
    await expect(officer.locator("html")).to_have_class(re.compile("live"))
    await demo.bot_says("demo-officer", "Yêu cầu mới")
    await expect(officer.get_by_test_id("theirs").last).to_contain_text("Yêu cầu mới")
    await say(officer, "đã gọi")
    await expect(officer.get_by_test_id("theirs").last).to_contain_text("Nghe: đã gọi")
    await expect(citizen.get_by_test_id("theirs")).to_have_count(1)
    for width in (390, 900, 1280):
        await page.set_viewport_size({"width": width, "height": 800})
        assert await page.evaluate("document.documentElement.scrollWidth") <= width
