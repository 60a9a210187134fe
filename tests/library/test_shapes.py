"""Kinds of things whose forms are tables of blanks: each is filled in, written and checked like any other."""

from __future__ import annotations

import pytest

from bot.library.editing.kinds.consent import new_version
from bot.library.editing.names import KINDS as NAMES
from bot.library.editing.things import KINDS, MADE, things
from bot.library.load import FOLDERS
from bot.library.snapshot import take
from tests.content import CONTENT, ROOT
from tests.library.conftest import Folder
from tests.library.test_forms import Desk

# Beside forms: templates are uploaded, and two files are the machine's own.
TEMPLATES = ("documents/van-ban.docx", "prints/*.typ")
MACHINE = ("search/calibration.yaml", "posters/used.txt")


@pytest.fixture
def desk(folder: Folder) -> Desk:
    folder.write("search/guards.yaml", GUARDS).write("search/feelings.yaml", FEELINGS)
    folder.write("search/replies.yaml", REPLIES).write("search/dialect.yaml", '# vùng miền\n"hông": "không"\n')
    folder.write("search/words.yaml", 'loans: ["zalo"]\nfiller: ["dạ"]\ncommon: ["tôi"]\n')
    return Desk(folder.content)


GUARDS = """\
# Đầu tệp
pets:
  kind: out_of_scope
  asks: ["nuôi chó", "nuôi mèo",
    "nuôi gà"]
  reply: {vi: "Dạ, Loa không rành.", en: "Sorry."}
"""
FEELINGS = """\
crisis:
  alone: ["cứu"]
  groups:
    - ["muốn chết", "hết muốn sống"]
    - ["thiệt", "thật"]
  like: ["muốn chết cho xong đời"]
costly:
  answer: thap-nhat
  alone: ["mắc quá"]
"""
REPLIES = 'yes: ["có", "dạ"]\nchoices:\n  sex:\n    female: ["nữ", "bà"]\n    male: ["nam", "ông"]\n'


def test_every_file_of_the_content_has_a_form_or_is_uploaded_or_is_the_machines() -> None:
    """Whatever comes to lie under content/ has to be changed by somebody without files."""
    files = take(CONTENT).files
    library = Desk(CONTENT).library
    formed: set[str] = set()
    for kind in set(KINDS) - {"place"}:
        formed |= {field.file for one in things(library, files, kind) for field in Desk.fields(library, files, one)}
    communes = {one.beside: one for one in things(library, files, "place")}.values()
    formed |= {field.file for one in communes for field in Desk.fields(library, files, one)}
    by_hand = {path for path in files if path in MACHINE or path.endswith((".typ", ".docx"))}
    assert set(files) - formed - by_hand <= {path for path in files if path.endswith("/km.md")}
    assert {path.partition("/")[0] for path in formed | by_hand} == set(FOLDERS)


def test_every_kind_has_a_name_and_a_place_in_the_guide() -> None:
    assert set(KINDS) <= set(NAMES)
    assert set(MADE) <= set(KINDS)
    assert all(f"`{folder}/`" in (ROOT / "content/README.md").read_text(encoding="utf-8") for folder in FOLDERS)


SLIPS = {
    "a support by nobody": ("support", "tinh", "payer", "Nhà nước"),
    "a support for a group that there is not": ("support", "tinh", "values0.groups", "poor, rich"),
    "a share and a sum at once": ("support", "tinh", "values0.amount", "20.000"),
    "a share of more than all": ("support", "tinh", "values0.rate", "110 %"),
    "a day that there is not": ("support", "tinh", "values0.from", "31/02/2027"),
    "a commune that there is not": ("support", "tinh", "values1.communes", "Xã Đâu Đó"),
    "a meeting without an end": ("meeting", "cho-phien", "lasts", "lâu"),
    "a neighbour that there is not": ("place", "28756", "neighbours", "99999"),
    "a commune without a name": ("place", "28756", "name", ""),
    "a measure that there is not": ("target", "2026", "targets", "86; good; 3"),
    "a guard that says nothing": ("guard", "pets", "reply.vi", ""),
    "a guard of no kind": ("guard", "pets", "kind", "mine"),
    "a blank that is not filled in": ("consent", "2027-01-15", "text.vi", "Giữ {keep_days} ngày, {tổng_đài}"),
    "a consent that does not say how long": ("consent", "2027-01-15", "text.vi", "Cô chú đồng ý không?"),
}  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_at_its_field(desk: Desk, folder: Folder, slip: str) -> None:
    folder.write("meetings/cho-phien.yaml", MEETING).write(
        "targets/2026.yaml", "decision: 1\nday: 2026-01-01\ntargets: []\n"
    )
    desk = Desk(folder.content)
    kind, thing, field, typed = SLIPS[slip]
    told = desk.slip(kind, thing, field, typed)
    assert field in told or field.partition(".")[0] in told, told


