"""Drafts in Khmer: nothing of them is in a library until a named person has read these very words."""

from __future__ import annotations

import ast
import re
from datetime import date
from pathlib import Path

import pytest

from bot.library import Mistakes, load
from bot.library.editing.form import text_of
from bot.library.editing.releasing import corrected, name_of_reader, released, taken_back
from bot.library.editing.renaming import renamed
from bot.library.editing.withdrawing import without_answer
from bot.library.files.khmer import drafts_in
from bot.library.snapshot import take
from bot.library.translations import CONSENT, FILE, GREETING, MENU, Translation
from tests.content import CONTENT, ROOT, knowing
from tests.library.conftest import Folder
from tests.story import MONDAY

SCRIPT = re.compile(r"[\u1780-\u17ff]")
DAY = date(2026, 11, 30)
DRAFTS = """\
# chưa ai đọc
drafts:
  greeting:
    vi: "Dạ chào bà con."
    km: "ជម្រាបសួរ"
  menu:
    vi: "Bấm một câu."
    km: "សូមចុច"
  consent:
    km: "{controller} {keep_days} {{ hotline }}"
  thap-nhat:
    title: "តិចបំផុត?"
    km: "បង់ {{ dong(floor_contribution) }}"  # góp
"""


@pytest.fixture
def drafted(folder: Folder) -> Folder:
    return folder.write(FILE, DRAFTS)


def drafts_of(folder: Folder) -> dict[str, Translation]:
    library, files = load(folder.content), take(folder.content).files
    return {one.id: one for one in drafts_in(text_of(files, FILE), library)}


def kept(folder: Folder, files: dict[str, bytes]) -> None:
    (folder.content / FILE).write_bytes(files[FILE])


def release(folder: Folder, id_: str) -> None:
    kept(folder, dict(released(take(folder.content).files, drafts_of(folder)[id_], "Sơn Thị Sa", DAY)))


def test_nothing_unread_is_in_a_library(drafted: Folder) -> None:
    assert set(drafts_of(drafted)) == {GREETING, MENU, CONSENT, "thap-nhat"}
    assert load(drafted.content).khmer == {}


def test_what_is_released_is_there_with_the_figures_of_the_day(drafted: Folder) -> None:
    release(drafted, "thap-nhat")
    library = load(drafted.content)
    assert list(library.khmer) == ["thap-nhat"]
    assert library.khmer["thap-nhat"].say(DAY, library.figures) == "បង់ 330.000 ដុង"
    assert "# chưa ai đọc" in (drafted.content / FILE).read_text(encoding="utf-8")
    assert "# góp" in (drafted.content / FILE).read_text(encoding="utf-8")


def test_on_a_day_on_which_a_figure_is_in_doubt_it_is_not_said(drafted: Folder) -> None:
    release(drafted, "thap-nhat")
    library = load(drafted.content)
    assert library.khmer["thap-nhat"].say(date(2027, 1, 1), library.figures) is None


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (FILE, "បង់", "យើងបង់"),
        (FILE, "តិចបំផុត?", "តិចប៉ុន្មាន?"),
        ("topics/paying/vi.md", "Dạ, ít nhất", "Dạ, thấp nhất"),
        ("topics/paying/vi.md", "Mức đóng thấp nhất?", "Đóng ít nhất mấy đồng?"),
    ],
)
def test_other_words_on_either_side_have_to_be_read_again(drafted: Folder, path: str, old: str, new: str) -> None:
    release(drafted, "thap-nhat")
    drafted.change(path, old, new)
    assert load(drafted.content).khmer == {}
    assert drafts_of(drafted)["thap-nhat"].release is not None, "who had read it is still known"


def test_who_is_responsible_may_have_a_phone_number_but_a_draft_types_none(drafted: Folder) -> None:
    home = drafted.content / "offices" / "home.yaml"
    text = home.read_text(encoding="utf-8")
    named = re.sub(r"^controller:.*(?:\n[ ]+.*)*", 'controller: {vi: "Sở Nội vụ, 0292 3 830 123"}', text, flags=re.M)
    assert named != text
    home.write_text(named, encoding="utf-8")
    assert "0292 3 830 123" in str(drafts_of(drafted)[CONSENT].shown(DAY, load(drafted.content).figures))
    drafted.change(FILE, "{controller}", "{controller} 0292 3 830 124")
    with pytest.raises(Mistakes, match="0292 3 830 124"):
        load(drafted.content)


