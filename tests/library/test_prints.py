"""content/prints/: an editor's mistakes in words and layouts, each at its place."""

from __future__ import annotations

import shutil

import pytest

from bot.library import load
from bot.library.snapshot import take
from tests.library.conftest import CONTENT, Folder


@pytest.fixture
def prints(folder: Folder) -> Folder:
    shutil.copytree(CONTENT / "prints", folder.content / "prints")
    return folder


def test_the_words_and_layouts_that_come_along_have_no_mistake(prints: Folder) -> None:
    assert prints.mistakes() == []
    assert list(load(prints.content).prints.words)[:3] == ["poster", "leaflet", "leaflet-who"]


def test_content_of_earlier_days_has_none(folder: Folder) -> None:
    assert folder.mistakes() == []
    assert not load(folder.content).prints.words


def test_a_sum_typed_out_is_refused_as_in_an_answer(prints: Folder) -> None:
    prints.change("prints/vi.md", "{{ dong(min_pay_other) }}", "264.000 đồng")
    assert [mistake for mistake in prints.mistakes() if mistake.startswith("prints/vi.md:4:")]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("min_pay_other", "min_pay_othr", "Có phải ý là “min_pay_other” không?"),
        ("{#tent}", "{#tnet}", "Không có bản in nào mang mã {#tnet}. Có phải ý là “tent” không?"),
        ("{#leaflet-pay}", "{#lefalet-pay}", "Không có bản in nào mang mã {#lefalet-pay}."),
    ],
)
def test_a_wrong_name_is_told_with_the_right_one(prints: Folder, old: str, new: str, told: str) -> None:
    prints.change("prints/vi.md", old, new)
    assert told in "\n".join(prints.mistakes())


def test_a_kind_without_words_and_one_without_layout_are_told(prints: Folder) -> None:
    prints.change("prints/vi.md", "{#door}", "{#tent-door}")
    (prints.content / "prints" / "post.typ").rename(prints.content / "prints" / "posts.typ")
    assert prints.mistakes() == [
        "prints:1:1: Thiếu tệp post.typ. Có phải ý là “posts” không?",
        "prints:1:1: Tệp posts.typ không được dùng. Có phải ý là “post” không?",
        "prints/vi.md:1:1: Thiếu lời cho bản in “door”: cần một dòng ## … {#door}.",
    ]


def test_layouts_are_part_of_each_version_of_the_content(prints: Folder) -> None:
    assert "prints/poster.typ" in take(prints.content).files


def test_word_templates_are_part_of_the_content_and_a_stray_one_is_told(folder: Folder) -> None:
    shutil.copytree(CONTENT / "documents", folder.content / "documents")
    (folder.content / "documents" / "~$van-ban.docx").write_bytes(b"x")
    assert load(folder.content).documents["van-ban"] == (CONTENT / "documents" / "van-ban.docx").read_bytes()
    assert "documents/van-ban.docx" in take(folder.content).files
    folder.write("documents/van-bann.docx", "x")
    assert folder.mistakes() == [
        "documents/van-bann.docx:1:1: Tệp này không được dùng. Có phải ý là “van-ban” không? Các mẫu: van-ban.docx, "
        "bien-ban.docx."
    ]
