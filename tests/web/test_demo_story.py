"""The first paragraph of the project, in a real browser, against the real `loa demo`: citizen left, officer right."""

from __future__ import annotations

import os
import random
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Browser, FrameLocator, expect

from tests.web.browser import browser

ROOT = Path(__file__).parents[2]
PICTURE = os.environ.get("LOA_DEMO_PICTURE", "")
__all__ = ["browser"]

pytestmark = pytest.mark.browser


def free_port() -> int:
    """One that the system gives to nobody by itself, so that it is still free when the demo takes it."""
    for port in random.sample(range(20_000, 32_000), 100):
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
    raise AssertionError("a hundred ports are taken")


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[str]:
    """The address of a demo that a newcomer has just started, in an empty folder."""
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("LOA_")}
    environment |= {
        "PYTHONPATH": str(ROOT),
        "LOA_PORT": str(port),
        "LOA_CONTENT": str(ROOT / "content"),
        "LOA_LOCALES": str(ROOT / "locales"),
    }
    process = subprocess.Popen([sys.executable, "-m", "bot", "demo", "--no-browser"], cwd=tmp_path, env=environment)
    address = f"http://127.0.0.1:{port}"
    for _ in range(300):
        try:
            httpx.get(f"{address}/healthz")
            break
        except httpx.TransportError:
            assert process.poll() is None, "the demo did not start"
            time.sleep(0.1)
    yield address
    process.terminate()
    assert process.wait(15) == 0, "the demo stops cleanly"


async def says(frame: FrameLocator, text: str) -> None:
    await frame.get_by_test_id("text").fill(text)
    await frame.get_by_test_id("send").click()


async def sees(frame: FrameLocator, text: str) -> None:
    await expect(frame.get_by_test_id("theirs").last).to_contain_text(re.compile(text, re.S), timeout=10_000)


async def taps(frame: FrameLocator, label: str) -> None:
    await frame.get_by_role("button", name=label, exact=True).last.click()


async def test_the_whole_story_on_one_page(browser: Browser, demo: str) -> None:
    page = await browser.new_page(viewport={"width": 1280, "height": 900}, locale="vi-VN")
    mistakes: list[str] = []
    page.on("pageerror", lambda error: mistakes.append(str(error)))
    await page.goto(demo)
    citizen, officer = page.frame_locator("iframe[name=citizen]"), page.frame_locator("iframe[name=officer]")

    await sees(citizen, "trợ lý tự động")
    await says(citizen, "Mức đóng thấp nhất là bao nhiêu?")
    await sees(citizen, "330.000 đồng.*Căn cứ")
    await says(citizen, "tính mức đóng")
    await sees(citizen, "mức thu nhập nào")
    await says(citizen, "1tr5")
    await sees(citizen, "diện nào")
    await taps(citizen, "Hộ nghèo")
    await sees(citizen, "165.000 đồng")

    await says(citizen, "0")
    await taps(citizen, "Đồng ý cả hai")
    await sees(citizen, "tên gì")
    await says(citizen, "Nguyễn Thị Lan")
    await sees(citizen, "gọi số nào")
    await says(citizen, "0912.345.678")
    await sees(citizen, "xã, phường nào")
    await says(citizen, "xa my long cau ngang tra vinh")
    await sees(citizen, "Mỹ Long.*Đúng chưa")
    await taps(citizen, "Có, đúng rồi")
    await sees(citizen, "cảm ơn Nguyễn Thị Lan")

    await sees(officer, "Yêu cầu số 1.*Nguyễn Thị Lan.*0912 345 678")
    if PICTURE:
        await page.screenshot(path=PICTURE)
    await taps(officer, "Nhận")
    await sees(officer, "của mình rồi")
    await sees(citizen, "cán bộ Nguyễn Thị Minh.*chậm nhất")
    await taps(officer, "Gọi xong")
    await taps(officer, "Sẽ tham gia")
    await taps(officer, "Không, vậy đủ rồi")
    await sees(officer, "Đã ghi")
    await expect(officer.get_by_test_id("lines")).to_contain_text("Yêu cầu số 1: sẽ tham gia")
    assert not mistakes
