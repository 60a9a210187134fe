"""What a reader is shown, what is kept while editors work, and what wants their attention."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.law.figure_needs import touched_by
from bot.library import Library, Mistakes, load
from bot.library.answers.markdown import plain
from bot.library.files.places import read_province
from bot.library.reading.mistakes import Findings
from bot.library.reading.yaml_reader import LOADER
from bot.library.warnings import warnings
from bot.runtime.content import Knowing
from tests.library.conftest import CONTENT, Folder

TODAY, NEXT_YEAR = date(2026, 11, 23), date(2027, 1, 5)


@pytest.fixture(scope="module")
def library() -> Library:
    return load(CONTENT)


def test_the_projects_content_has_no_mistake(library: Library) -> None:
    assert library.answers
    assert library.home.province in library.places.provinces
    assert len(library.places.provinces) == 34
    assert all(len(text) < 900 for text in library.consent.text.values())


def test_every_answer_can_be_shown_on_any_day(library: Library) -> None:
    for answer in library.answers.values():
        for day in (TODAY, NEXT_YEAR, date(2030, 6, 1)):
            shown = answer.show("vi", day, library.figures)
            assert shown.text
            assert "{{" not in shown.text + shown.more
            assert answer.figures <= library.figures.by_name.keys()


def test_an_answer_is_plain_text_with_its_detail(folder: Folder) -> None:
    library = load(folder.content)
    shown = library.answers["thap-nhat"].show("vi", TODAY, library.figures)
    assert shown.text == "Dạ, ít nhất 330.000 đồng mỗi tháng."
    assert shown.more == "Người khác góp 264.000 đồng:\n\n• gọi trang này (https://a.vn)\n• hoặc ra bưu điện"
    assert (shown.title, shown.language, shown.missing) == ("Mức đóng thấp nhất?", "vi", False)
    assert shown.basis == ("Luật BHXH 41/2024/QH15, Điều 31 khoản 2",)


def test_a_reader_gets_her_language_or_vietnamese(folder: Folder) -> None:
    library = load(folder.content)
    shown = library.answers["thap-nhat"].show("en", TODAY, library.figures)
    assert (shown.text, shown.language) == ("At least 330,000 dong a month.", "en")
    assert library.answers["dong-truoc"].show("en", TODAY, library.figures).language == "vi"


def test_an_announced_figure_in_force_shows_both(folder: Folder) -> None:
    library = load(folder.content)
    shown = library.answers["thap-nhat"].show("vi", NEXT_YEAR, library.figures)
    assert shown.text == "Dạ, ít nhất 330.000 đồng, hoặc 484.000 đồng (đã công bố, chờ xác nhận) mỗi tháng."
    assert len(shown.announced) == 1
    assert "2.200.000 đồng từ ngày 01/01/2027 (đã công bố, chờ xác nhận)" in shown.announced[0]


def test_a_confirmed_figure_shows_alone(folder: Folder) -> None:
    folder.change("figures/contribution.yaml", "confirmed: false", "confirmed: true")
    library = load(folder.content)
    shown = library.answers["thap-nhat"].show("vi", NEXT_YEAR, library.figures)
    assert (shown.text, shown.announced) == ("Dạ, ít nhất 484.000 đồng mỗi tháng.", ())


def test_a_missing_figure_is_never_guessed(folder: Folder) -> None:
    library = load(folder.content)
    shown = library.answers["dong-truoc"].show("vi", NEXT_YEAR, library.figures)
    assert shown.missing
    assert "đang được cập nhật" in shown.text
    assert "0,31" not in shown.text


def test_practice_is_said_to_be_practice(folder: Folder) -> None:
    library = load(folder.content)
    assert library.answers["dong-truoc"].show("vi", TODAY, library.figures).practice
    assert not library.answers["thap-nhat"].show("vi", TODAY, library.figures).practice


@pytest.mark.parametrize(
    ("expression", "spoken"),
    [
        ("dong(floor_contribution * 12)", "3.960.000 đồng"),
        ("dong(12 * floor_contribution - support_other)", "3.894.000 đồng"),
        ("age(retirement_age_men_now)", "61 tuổi 6 tháng"),
        ("age(retirement_age_women[2035])", "60 tuổi"),
        ("number(inflation_coefficients_voluntary[2015])", "1,36"),
        ("times(one_off_withdrawal_before_2014)", "1,5 lần"),
        ("percent(pension_rate(20, 'female'))", "55%"),
        ("dong(pension(rural_poverty_line, 15, 'male'))", "600.000 đồng"),
        ("dong(pays(3 * reference_level, 'poor'))", "1.504.800 đồng"),
        ("dong(advance(1500000, 5, 'other'))", "14.138.148 đồng"),
        ("dong(missing_payment(1500000, 60))", "21.791.542 đồng"),
        ("dong(missing_payment(rural_poverty_line, missing_max_months))", "21.791.542 đồng"),
        ("announced('floor_contribution')", "484.000 đồng từ ngày 01/01/2027 (đã công bố, chờ xác nhận)"),
        ("announced('pension_min_years')", ""),
        ("since('rural_poverty_line')", "01/01/2022"),
        ("hotline", "1900 9068"),
        ("reference_level", "2.530.000 đồng"),
    ],
)
def test_what_templates_can_say(folder: Folder, expression: str, spoken: str) -> None:
    folder.change("topics/paying/vi.md", "{{ dong(floor_contribution) }}", "{{ " + expression + " }}")
    library = load(folder.content)
    shown = library.answers["thap-nhat"].show("vi", TODAY, library.figures)
    expected = f"Dạ, ít nhất {spoken} mỗi tháng." if spoken else "Dạ, ít nhất **** mỗi tháng."
    assert shown.text == expected


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("*Một* **hai** `ba`\ndòng sau", "Một hai ba dòng sau"),
        ("- a\n- b\nđoạn sau", "• a\n• b\n\nđoạn sau"),
        ("3. ba\n4. bốn", "3. ba\n4. bốn"),
        ("- a\n  - nhỏ\n- b", "• a\n  • nhỏ\n• b"),
        ("| Mức | Tiền |\n|---|---|\n| thấp | 1 |", "• thấp: 1"),
        ("| Mức | Nghèo | Khác |\n|---|---|---|\n| thấp | 1 | 2 |", "• thấp: nghèo 1, khác 2"),
        ("> trích\n\n### Đầu đề\ný", "trích\n\nĐầu đề\n\ný"),
        ("[trang](https://a.vn) <https://b.vn>", "trang (https://a.vn) https://b.vn"),
        ("a<br>b & c", "a<br>b & c"),
    ],
)
def test_markdown_becomes_plain_text(markdown: str, text: str) -> None:
    assert plain(markdown) == text


def test_the_quick_way_reads_places_as_yaml_does(tmp_path: Path) -> None:
    for path in sorted((CONTENT / "places").glob("*.yaml")):
        even = read_province(path, Findings(path.name))
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)
        other = tmp_path / path.name
        other.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
        assert read_province(other, Findings(path.name)) == even
        assert even is not None


def test_a_faulty_content_leaves_the_library_in_use(folder: Folder) -> None:
    knowing = Knowing(folder.content, TODAY)
    first = knowing.knowledge
    folder.change("topics/paying/vi.md", "floor_contribution", "flor_contribution")
    with pytest.raises(Mistakes) as told:
        knowing.read(folder.content)
    assert [mistake.line for mistake in told.value.mistakes] == [4]
    assert knowing.knowledge is first
    folder.change("topics/paying/vi.md", "flor_contribution", "cap_contribution")
    knowing.use(knowing.read(folder.content))
    library = knowing.knowledge.library
    shown = library.answers["thap-nhat"].show("vi", TODAY, library.figures)
    assert shown.text == "Dạ, ít nhất 11.132.000 đồng mỗi tháng."


def test_editors_are_warned_sixty_days_ahead(folder: Folder) -> None:
    library = load(folder.content)
    early = {warned.figure for warned in warnings(library, date(2026, 11, 1))}
    assert "rural_poverty_line" not in early
    soon = {warned.figure: warned for warned in warnings(library, date(2026, 11, 2))}
    assert soon["rural_poverty_line"].answers == ("thap-nhat",)
    assert soon["fund_rate_r_monthly"].answers == ("dong-truoc",)
    assert soon["fund_rate_r_monthly"].calculations == touched_by("fund_rate_r_monthly")
    assert "Phép tính liên quan: đóng trước nhiều năm, " in str(soon["fund_rate_r_monthly"])
    assert "01/01/2027" in soon["rural_poverty_line"].message
    after = {warned.figure: warned.message for warned in warnings(library, NEXT_YEAR)}
    assert "không có giá trị nào" in after["fund_rate_r_monthly"]
    assert "cả hai" in after["rural_poverty_line"]