MEETING = """\
name: {vi: Chợ phiên}
lasts: 90
bring: {vi: Không}
checklist: {before: [a], during: [b], after: [c]}
report: [d]
"""


def test_a_new_resolution_is_typed_as_people_write(desk: Desk) -> None:
    form = desk.form("support", "nghi-quyet-12")
    after = desk.filled(
        form, payer="tỉnh Vĩnh Long",
        basis="Nghị quyết 12/2027/NQ-HĐND, Điều 2", source="Công báo",
        values0__groups="poor, near_poor", values0__rate="12,5 %", values0__months="60",
        values0__communes="Phú Khương", values0__from="01/07/2027",
    )  # fmt: skip
    assert desk.told(form, after) == {}
    assert after["local_support/nghi-quyet-12.yaml"].decode() == (
        'active: false\npayer: "tỉnh Vĩnh Long"\nbasis: "Nghị quyết 12/2027/NQ-HĐND, Điều 2"\nsource: "Công báo"\n'
        'confirmed: false\nvalues:\n  - {groups: ["poor", "near_poor"], rate: 0.125, months: 60, communes: [28756], '
        "from: 2027-07-01}\n"
    )


def test_a_kind_of_meeting_comes_from_an_empty_form(desk: Desk) -> None:
    form = desk.form("meeting", "hop-ap")
    after = desk.filled(
        form, name__vi="Họp ấp", lasts="90", bring__vi="Không cần gì.", checklist__before="Mời bà con\nXin chỗ",
        checklist__during="Hỏi thăm", checklist__after="Báo kết quả", report="Bà con hỏi gì?",
    )  # fmt: skip
    assert desk.told(form, after) == {}
    assert "before:\n    - " in after["meetings/hop-ap.yaml"].decode()


def test_a_commune_learns_its_neighbours_and_what_it_was_and_the_rest_of_its_file_stays(desk: Desk) -> None:
    form = desk.form("place", "28756")
    assert form.values["was"] == "Xã Phú Hưng; Thành phố Bến Tre; Tỉnh Bến Tre; một phần"
    after = desk.filled(form, was=form.values["was"] + "\nPhường 8; Thành phố Bến Tre; Tỉnh Bến Tre", also="Phú Khương")
    assert desk.told(form, after) == {}
    text, before = after["places/86.yaml"].decode(), desk.files["places/86.yaml"].decode()
    new = '      - {ward: "Phường 8", district: "Thành phố Bến Tre", province: "Tỉnh Bến Tre"}\n'
    assert text.replace(new, "").startswith(before)
    assert new in text


def test_lists_keep_their_comments_and_lines_where_words_come_and_go(desk: Desk) -> None:
    after = desk.filled(desk.form("list", "dialect"), all="hông: không\nbi nhiêu: bao nhiêu")
    assert after["search/dialect.yaml"].decode() == '# vùng miền\n"hông": "không"\n"bi nhiêu": "bao nhiêu"\n'
    after = desk.filled(desk.form("guard", "pets"), asks="nuôi chó\nnuôi mèo\nnuôi gà\nnuôi vịt", english="my dog")
    assert after["search/guards.yaml"].decode() == GUARDS.replace('"nuôi gà"]', '"nuôi gà", "nuôi vịt"]')
    assert "pets:" in after["search/english.yaml"].decode()
    form = desk.form("feeling", "crisis")
    assert form.values["groups"] == "muốn chết, hết muốn sống\nthiệt, thật"
    after = desk.filled(form, like="muốn chết cho xong đời\nsống chi nữa")
    assert after["search/feelings.yaml"].decode() == FEELINGS.replace('đời"]', 'đời", "sống chi nữa"]')
    assert desk.told(form, after) == {}
    after = desk.filled(desk.form("choice", "sex"), all="female: nữ, bà, cô\nmale: nam, ông")
    assert after["search/replies.yaml"].decode() == REPLIES.replace('"bà"]', '"bà", "cô"]')
    after = desk.filled(desk.form("reply", "yes"), all="có\ndạ\nừ")
    assert after["search/replies.yaml"].decode() == REPLIES.replace('"dạ"]', '"dạ", "ừ"]')
    after = desk.filled(desk.form("list", "words"), loans="zalo, momo")
    assert 'loans: ["zalo", "momo"]' in after["search/words.yaml"].decode()


