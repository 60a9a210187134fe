"""An id that was renamed: what was kept under it leads to the same answer, and no id is two things."""

from __future__ import annotations

import pytest

from bot.library import load
from tests.library.conftest import SHEET_ASKS, Folder

SHEET = "topics/paying/topic.yaml"


def test_old_ids_lead_to_the_same_and_are_counted_once(folder: Folder) -> None:
    folder.change(SHEET, SHEET_ASKS, f"{SHEET_ASKS}\n    aliases: [muc-thap-nhat, dong-it-nhat]")
    library = load(folder.change(SHEET, "order: 10", "order: 10\naliases: [tien-dong]").content)
    for old in ("muc-thap-nhat", "dong-it-nhat"):
        assert old in library.answers
        assert library.answers[old] is library.answers["thap-nhat"]
    assert [*library.answers] == ["thap-nhat", "dong-truoc"]
    assert library.topics["tien-dong"].id == "paying"
    assert (len(library.topics), library.topics.get("khac"), "khac" in library.answers) == (1, None, False)


@pytest.mark.parametrize("old", ["dong-truoc", "thap-nhat"])
def test_an_old_id_may_not_be_one_of_now(folder: Folder, old: str) -> None:
    told = folder.change(SHEET, SHEET_ASKS, f"{SHEET_ASKS}\n    aliases: [{old}]").mistakes()
    assert told == [f"{SHEET}:5:15: Mã cũ “{old}” đang là mã của “{old}”. Mã cũ phải là mã không còn ai dùng."]


def test_an_old_id_leads_to_one_answer_only(folder: Folder) -> None:
    folder.change(SHEET, SHEET_ASKS, f"{SHEET_ASKS}\n    aliases: [cu]").change(
        SHEET, "practice: true", "practice: true\n    aliases: [cu]"
    )
    (told,) = folder.mistakes()
    assert "Mã cũ “cu” đang là mã của “thap-nhat”." in told


def test_a_related_answer_under_its_old_id_is_told_the_new_one(folder: Folder) -> None:
    folder.change(SHEET, "related: [dong-truoc]", "related: [tra-truoc]")
    (told,) = folder.change(SHEET, "practice: true", "practice: true\n    aliases: [tra-truoc]").mistakes()
    assert told.endswith("Không có câu trả lời “tra-truoc”. Mã đó nay là “dong-truoc”.")
