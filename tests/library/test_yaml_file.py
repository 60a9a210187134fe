"""A YAML file is changed as data: what was not touched stays letter by letter, comments and order too."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

import pytest
import yaml

from bot.library.editing.merging import merged
from bot.library.editing.yaml_file import YamlFile
from tests.content import CONTENT

FIGURES = sorted((CONTENT / "figures").glob("*.yaml"))
TOPICS = sorted((CONTENT / "topics").glob("*/topic.yaml"))
NEW = {"value": "2700000", "from": "2199-01-01", "basis": 'Nghị định "mới": Điều 1', "confirmed": "false"}


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def diff(before: str, after: str) -> list[str]:
    lines = list(unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm=""))[2:]
    return [line for line in lines if not line.startswith("@@")]


@pytest.mark.parametrize("path", [*FIGURES, *TOPICS], ids=lambda path: str(path.relative_to(CONTENT)))
def test_every_entry_of_every_file_gains_and_loses_one_line(path: Path) -> None:
    before = read(path)
    entries = yaml.safe_load(before)
    figures = path.parent.name == "figures"
    for name in entries if figures else entries["answers"]:
        where = (name, "values") if figures else ("answers", name, "asks")
        count = len(entries[name]["values"] if figures else entries["answers"][name]["asks"])
        file = YamlFile(before)
        file.put((*where, count), NEW if figures else "một cách hỏi nữa")
        after = file.text()
        (line,) = diff(before, after)
        assert line.startswith("+    ")
        file = YamlFile(after)
        file.drop((*where, count))
        assert file.text() == before


@pytest.mark.parametrize("path", FIGURES, ids=lambda path: path.name)
def test_a_new_entry_at_the_end_touches_no_other_line(path: Path) -> None:
    before = read(path)
    file = YamlFile(before)
    file.put(("chuan_moi",), {"name": "Chuẩn mới", "unit": "dong", "values": [NEW]})
    after = file.text()
    assert after.startswith(before.rstrip("\n"))
    assert yaml.safe_load(after)["chuan_moi"]["unit"] == "dong"
    file = YamlFile(after)
    file.drop(("chuan_moi",))
    assert file.text() == before


def test_one_value_changes_its_own_line_and_keeps_what_stands_beside_it() -> None:
    before = read(CONTENT / "figures" / "contribution.yaml")
    file = YamlFile(before)
    file.put(("rural_poverty_line", "values", 2, "value"), "2300000")
    file.put(("rural_poverty_line", "values", 2, "confirmed"), "true")
    removed, added = diff(before, file.text())
    assert removed.startswith("-    - {value: 2200000, from: 2027-01-01,")
    assert added == "+" + removed[1:].replace("2200000", "2300000").replace("confirmed: false", "confirmed: true")


def test_duty_is_changed_under_its_comments() -> None:
    before = read(CONTENT / "offices" / "home.yaml")
    file = YamlFile(before)
    file.put(("duty", "hours"), ["07:30-11:30", "13:30-17:00"])
    file.put(("duty", "rota"), {"T2": ["Chị Minh"]})
    file.put(("duty", "waits", "again"), "45 phút")
    assert diff(before, file.text()) == [
        '-  hours: ["07:00-11:00", "13:00-17:00"]',
        '+  hours: ["07:30-11:30", "13:30-17:00"]',
        "-  waits: {again: 30 phút, supervisor: 2 giờ, province: 1 ngày, call: 1 ngày, follow_up: 5 ngày}",
        '+  waits: {again: "45 phút", supervisor: 2 giờ, province: 1 ngày, call: 1 ngày, follow_up: 5 ngày}',
        "+  rota:",
        "+    T2:",
        '+      - "Chị Minh"',
    ]


def test_a_list_that_was_broken_into_lines_keeps_its_other_lines() -> None:
    before = read(CONTENT / "search" / "guards.yaml")
    file = YamlFile(before)
    file.put(("compulsory", "reply", "en"), "Please ask your employer.")
    assert len(diff(before, file.text())) == 2


SPOTTY = """\
a:
  list:
    - "one"  # beside one
    # above two
    - "two"

    # at the end of the list

# about b
b: 1
"""


def test_comments_stay_where_entries_come_and_go() -> None:
    file = YamlFile(SPOTTY)
    file.put(("a", "list", 2), "three")
    file.put(("a", "more"), "yes: no")
    file.drop(("a", "list", 1))
    after = file.text()
    assert [line.strip() for line in after.splitlines() if "#" in line] == [
        '- "one"  # beside one', "# above two", "# at the end of the list", "# about b"
    ]  # fmt: skip
    assert yaml.safe_load(after) == {"a": {"list": ["one", "three"], "more": "yes: no"}, "b": 1}


@pytest.mark.parametrize(
    ("mine", "theirs", "both"),
    [
        ("a\nB\nc\n", "a\nb\nC\nd\n", "a\nB\nC\nd\n"),
        ("a\nB\nc\n", "a\nX\nc\n", None),
        ("a\nb\nc\n+\n", "a\nb\nc\n-\n", None),
        ("a\nB\nc\n", "a\nB\nc\n", "a\nB\nc\n"),
        ("b\nc\n", "a\nb\n", "b\n"),
        ("", "a\nb\nC\n", None),
    ],
)
def test_changes_of_different_lines_go_together(mine: str, theirs: str, both: str | None) -> None:
    assert merged("a\nb\nc\n", mine, theirs) == both
    assert merged("a\nb\nc\n", theirs, mine) == both
