"""The offline pack: a page that asks nobody, a booklet and scripts, all with the bot's own words of the day."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.async_api import Page
from typer.testing import CliRunner

from bot.cli.main import app
from bot.law.figures.derived import look_up
from bot.library.answers.scripts import LONGEST, SHORTEST
from bot.library.answers.speech import in_words
from bot.reports.pack.contents import booklet_data, page_data
from bot.reports.pack.page import page_html
from bot.reports.prints.press import typeset
from bot.reports.prints.scripts import scripts
from tests.content import CONTENT
from tests.reports.printed import DAY, library
from tests.web.browser import browser, page

__all__ = ["browser", "page"]

LARGEST = 1_500_000
#: Asked by people who had not seen the answers, with accents and without, as one types on a borrowed computer.
ASKED = {
    "toi ban ca ngoai cho thi co duoc dong khong": {"lao-dong-tu-do", "ai-duoc-tham-gia"},
    "Mỗi tháng tốn mấy trăm ngàn vậy?": {"muc-dong-thang", "muc-dong-toi-thieu"},
    "so ho ngheo duoc bot bao nhieu": {"ho-tro-ho-ngheo"},
    "đóng mấy năm mới lãnh lương hưu": {"so-nam-toi-thieu", "dieu-kien-luong-huu"},
    "bo ngang khong dong nua co mat tien khong": {"ngung-dong-giua-chung"},
    "vợ tui sắp sanh có được tiền không": {"thai-san-muc", "thai-san-dieu-kien", "thai-san-chong"},
    "nop tien o dau gan nha": {"tim-diem-thu", "dong-tai-dai-ly"},
    "lỡ chết sớm thì tiền đó ai hưởng": {"chet-truoc-khi-huong", "tuat-ai-duoc-nhan"},
    "lam mat so bao hiem roi": {"mat-so"},
    "có người gọi điện kêu chuyển khoản, có phải lừa không": {"lua-dao", "co-phai-lua-dao"},
}


def made(day: date = DAY) -> str:
    return page_html(page_data(library(), day))


@pytest.mark.parametrize("day", [DAY, date(2027, 1, 1)])
def test_every_word_of_the_page_is_the_bots_own_of_that_day(day: date) -> None:
    written = re.search(r'id="data">(.*?)</script>', made(day), re.S)
    assert written is not None
    shown = {one["title"]: (one["text"], one["more"]) for one in json.loads(written[1])["answers"]}
    bot = [answer.show("vi", day, library().figures) for answer in library().answers.values()]
    assert shown == {one.title: (one.text, one.more) for one in bot}


def test_the_booklet_says_what_the_bot_says() -> None:
    book = booklet_data(library(), DAY)
    printed = {
        answer["title"]: [line["runs"][0]["text"] for line in answer["lines"]]
        for topic in book["topics"]
        for answer in topic["answers"]
    }
    for answer in library().answers.values():
        shown = answer.show("vi", DAY, library().figures)
        said = [line.strip().removeprefix("• ") for line in shown.text.split("\n") if line.strip()]
        assert printed[shown.title] == said


@pytest.mark.parametrize("day", [DAY, date(2027, 1, 1)])
def test_scripts_are_two_to_three_minutes_long_and_leave_no_number_to_guess_at(day: date) -> None:
    read_out = scripts(library(), day)
    assert len(read_out) == 3
    for one in read_out:
        assert SHORTEST <= float(one["minutes"].replace(",", ".")) <= LONGEST
        assert not re.search(r"[\d%*()]", "".join(one["paragraphs"]))


def test_scripts_say_the_sums_of_the_day() -> None:
    said = "".join(text for one in scripts(library(), DAY) for text in one["paragraphs"])
    for name in ("floor_contribution", "min_pay_poor", "support_other", "maternity_allowance", "funeral_grant"):
        assert f"{in_words(int(look_up(name, library().figures, DAY).value))} đồng" in said  # type: ignore[arg-type]


def test_whoever_listens_is_told_once_that_a_sum_waits_to_be_confirmed() -> None:
    said = [" ".join(one["paragraphs"]) for one in scripts(library(), date(2027, 1, 1))]
    assert [text.count("đã công bố, chờ xác nhận") for text in said] == [1, 1, 0]


def test_each_script_is_a_page_and_the_booklet_of_a5() -> None:
    layouts = library().prints.layouts
    assert len(typeset(layouts, "script", scripts(library(), DAY), png=True)) == 3
    sheets = typeset(layouts, "booklet", [booklet_data(library(), DAY)], png=True, ppi=10)
    assert 40 <= len(sheets) <= 80


def test_an_answer_cannot_end_the_script_of_the_page() -> None:
    html = page_html({"answers": "</script><b>"})
    assert html.count("</script>") == 2


def test_the_pack_is_a_zip_of_the_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOA_CONTENT", str(CONTENT))
    target = tmp_path / "goi.zip"
    done = CliRunner().invoke(app, ["pack", "--zip", str(target), "--on", "2026-11-30"])
    assert done.exit_code == 0, done.output
    assert "dùng đến hết ngày 31/12/2026" in done.output
    with ZipFile(target) as archive:
        names = archive.namelist()
        assert archive.getinfo("hoi-dap.html").file_size <= LARGEST
        assert "31/12/2026" in archive.read("DOC-TRUOC.txt").decode("utf-8-sig")
    scripts_ = [f"bai-phat-thanh-{number}.txt" for number in (1, 2, 3)]
    assert names == ["DOC-TRUOC.txt", "hoi-dap.html", "so-tay.pdf", "bai-phat-thanh.pdf", *scripts_]


@pytest.mark.browser
async def test_ten_questions_are_answered_from_a_memory_stick_without_a_request(page: Page, tmp_path: Path) -> None:
    (tmp_path / "hoi-dap.html").write_text(made(), encoding="utf-8")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await page.goto(f"file://{tmp_path}/hoi-dap.html")
    titles = {answer.title["vi"]: name for name, answer in library().answers.items()}
    missed = []
    for question, wanted in ASKED.items():
        await page.fill("#query", question)
        first = await page.locator("#found summary").all_text_contents()
        if not wanted & {titles[title] for title in first[:3]}:
            missed.append((question, [titles[title] for title in first]))
    assert missed == []
    assert asked == [f"file://{tmp_path}/hoi-dap.html"]


@pytest.mark.browser
async def test_accents_may_be_left_out_and_the_first_answer_stands_open(page: Page, tmp_path: Path) -> None:
    (tmp_path / "hoi-dap.html").write_text(made(), encoding="utf-8")
    await page.goto(f"file://{tmp_path}/hoi-dap.html")
    found = []
    for typed in ("hộ nghèo được hỗ trợ thế nào", "ho ngheo duoc ho tro the nao"):
        await page.fill("#query", typed)
        found.append(await page.locator("#found summary").first.text_content())
    assert found[0] == found[1] == "Hộ nghèo được hỗ trợ thế nào?"
    assert "165.000 đồng" in await page.locator("#found details").first.inner_text()
    await page.fill("#query", "")
    assert await page.locator("#all summary").count() == len(library().answers)
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