def test_words_are_corrected_and_taken_back(drafted: Folder) -> None:
    release(drafted, GREETING)
    kept(drafted, dict(corrected(take(drafted.content).files, drafts_of(drafted)[GREETING], "សួស្តី\n")))
    now = drafts_of(drafted)[GREETING]
    assert (now.written, now.release) == ("សួស្តី", None)
    release(drafted, GREETING)
    assert GREETING in load(drafted.content).khmer
    kept(drafted, dict(taken_back(take(drafted.content).files, drafts_of(drafted)[GREETING])))
    assert load(drafted.content).khmer == {}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("thap-nhat:", "thap-nhatt:", "Có phải ý là “thap-nhat” không?"),
        ("floor_contribution", "floor_contributoin", "floor_contribution"),
        ('    title: "តិចបំផុត?"\n', "", "Thiếu mục “title”"),
        ('    vi: "Bấm một câu."\n', "", "Thiếu mục “vi”"),
        ('    km: "សូមចុច"', '    km: "330.000 đồng"', "số tiền viết thẳng"),
        ('    km: "សូមចុច"', '    km: "ok"\n    title: "t"', "không có mục title"),
        ('    km: "សូមចុច"', '    km: "ok"\n    released: {by: Sa}', "Thiếu mục “mark”"),
        ("drafts:", "draft:", "Có phải ý là “drafts” không?"),
    ],
)
def test_a_slip_is_told_at_its_place(drafted: Folder, old: str, new: str, told: str) -> None:
    library = load(drafted.content)
    drafted.change(FILE, old, new)
    mistakes = drafted.mistakes()
    assert mistakes
    assert all(one.startswith(f"{FILE}:") for one in mistakes)
    assert any(told in one for one in mistakes), mistakes
    with pytest.raises(Mistakes):
        drafts_in((drafted.content / FILE).read_text(encoding="utf-8"), library)


@pytest.mark.parametrize(
    ("id_", "old", "new", "told"),
    [
        (
            "thap-nhat",
            "floor_contribution",
            "min_pay_poor",
            {"{{ dong(floor_contribution) }}", "{{ dong(min_pay_poor) }}"},
        ),
        ("thap-nhat", "{{ dong(floor_contribution) }}", "តិច", {"{{ dong(floor_contribution) }}"}),
        ("thap-nhat", "បង់", "បង់ ២", {"2"}),
        (CONSENT, " {keep_days}", "", {"{keep_days}"}),
        (CONSENT, "{{ hotline }}", "", {"{{ hotline }}"}),
        (GREETING, "ជម្រាបសួរ", "ជម្រាបសួរ 5", {"5"}),
    ],
)
def test_with_other_figures_than_what_it_translates_nobody_is_sent_it(
    drafted: Folder, id_: str, old: str, new: str, told: set[str]
) -> None:
    drafted.change(FILE, old, new)
    assert set(drafts_of(drafted)[id_].unlike) == told
    release(drafted, id_)
    assert load(drafted.content).khmer == {}


def test_a_new_figure_in_vietnamese_is_no_mistake_of_a_draft_that_nobody_reads(drafted: Folder) -> None:
    drafted.change("topics/paying/vi.md", "mỗi tháng.", "mỗi tháng, hộ nghèo {{ dong(min_pay_poor) }}.")
    assert drafted.mistakes() == []
    assert drafts_of(drafted)["thap-nhat"].unlike == ("{{ dong(min_pay_poor) }}",)


def test_a_draft_goes_with_its_answer_and_keeps_its_release_under_another_code(drafted: Folder) -> None:
    release(drafted, "thap-nhat")
    library, files = load(drafted.content), take(drafted.content).files
    after = renamed(library, files, "answer", "thap-nhat", "it-nhat")
    drafted.write(FILE, text_of(after, FILE))
    for path in ("topics/paying/topic.yaml", "topics/paying/vi.md", "topics/paying/en.md"):
        drafted.write(path, text_of(after, path))
    assert list(load(drafted.content).khmer) == ["it-nhat"]
    gone = without_answer(load(drafted.content), take(drafted.content).files, "it-nhat")
    assert "it-nhat" not in text_of(gone, FILE)
    assert GREETING in text_of(gone, FILE)


@pytest.mark.parametrize("typed", ["", "  ", "123", "\u202e", "a" * 81, "Sa\x07"])
def test_no_name_is_no_name(typed: str) -> None:
    assert name_of_reader(typed) == ""


def test_a_name_is_kept_on_one_line() -> None:
    assert name_of_reader(" Sơn  Thị\nSa ") == "Sơn Thị Sa"


def test_of_the_drafts_that_come_with_loa_nobody_has_read_one() -> None:
    """An office releases one in its own content; what is shipped was written by a machine."""
    library = knowing(CONTENT, MONDAY.date()).knowledge.library
    drafts = drafts_in((CONTENT / FILE).read_text(encoding="utf-8"), library)
    assert [draft.id for draft in drafts if draft.release is not None] == []
    assert library.khmer == {}
    assert {GREETING, MENU, CONSENT} < {draft.id for draft in drafts}
    assert sum(draft.id in library.answers for draft in drafts) == 10


def test_the_drafts_use_the_same_figures_as_what_they_translate() -> None:
    library = knowing(CONTENT, MONDAY.date()).knowledge.library
    for draft in drafts_in((CONTENT / FILE).read_text(encoding="utf-8"), library):
        if draft.id in library.answers:
            assert draft.part.figures == draft.source_part.figures, draft.id
        assert draft.unlike == (), draft.id
        assert SCRIPT.search(draft.written)
        assert draft.say(MONDAY.date(), library.figures), draft.id
        assert "<" not in draft.shown(MONDAY.date(), library.figures)[1]


def test_only_those_who_review_read_unreleased_drafts() -> None:
    """A door for citizens that imported the reader could say what nobody has read."""
    may = {
        "bot/library/load.py", "bot/library/files/khmer.py", "bot/library/editing/releasing.py",
        "bot/cli/content/review.py", "bot/web/content/khmer.py",
    }  # fmt: skip
    readers = set()
    for path in (ROOT / "bot").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "bot.library.files.khmer":
                readers.add(Path(path).relative_to(ROOT).as_posix())
    assert readers <= may
