"""A real Chromium, the system's own, for tests marked `browser`: the fixture `page`, and `phone(page, width)`.

Import the fixtures in a test module or conftest: `from tests.web.browser import browser, page`.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, Page, async_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
FAILED = "Failed to load resource"
MISSING = "No Chromium on this machine: install the package `chromium` to run the tests marked `browser`."


def chromium() -> str:
    """The path of the browser. Without one the test is skipped, but fails where CI is set: there it must run."""
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    if found is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(MISSING)
    return found


@asynccontextmanager
async def open_browser() -> AsyncIterator[Browser]:
    """A headless browser, closed at the end; also for scripts that take pictures."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        try:
            yield browser
        finally:
            await browser.close()


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with open_browser() as opened:
        yield opened


@pytest.fixture
async def page(browser: Browser) -> AsyncIterator[Page]:
    """A phone of 360 × 640 with a touch screen; every mistake of a script, but no lost connection, fails the test."""
    context = await browser.new_context(viewport={"width": 360, "height": 640}, has_touch=True, locale="vi-VN")
    opened, mistakes = await context.new_page(), []
    opened.on("pageerror", lambda error: mistakes.append(str(error)))
    opened.on(
        "console", lambda said: mistakes.append(said.text) if said.type == "error" and FAILED not in said.text else None
    )
    yield opened
    await context.close()
    assert not mistakes, mistakes
