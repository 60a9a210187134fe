"""The editors' preview: an answer on any day, as each channel shows it; mistakes and saves are noticed."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from datetime import date
from html import unescape
from pathlib import Path

import httpx
import pytest

from bot.web.editor.preview import Preview, create_preview
from bot.words import languages

ROOT = Path(__file__).parents[3]
TODAY = date(2026, 11, 23)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "content", tmp_path / "content"))


@pytest.fixture
async def preview(content: Path) -> Preview:
    return Preview(content, languages(ROOT / "locales"), TODAY)


@pytest.fixture
async def editor(preview: Preview) -> AsyncIterator[httpx.AsyncClient]:
    app = httpx.ASGITransport(create_preview(preview))
    async with httpx.AsyncClient(transport=app, base_url="http://localhost") as client:
        yield client


async def page(editor: httpx.AsyncClient, **asked: str) -> str:
    answered = await editor.get("/", params=asked)
    assert answered.status_code == 200
    return unescape(answered.text)


async def test_an_answer_on_a_day_as_each_channel_shows_it(editor: httpx.AsyncClient) -> None:
    today = await page(editor, a="muc-dong-toi-thieu")
    assert today.count("Hộ nghèo: 165.000 đồng") >= 3
    assert "1. Xem thêm" in today
    later = await page(editor, a="muc-dong-toi-thieu", on="2027-01-15")
    assert "Hộ nghèo: 165.000 đồng, hoặc 242.000 đồng*" in later
    assert "Chuẩn hộ nghèo khu vực nông thôn" in later
    assert "165,000 dong" in await page(editor, a="muc-dong-toi-thieu", lang="en")


async def test_what_changes_from_one_day_to_another(editor: httpx.AsyncClient) -> None:
    assert '<a href="/compare?before=2026-11-23">' in await page(editor)
    answered = await editor.get("/compare", params={"before": "2026-12-31"})
    shown = unescape(answered.text)
    assert "<td>264.000 đồng</td><td>264.000 đồng; số đã công bố: 387.200 đồng</td>" in shown
    assert "<del>• Hộ nghèo: 165.000 đồng</del>" in shown
    assert "<ins>• Hộ nghèo: 165.000 đồng, hoặc 242.000 đồng*</ins>" in shown
    same = unescape((await editor.get("/compare", params={"before": "2026-11-23", "after": "2026-11-24"})).text)
    assert "0 câu trả lời đổi lời" in same


async def test_answers_are_found_as_people_ask(editor: httpx.AsyncClient) -> None:
    found = await page(editor, q="dong it nhat may tien")
    assert found.index("Mức đóng thấp nhất là bao nhiêu?") < found.index('data-testid="sight"')
    assert "Xem trước câu trả lời" in await page(editor, q="zzzz", on="nonsense", lang="xx", a="none")


async def test_mistakes_are_shown_and_the_last_good_content_stays(
    editor: httpx.AsyncClient, preview: Preview, content: Path
) -> None:
    file = content / "topics" / "contribution" / "vi.md"
    good = file.read_text(encoding="utf-8")
    file.write_text(good.replace("{{ dong(min_pay_poor) }}", "{{ dong(min_pay_por) }}", 1), encoding="utf-8")
    preview.reload()
    shown = await page(editor, a="muc-dong-toi-thieu")
    assert "Nội dung đang có" in shown
    assert "content/topics/contribution/vi.md:" in shown
    assert "165.000 đồng" in shown
    file.write_text(good, encoding="utf-8")
    preview.reload()
    assert "Nội dung đang có" not in await page(editor)


async def test_faulty_content_from_the_start_is_shown_too(content: Path) -> None:
    (content / "offices" / "home.yaml").unlink()
    faulty = Preview(content, languages(ROOT / "locales"), TODAY)
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(create_preview(faulty)), base_url="http://localhost"
    ) as editor:
        assert "Chưa có nội dung nào đọc được" in await page(editor)


async def test_a_save_is_noticed(preview: Preview, content: Path) -> None:
    watching = asyncio.create_task(preview.watch())
    saved = asyncio.create_task(anext(preview.saves()))
    before, file = preview.knowledge, content / "topics" / "contribution" / "vi.md"
    async with asyncio.timeout(60):
        while not saved.done():  # nothing tells when the watch has begun, so she saves until it has
            await asyncio.sleep(0.3)
            file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
            await asyncio.wait([saved], timeout=5)
    assert saved.result().event == "saved"
    assert preview.knowledge is not before
    watching.cancel()
