"""Every mistake is told at its place, in words that an editor understands, all of them at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.library import Mistake, Mistakes, load
from tests.library.conftest import VI, Folder

LOCAL = "local_support/tinh.yaml"
OFFICE = "offices/my-long.yaml"
SHEET, PAGE, FIGURES = "topics/paying/topic.yaml", "topics/paying/vi.md", "figures/contribution.yaml"
CASES = [
    ("offices/home.yaml", "again: 30 phút", "again: nửa giờ", "“nửa giờ” không phải là khoảng thời gian làm việc."),
    ("offices/home.yaml", "days: [T2,", "days: [T8,", "“T8” không phải là thứ trong tuần."),
    ("offices/home.yaml", '"13:00-17:00"', '"10:00-17:00"', "các buổi theo thứ tự, không chồng nhau."),
    ("offices/home.yaml", "tell: all", "tell: some", "Chỗ này chỉ nhận: all, in_turn."),
    ("offices/home.yaml", "tell: all", "rota: {T7: [Minh]}", "T7 không phải ngày làm việc"),
    ("offices/home.yaml", "tell: all", "rota: {T2: []}", "Ngày nào đã ghi thì phải có ít nhất một người trực."),
    ("offices/home.yaml", "tell: all", "rota: {2026-11-29: [Minh]}", "2026-11-29 là ngày nghỉ."),
    ("offices/home.yaml", "tell: all", "rota: {thứ hai: [Minh]}", "“thứ hai”"),
    ("offices/home.yaml", "capacity: 20", "capacity: 0", "Chỗ này phải là số nguyên từ 1 trở lên, nhiều nhất 10000."),
    ("offices/home.yaml", 'digest: "07:30"', 'digest: "25:30"', "“25:30” không phải là giờ."),
    (LOCAL, "poor, near", "poor, neer", f"{LOCAL}:6:21: Không có diện “neer_poor”. Có phải ý là “near_poor”"),
    (LOCAL, "rate: 0.10", "rate: 10", f"{LOCAL}:6:39: Phần hỗ trợ viết theo tỷ lệ"),
    (LOCAL, "rate: 0.10", "rate: 0.10, amount: 1", f"{LOCAL}:6:5: Cần đúng một trong hai mục: rate"),
    (LOCAL, "amount: 20000, ", "", f"{LOCAL}:7:5: Cần đúng một trong hai mục: rate"),
    (LOCAL, "amount: 20000", "amount: 0.5", f"{LOCAL}:7:31: Số tiền phải là số đồng chẵn"),
    (LOCAL, "[28756]", "[99999]", f"{LOCAL}:7:49: Không có xã, phường nào mang mã “99999”."),
    (LOCAL, "months: 60", "months: 0", f"{LOCAL}:6:53: Số tháng phải là số nguyên từ 1 đến 720."),
    (LOCAL, "to: 2030-12-31", "to: 2026-12-31", "Ngày hết hiệu lực (to) đứng trước ngày bắt đầu (from)."),
    (LOCAL, "[other]", "[poor]", f"{LOCAL}:7:5: Diện poor đã có một mức khác cùng ngày, cùng nơi ở trên."),
    (LOCAL, "tỉnh Ví Dụ", "Nhà nước", f"{LOCAL}:2:8: Mục payer là nơi hỗ trợ thêm"),
    (LOCAL, "active: true", "active: yes", f"{LOCAL}:1:9: Chỗ này chỉ nhận true (có) hoặc false (không)."),
    (OFFICE, "kind: post", "kind: pots", f"{OFFICE}:2:7: Không có loại nơi “pots”. Có phải ý là “post”"),
    (OFFICE, "[T7]", "[T8]", f"{OFFICE}:7:13: “T8” không phải là thứ trong tuần."),
    (OFFICE, "07:30-11:30", "11:30-07:30", f"{OFFICE}:7:26: Buổi làm việc phải kết thúc sau khi bắt đầu"),
    (OFFICE, "closed: [2026-12-22]", "closed: [22/12]", f"{OFFICE}:6:55: “22/12” không phải là ngày."),
    (OFFICE, "https://", "http://", f"{OFFICE}:8:6: Cần một đường dẫn bản đồ bắt đầu bằng https://"),
    (OFFICE, "[28756]", "[28757]", f"{OFFICE}:9:12: Không có xã, phường nào mang mã “28757”."),
    (
        "places/86.yaml",
        "    was:",
        "    neighbours: [28757]\n    was:",
        "7:18: Không có xã, phường nào mang mã “28757”.",
    ),
    ("places/86.yaml", "    was:", "    neighbours: [28756]\n    was:", "7:18: Xã không ghi chính mình vào danh sách"),
    ("places/86.yaml", "    was:", "    neighbours: [bên kia]\n    was:", "7:18: Mã phải gồm nhiều nhất 5 chữ số."),
    (
        SHEET,
        "    practice:",
        "    practise:",
        f"{SHEET}:12:5: Không có mục tên “practise”. Có phải ý là “practice”",
    ),
    (
        SHEET,
        "related: [dong-truoc]",
        "related: [dong-truo]",
        f"{SHEET}:7:15: Không có câu trả lời “dong-truo”. Có",
    ),
    (SHEET, '"mức thấp nhất", ', "", f"{SHEET}:4:11: Mới có 3 cách hỏi khác nhau."),
    (SHEET, "since: 2025-07-01", "since: 01/07/2025", f"{SHEET}:6:12: “01/07/2025” không phải là ngày."),
    (SHEET, "since: 2025-07-01", "since: 2025-02-30", f"{SHEET}:6:12: “2025-02-30” không phải là ngày."),
    (SHEET, "  dong-truoc:", "  thap-nhat:", f"{SHEET}:8:3: “thap-nhat” có hai lần (lần trước ở dòng 3)."),
    (SHEET, "  dong-truoc:\n", "  dong-sau:\n", f"{SHEET}:8:3: Câu “dong-sau” chưa có trong vi.md"),
    (SHEET, "order: 10", "order: 10\ntool: estimat", f"{SHEET}:2:7: Không có nút “estimat”. Có phải ý là “estimate”"),
    (SHEET, "order: 10", "order: mười", f"{SHEET}:1:8: “mười” không phải là số."),
    (SHEET, "order: 10", "order: 10: 11", f"{SHEET}:1:10: Lỗi viết YAML: thừa dấu hai chấm"),
    (SHEET, 'basis: ["Luật', 'basis: ["Luật"', f"{SHEET}:5:20: Lỗi viết YAML: thiếu dấu phẩy"),
    (SHEET, "    since", "\tsince", f"{SHEET}:6:1: Có ký tự Tab."),
    (PAGE, "{#thap-nhat}", "", f"{PAGE}:3:1: Câu hỏi này thiếu mã."),
    (
        PAGE,
        "{#dong-truoc}",
        "{#dong-truoc-2}",
        f"{PAGE}:11:1: Câu {{#dong-truoc-2}} không có trong topic.yaml. Có",
    ),
    (PAGE, "# Tiền đóng", "Tiền đóng", f"{PAGE}:1:1: Thiếu tên chủ đề."),
    (
        PAGE,
        "floor_contribution",
        "flor_contribution",
        f"{PAGE}:4:23: Không có con số nào tên “flor_contribution”.",
    ),
    (PAGE, "{{ dong(floor", "{{ dog(floor", f"{PAGE}:4:18: Không có con số nào tên “dog”. Có phải ý là “dong” không?"),
    (PAGE, ") }}** mỗi", ") }** mỗi", f"{PAGE}:4:15: Dấu ngoặc nhọn này lẻ."),
    (PAGE, "contribution) }}", "contribution }}", f"{PAGE}:4:1: Lỗi trong {{{{ … }}}} hoặc {{% … %}}: thiếu dấu đóng"),
    (PAGE, "{{ dong(floor_contribution) }}", "{ floor_contribution }", f"{PAGE}:4:15: Dấu ngoặc nhọn này lẻ."),
    (PAGE, "## Đóng trước", "### Đóng trước", f"{PAGE}:11:30: Mã {{#…}} chỉ viết ở cuối dòng câu hỏi."),
    (PAGE, "dong(floor_contribution)", "dong", f"{PAGE}:4:18: Sau “dong” phải có ngoặc tròn: dong(…)."),
    (PAGE, "min_pay_other)", 'pays(2000000, "rich"))', f"{PAGE}:6:1: Lỗi trong {{{{ … }}}}: không có diện 'rich'."),
    (PAGE, "dong(min_pay_other)", "dong()", f"{PAGE}:6:1: Lỗi trong {{{{ … }}}}: thiếu hoặc thừa giá trị"),
    (PAGE, "dong(min_pay_other)", "dong(hotline)", f"{PAGE}:6:1: Lỗi trong {{{{ … }}}}: chỗ này cần một con số"),
    (
        PAGE,
        "min_pay_other)",
        "min_pay_other.name)",
        f"{PAGE}:6:16: Lỗi trong {{{{ … }}}} hoặc {{% … %}}: không dùng dấu chấm",
    ),
    (PAGE, "min_pay_other)", 'pays(1000000, "other"))', f"{PAGE}:6:1: Lỗi trong {{{{ … }}}}: phép tính không làm được"),
    (PAGE, "mỗi tháng.", "mỗi tháng, tức 330.000 đồng.", f"{PAGE}:4:63: “330.000 đồng” là số tiền viết thẳng."),
    (PAGE, "- hoặc", "- trong 15 năm, hoặc", f"{PAGE}:9:9: “15 năm” là thời gian viết thẳng."),
    (PAGE, "- hoặc", "- đủ 62 tuổi hoặc", f"{PAGE}:9:6: “62 tuổi” là tuổi viết thẳng."),
    (PAGE, "- hoặc", "- 22% hoặc", f"{PAGE}:9:3: “22%” là phần trăm viết thẳng."),
    (PAGE, "- hoặc", "- 1900 9068 hoặc", f"{PAGE}:9:3: “1900 9068” là số điện thoại viết thẳng."),
    (PAGE, "Dạ, ít nhất", "Dạ, " + "ít nhất " * 50, f"{PAGE}:4:1: Câu trả lời ngắn dài 4"),
    (PAGE, "mỗi tháng.\n---", "mỗi tháng.\n---\nChi tiết.\n\n---", f"{PAGE}:8:1: Mỗi câu trả lời chỉ có một dòng ---"),
    (PAGE, "Tiền đóng", "Tiê\u0300n đo\u0301ng", f"{PAGE}:1:5: Chữ có dấu ở dòng này"),
    (FIGURES, "unit: years", "unit: year", f"{FIGURES}:12:9: Không có đơn vị “year”. Có phải ý là “years” không?"),
    (FIGURES, "to: 2021-12-31", "to: 2021-11-30", "Bị hở từ ngày 01/12/2021 đến 31/12/2021"),
    (FIGURES, "to: 2021-12-31", "to: 2022-01-31", "Hai giá trị chồng lên nhau: giá trị trước đến hết ngày 31/01/2022"),
    (FIGURES, "value: 2200000", "value: 2.200.000", "“2.200.000” không phải là số. Có phải ý là 2200000? Viết liền"),
    (FIGURES, "value: 0.22", "value: 22", "Phần trăm viết theo tỷ lệ: 22 % là 0.22."),
    (FIGURES, "min_join_age:", "income_cap:", "“income_cap” được tính từ các con số khác"),
    (FIGURES, "reference_level:", "reference_levels:", "con số “reference_level”: phép tính cần đến nó. Có phải ý"),
    (FIGURES, 'basis: "Luật', "basis: Luật", "Lời văn có dấu phẩy hay hai chấm thì đặt cả câu trong ngoặc kép."),
    ("offices/home.yaml", "province: 86", "province: 87", "offices/home.yaml:3:11: Không có tỉnh nào mang mã “87”"),
    ("consent/2026-11-23.yaml", "version: 2026", "version: 2027", "Mục version phải giống tên tệp: “2026-11-23”."),
    (
        "places/86.yaml",
        "    name:",
        "    nam:",
        "places/86.yaml:6:5: Không có mục tên “nam”. Có phải ý là “name”",
    ),
    ("places/86.yaml", "code: 28756", "code: x", "places/86.yaml:5:11: Mã phải gồm nhiều nhất 5 chữ số."),
]


@pytest.mark.parametrize(("file", "old", "new", "told"), CASES, ids=[case[3][-40:] for case in CASES])
def test_a_mistake_is_told_at_its_place(folder: Folder, file: str, old: str, new: str, told: str) -> None:
    mistakes = folder.change(file, old, new).mistakes()
    assert any(told in mistake for mistake in mistakes), mistakes


def test_the_small_content_has_no_mistake(folder: Folder) -> None:
    assert folder.mistakes() == []


def test_all_mistakes_of_all_files_are_told_at_once(folder: Folder) -> None:
    folder.change(SHEET, "order: 10\n", "").change(PAGE, "floor_contribution", "flor")
    folder.change("places/86.yaml", "    name:", "    nam:").change(FIGURES, "unit: years", "unit: year")
    assert {mistake.split(":")[0] for mistake in folder.mistakes()} >= {SHEET, PAGE, "places/86.yaml", FIGURES}


@pytest.mark.parametrize("broken", ["unit: đồng", "unit: [dong"])
def test_a_broken_figure_is_told_once_and_not_at_every_answer_that_shows_it(folder: Folder, broken: str) -> None:
    folder.change(
        "topics/paying/vi.md", "mỗi tháng", '{{ dong(gross(rural_poverty_line)) }} {{ announced("income_cap") }}'
    )
    mistakes = folder.change(FIGURES, "unit: dong", broken).mistakes()
    assert mistakes
    assert {mistake.split(":")[0] for mistake in mistakes} == {FIGURES}


def test_a_broken_topic_is_told_once_and_not_wherever_it_is_related(folder: Folder) -> None:
    sheet = (folder.content / SHEET).read_text(encoding="utf-8").replace("dong-truoc", "khac")
    page = VI.replace("dong-truoc", "khac").replace("thap-nhat", "muon-nhat")
    folder.write(
        "topics/second/topic.yaml", sheet.replace("  thap-nhat:", "  muon-nhat:").replace("[khac]", "[thap-nhat]")
    )
    folder.write("topics/second/vi.md", page)
    assert folder.mistakes() == []
    mistakes = folder.change(SHEET, "order: 10", "order: [10").mistakes()
    assert {mistake.split(":")[0] for mistake in mistakes} == {SHEET}


def test_a_file_that_nobody_reads_is_told(folder: Folder) -> None:
    folder.write("search/tu-moi.yaml", 'a: "b"\n').write("topics/moi/vi.md", "# Mới\n")
    told = folder.mistakes()
    assert any(mistake.startswith("search/tu-moi.yaml:1:1: Tệp này không được dùng.") for mistake in told)
    assert "topics/moi/topic.yaml:1:1: Thiếu tệp này." in told


@pytest.mark.parametrize(
    ("guard", "told"),
    [
        ("kind: smalltalk\n  ask: [a]\n  reply: {vi: b}", "chao: không có mục “ask”."),
        ("kind: smalltalk\n  reply: {vi: b}", "chao: thiếu cách hỏi (asks)"),
        ("kind: smaltalk\n  asks: [a]\n  reply: {vi: b}", "chao.kind: phải là một trong"),
        ("kind: smalltalk\n  asks: [a]\n  reply: {en: b}", "chao.reply.vi: thiếu câu trả lời tiếng Việt"),
    ],
)
def test_a_guard_is_whole(folder: Folder, guard: str, told: str) -> None:
    (mistake,) = folder.write("search/guards.yaml", f"chao:\n  {guard}\n").mistakes()
    assert told in mistake


def test_a_file_that_is_not_utf8_is_said_to_be_so(folder: Folder) -> None:
    (folder.content / PAGE).write_bytes(VI.encode("utf-16"))
    (told,) = folder.mistakes()
    assert told.startswith(f"{PAGE}:1:1: Tệp không phải mã UTF-8 mà là UTF-16")


def test_an_empty_folder_is_a_list_of_what_is_missing(tmp_path: Path) -> None:
    mistakes = Folder(tmp_path / "content").mistakes()
    assert any("Thiếu tệp này" in mistake for mistake in mistakes)
    assert any("Chưa có chủ đề nào" in mistake for mistake in mistakes)


def test_one_id_in_two_topics(folder: Folder) -> None:
    sheet = (folder.content / SHEET).read_text(encoding="utf-8")
    folder.write("topics/second/topic.yaml", sheet).write("topics/second/vi.md", VI)
    assert "topics/second/topic.yaml:3:3: Mã “thap-nhat” đã dùng trong chủ đề paying." in folder.mistakes()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    file=st.sampled_from([SHEET, PAGE, "places/86.yaml", "offices/home.yaml", "figures/methods.yaml"]),
    at=st.floats(0, 1, exclude_max=True),
    cut=st.integers(0, 12),
    put=st.text(alphabet="{}[]#%:-&*!|>'\"\n\t a1đ", max_size=5),
)
def test_whatever_an_editor_breaks_she_is_told_and_nothing_crashes(
    folder: Folder, file: str, at: float, cut: int, put: str
) -> None:
    path = folder.content / file
    good = path.read_text(encoding="utf-8")
    start = int(at * len(good))
    path.write_text(good[:start] + put + good[start + cut :], encoding="utf-8")
    try:
        told = told_by(folder)
    finally:
        path.write_text(good, encoding="utf-8")
    assert all(mistake.line >= 1 and mistake.column >= 1 and mistake.message for mistake in told)


def told_by(folder: Folder) -> tuple[Mistake, ...]:
    try:
        load(folder.content)
    except Mistakes as told:
        return told.mistakes or (Mistake("", 0, 0, ""),)
    return ()