def test_a_new_consent_is_a_new_file_and_the_old_one_is_only_read(desk: Desk) -> None:
    assert desk.form("consent", "2026-11-24").locked
    form = desk.form("consent", "2027-01-15")
    assert not form.locked
    assert "{controller}" in form.values["text.vi"]
    words = form.values["text.vi"].replace("Không dùng việc khác", "Không dùng vào việc khác")
    after = desk.filled(form, text__vi=words, keep_days="60")
    assert desk.told(form, after) == {}
    changed = [path for path in after if after[path] != desk.files.get(path)]
    assert changed == ["consent/2027-01-15.yaml"]
    text = after["consent/2027-01-15.yaml"].decode()
    assert "\nversion: 2027-01-15\n" in text
    assert "\nkeep_days: 60\n" in text
    assert "  vi: |\n    Để cán bộ gọi lại" in text
    old = desk.files["consent/2026-11-24.yaml"].decode()
    assert text.partition("  en: |")[2] == old.partition("  en: |")[2]


def test_a_consent_never_takes_the_name_of_one_that_there_is(desk: Desk) -> None:
    today, taken = desk.today, ["2026-11-24", "2026-11-30"]
    assert new_version("", "", today, taken) == "2026-11-30-2"
    assert new_version("2026-11-24", "", today, taken) == "2026-11-24-2"
    assert new_version("../x", "kem-2026-11-30", today, taken) == "kem-2026-11-30"


def test_a_topic_comes_with_its_first_answer_and_stands_last(desk: Desk) -> None:
    form = desk.form("topic", "nong-dan", "nong-dan-dong-gi")
    filled = {
        "title": "Nông dân", "title.en": "Farmers", "vi.title": "Nông dân đóng gì?", "vi.short": "Dạ, tự chọn mức.",
        "en.title": "What do farmers pay?", "en.short": "They choose.",
        "asks": "nông dân\nlàm ruộng\nnong dan\nlam ruong", "basis": "Luật BHXH 41/2024/QH15", "since": "2025-07-01",
    }  # fmt: skip
    after = desk.filled(form, **{key.replace(".", "__"): value for key, value in filled.items()})
    assert desk.told(form, after) == {}
    assert (
        after["topics/nong-dan/vi.md"].decode().startswith("# Nông dân\n\n## Nông dân đóng gì? {#nong-dan-dong-gi}\n")
    )
    assert after["topics/nong-dan/en.md"].decode().startswith("# Farmers\n")
    assert "order: 20\n" in after["topics/nong-dan/topic.yaml"].decode()
    assert desk.form("topic", "nong-dan", "nong-dan-dong-gi").values["order"] == ""


def test_targets_of_a_year_are_rows(folder: Folder) -> None:
    desk = Desk(folder.write("targets/2026.yaml", "# đầu\ntargets: []\n").content)
    form = desk.form("target", "2026")
    after = desk.filled(
        form, decision="12/QĐ-UBND", day="15/01/2026", targets="86; new; 12.000\n28756; total; 90; 2026-Q4;; 01/02/2026"
    )
    assert desk.told(form, after) == {}
    text = after["targets/2026.yaml"].decode()
    assert '  - {unit: 86, measure: "new", goal: 12000}\n' in text
    again = Desk(folder.write("targets/2026.yaml", text).content).form("target", "2026")
    assert again.values["targets"] == "86; new; 12000\n28756; total; 90; 2026-Q4; ; 2026-02-01"


def test_whom_a_place_asks_first_and_when_it_gathers(desk: Desk) -> None:
    form = desk.form("duty", "home")
    count = sum(part.key.startswith("prefer") for part in form.parts) - 1
    after = desk.filled(
        form, **{f"prefer{count}__skill": "người trẻ", f"prefer{count}__languages": "en"}, duty__gather__after="5"
    )
    assert desk.told(form, after) == {}
    text = after["offices/home.yaml"].decode()
    assert '    - {skill: "người trẻ", languages: ["en"]}\n' in text
    assert "gather: {after: 5, minutes: 10}" in text
