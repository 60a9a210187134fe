"""An answer or topic gets another id, or goes: what led to it leads on, and nothing is left behind."""

from __future__ import annotations

import pytest

from bot.library import Library, load
from bot.library.editing.form import Files
from bot.library.editing.renaming import renamed
from bot.library.editing.withdrawing import without
from bot.library.snapshot import Snapshot, take
from tests.content import CONTENT
from tests.library.conftest import Folder
from tests.library.test_shapes import FEELINGS, GUARDS

ENGLISH = 'asks:\n  "thap-nhat": ["the least"]\n  dong-truoc: ["in advance"]\nguards:\n  pets: ["my dog"]\n'


@pytest.fixture
def files(folder: Folder) -> Files:
    folder.write("search/english.yaml", ENGLISH).write("search/feelings.yaml", FEELINGS)
    folder.write("search/guards.yaml", GUARDS).write("posters/posters.yaml", 'ABC2:\n  where: "Chợ"\n')
    return take(folder.content).files


def loaded(folder: Folder, files: Files) -> Library:
    after = folder.content.with_name("after") / "content"
    Snapshot(files).write(after)
    return load(after)


def test_an_answer_is_found_by_both_ids_and_everything_follows_it(folder: Folder, files: Files) -> None:
    before = load(folder.content)
    after = renamed(before, files, "answer", "thap-nhat", "muc-thap-nhat")
    library = loaded(folder, after)
    assert list(library.answers) == ["muc-thap-nhat", "dong-truoc"]
    assert library.answers["thap-nhat"].id == "muc-thap-nhat"
    assert set(library.answers["muc-thap-nhat"].bodies) == {"vi", "en"}
    assert library.vocabulary.english.asks["muc-thap-nhat"] == ("the least",)
    assert [one.answer for one in library.vocabulary.feelings] == ["", "muc-thap-nhat"]
    again = renamed(library, after, "answer", "muc-thap-nhat", "it-nhat")
    assert loaded(folder, again).answers["thap-nhat"].id == "it-nhat"
    related = renamed(before, files, "answer", "dong-truoc", "tra-truoc")
    assert loaded(folder, related).answers["thap-nhat"].related == ("tra-truoc",)


def test_only_the_lines_with_the_id_change(folder: Folder, files: Files) -> None:
    after = renamed(load(folder.content), files, "answer", "thap-nhat", "x-1")
    sheet = files["topics/paying/topic.yaml"].decode()
    expected = sheet.replace("  thap-nhat:", "  x-1:").replace(
        "    related: [dong-truoc]\n", '    related: [dong-truoc]\n    aliases:\n      - "thap-nhat"\n'
    )
    assert after["topics/paying/topic.yaml"].decode() == expected
    assert after["search/english.yaml"].decode() == ENGLISH.replace('"thap-nhat"', '"x-1"')
    assert after["search/feelings.yaml"].decode() == FEELINGS.replace("answer: thap-nhat", 'answer: "x-1"')


def test_a_topic_is_found_by_both_names(folder: Folder, files: Files) -> None:
    after = renamed(load(folder.content), files, "topic", "paying", "dong-tien")
    library = loaded(folder, after)
    assert list(library.topics) == ["dong-tien"]
    assert library.topics["paying"].id == "dong-tien"
    assert not [path for path in after if path.startswith("topics/paying/")]


@pytest.mark.parametrize("kind", ["answer", "topic"])
def test_any_answer_and_topic_of_the_project_can_have_another_id(kind: str) -> None:
    library, files = load(CONTENT), take(CONTENT).files
    for one in list(library.answers if kind == "answer" else library.topics)[::30]:
        after = renamed(library, files, kind, one, "ma-moi")
        assert b"ma-moi" in b"".join(after.values()) + " ".join(after).encode()
        assert f"{{#{one}}}".encode() not in b"".join(after[path] for path in after if path.endswith("/vi.md"))


def test_what_goes_leaves_nothing_that_leads_to_it(folder: Folder, files: Files) -> None:
    library = load(folder.content)
    after = without(library, files, "answer", "dong-truoc")
    assert after is not None
    assert list(loaded(folder, after).answers) == ["thap-nhat"]
    assert b"dong-truoc" not in b"".join(after.values())
    after = without(library, files, "guard", "pets")
    assert after is not None
    assert b"pets" not in b"".join(after.values())
    for kind, thing, path in (
        ("office", "my-long", "offices/my-long.yaml"),
        ("support", "tinh", "local_support/tinh.yaml"),
    ):
        after = without(library, files, kind, thing)
        assert after is not None
        assert set(files) - set(after) == {path}
    after = without(library, files, "poster", "ABC2")
    assert after is not None
    assert b"ABC2" not in b"".join(after.values())
    assert without(library, files, "consent", "2026-11-24") is None
    assert without(library, files, "figure", "hotline") is None
    assert without(library, files, "feeling", "crisis") is None, "a cry for help keeps its answer"


def test_with_its_last_answer_a_topic_goes_too(folder: Folder, files: Files) -> None:
    library = load(folder.content)
    after = without(library, files, "answer", "dong-truoc")
    assert after is not None
    last = without(loaded(folder, after), after, "answer", "thap-nhat")
    assert last is not None
    assert not [path for path in last if path.startswith("topics/")]
    assert without(library, files, "topic", "paying") == last


def test_an_answer_to_a_feeling_that_is_gone_is_a_mistake(folder: Folder, files: Files) -> None:
    after = without(load(folder.content), files, "answer", "thap-nhat")
    assert after is not None
    Snapshot(after).write(folder.content)
    assert folder.mistakes() == ["search/feelings.yaml:8:11: Không có câu trả lời “thap-nhat”."]
