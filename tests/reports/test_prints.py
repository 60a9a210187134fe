"""Prints: what they say, until when, and that a phone reads them even when they hang crooked."""

from __future__ import annotations

import re
import zlib
from datetime import date

import pytest
from PIL import Image, ImageFilter

from bot.domain.errors import Trouble
from bot.domain.outreach.prints import PrintKind
from bot.law.figures.derived import look_up
from bot.reports.prints import press
from bot.reports.prints.order import printed
from bot.reports.prints.press import typeset
from tests.reports.printed import DAY, library, page, pictures, scanned, words

SIDES = {PrintKind.LEAFLET: 2}
WEB = "https://loa.example.vn/q/XMY7"


@pytest.mark.parametrize("kind", PrintKind)
def test_each_print_has_its_pages_and_its_code_is_read_back(kind: PrintKind) -> None:
    sides = pictures(kind)
    assert len(sides) == SIDES.get(kind, 1)
    assert scanned(sides[0]) == {WEB}


def test_a_picture_to_post_is_a_square() -> None:
    assert [picture.size for picture in pictures(PrintKind.POST)] == [(1080, 1080)]


@pytest.mark.parametrize("kind", [kind for kind in PrintKind if kind is not PrintKind.SIGN_IN])
def test_a_grey_blurred_and_tilted_photograph_is_read_too(kind: PrintKind) -> None:
    """Toner on grey paper in a dim hall, out of focus, held at an angle."""
    sheet = pictures(kind)[0].convert("L").point(lambda light: 60 + light * 110 // 255)
    crooked = sheet.rotate(11, Image.Resampling.BICUBIC, expand=True, fillcolor=120)
    crooked = crooked.resize((crooked.width * 9 // 10, crooked.height * 3 // 4))
    assert scanned(crooked.filter(ImageFilter.GaussianBlur(2))) == {WEB}


def test_a_reader_that_reads_everything_would_prove_nothing() -> None:
    sheet = pictures(PrintKind.POSTER)[0]
    assert scanned(sheet.filter(ImageFilter.GaussianBlur(25))) == set()


@pytest.mark.parametrize("kind", [PrintKind.POSTER, PrintKind.LEAFLET, PrintKind.POST])
def test_sums_are_those_of_the_day_with_their_basis_and_their_last_day(kind: PrintKind) -> None:
    made = page(kind)
    sum_now = look_up("min_pay_other", library().figures, DAY).value
    assert f"{sum_now:,.0f} đồng".replace(",", ".") in words(made)
    assert "Nghị định 159/2025/NĐ-CP" in str(made["basis"])
    assert (made["day"], made["until"]) == ("30/11/2026", "31/12/2026")


def test_from_the_day_of_an_announced_sum_both_are_printed_and_marked_once() -> None:
    said = words(page(PrintKind.POSTER, day=date(2027, 1, 1)))
    assert "264.000 đồng, hoặc 387.200 đồng*" in said
    assert said.count("Đã công bố, chờ xác nhận") == 1


def test_what_rests_on_no_sum_names_no_last_day() -> None:
    made = page(PrintKind.TENT)
    assert (made["basis"], made["until"]) == ("", "")


def test_a_commune_is_named_with_its_office_and_the_hotline() -> None:
    made = page(PrintKind.POSTER)
    assert made["where"] == "Xã Mỹ Long, tỉnh Vĩnh Long"
    assert "Ủy ban nhân dân xã Mỹ Long" in str(made["offices"])
    assert made["hotline"] == "1900 9068"


def test_letters_are_embedded() -> None:
    pdf = typeset(library().prints.layouts, "poster", [page(PrintKind.POSTER)])[0]
    objects = pdf + b"".join(_unpacked(pdf))
    fonts = set(re.findall(rb"/FontName\s*/[A-Z]{6}\+([\w-]+)", objects))
    assert fonts
    assert all(name.startswith(b"BeVietnamPro") for name in fonts)
    assert objects.count(b"/FontFile") == len(fonts)


def _unpacked(pdf: bytes) -> list[bytes]:
    found = []
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.S):
        try:
            found.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return found


@pytest.mark.parametrize("paper", ["a4", "a3"])
def test_a_poster_is_as_large_as_asked(paper: str) -> None:
    pdf = typeset(library().prints.layouts, "poster", [page(PrintKind.POSTER)], paper=paper)[0]
    size = re.search(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", pdf + b"".join(_unpacked(pdf)))
    assert size is not None
    assert (float(size[1]), float(size[2])) == pytest.approx(
        {"a4": (595.3, 841.9), "a3": (841.9, 1190.6)}[paper], abs=0.1
    )


def test_the_posters_of_a_province_are_set_at_one_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted, not timed: one run of the typesetter for all 124, whatever the machine."""
    runs, compile_ = [], press.typst.compile
    monkeypatch.setattr(press.typst, "compile", lambda *args, **named: runs.append(1) or compile_(*args, **named))
    communes = library().places.provinces["86"].communes
    sheets = [page(PrintKind.POSTER, f"XA{number:03}", commune=one.code) for number, one in enumerate(communes)]
    made = typeset(library().prints.layouts, "poster", sheets)
    assert (len(communes), len(runs), len(made)) == (124, 1, 1)
    assert (made[0] + b"".join(_unpacked(made[0]))).count(b"/MediaBox") == 124


def test_a_long_name_stays_on_its_page() -> None:
    sheet = {**page(PrintKind.POSTER), "title": "Làm nông, buôn bán, làm tự do cũng có lương hưu " * 4}
    sheet["lines"] = list(sheet["lines"]) * 4  # type: ignore[call-overload]
    assert len(pictures(PrintKind.POSTER, sheet)) == 1


def test_a_process_of_its_own_makes_the_same() -> None:
    layouts, sheet = library().prints.layouts, page(PrintKind.POST)
    assert printed(layouts, "post", [sheet], png=True) == typeset(layouts, "post", [sheet], png=True)[0]


def test_a_broken_layout_is_told_in_a_sentence() -> None:
    layouts = {**library().prints.layouts, "poster": "= Một\n#pages.ngay"}
    with pytest.raises(Trouble, match=r"Không dàn được trang in “poster”: poster\.typ:2:1: unknown variable: pages"):
        printed(layouts, "poster", [page(PrintKind.POSTER)])
