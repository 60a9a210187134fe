"""docs/asvs.md: every test that holds a requirement is there, and every other row says why not."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "asvs.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (V[\d.]+) \| (.+?) \| (.+) \|$", PAGE, re.M)
LEFT_OUT = PAGE.partition("Left out:")[2].partition("| | requirement |")[0]
WRITTEN_DOWN = re.findall(r"^\| .+ \| .+ \| (.+) \|$", PAGE.partition("| where |\n|---|---|---|\n")[2], re.M)
#: How many requirements of levels 1 and 2 each section of 5.0 has; they are its first ones, without a gap.
SECTIONS = {
    **{"1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2, "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1},
    **{"3.2": 2, "3.3": 4, "3.4": 6, "3.5": 5, "3.7": 2, "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4},
    **{"5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3, "6.1": 3, "6.2": 12, "6.3": 4, "6.4": 4, "6.5": 5, "6.6": 3, "6.8": 4},
    **{"7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 2, "7.6": 2, "8.1": 2, "8.2": 3, "8.3": 1, "8.4": 1},
    **{"9.1": 3, "9.2": 4, "10.1": 2, "10.2": 2, "10.3": 4, "10.4": 11, "10.5": 5, "10.6": 2, "10.7": 3},
    **{"11.1": 2, "11.2": 3, "11.3": 3, "11.4": 4, "11.5": 1, "11.6": 1, "12.1": 3, "12.2": 2, "12.3": 4},
    **{"13.1": 1, "13.2": 5, "13.3": 2, "13.4": 5, "14.1": 2, "14.2": 4, "14.3": 3, "15.1": 3, "15.2": 3, "15.3": 7},
    **{"16.1": 1, "16.2": 5, "16.3": 4, "16.4": 3, "16.5": 3, "17.1": 1, "17.2": 4, "17.3": 2},
}


def test_every_requirement_stands_once_and_in_order() -> None:
    numbers = [tuple(map(int, name[1:].split("."))) for name, _what, _held in ROWS]
    assert len(numbers) > 50
    assert numbers == sorted(set(numbers))


def left_out() -> set[str]:
    """The numbers named at the head of the page: a chapter or a section is all of it, "to" all between the two."""
    words = re.sub(
        r"V(\d+)\.(\d+) to V\1\.(\d+)",
        lambda found: " ".join(f"V{found[1]}.{section}" for section in range(int(found[2]), int(found[3]) + 1)),
        LEFT_OUT,
    )
    named = tuple(f"{word}." for word in re.findall(r"V[\d.]*\d", words))
    numbers = [f"V{section}.{one}" for section, most in SECTIONS.items() for one in range(1, most + 1)]
    assert all(any(f"{number}.".startswith(word) for number in numbers) for word in named), "one that there is not"
    return {number for number in numbers if f"{number}.".startswith(named)}


def test_every_requirement_has_a_row_or_is_left_out() -> None:
    every = {f"V{section}.{one}" for section, most in SECTIONS.items() for one in range(1, most + 1)}
    assert len(every) == 70 + 183, "of levels 1 and 2"
    rows = {name for name, _what, _held in ROWS}
    assert not rows & left_out()
    assert rows | left_out() == every


def test_what_is_written_down_names_what_there_is() -> None:
    assert WRITTEN_DOWN
    for where in WRITTEN_DOWN:
        for file, names in re.findall(r"`((?:bot|docs)/[\w/]+(?:\.\w+)?)`((?: `\w+`)*)", where):
            assert (ROOT / file).exists(), file
            tree = ast.parse((ROOT / file).read_text(encoding="utf-8")) if file.endswith(".py") else ast.Module([], [])
            known = {
                node.id if isinstance(node, ast.Name) else node.name
                for node in ast.walk(tree)
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
                or (isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))
            }
            assert set(re.findall(r"`(\w+)`", names)) <= known, file


def test_every_test_that_is_named_is_there() -> None:
    for name, _what, held in ROWS:
        for file, function in re.findall(r"`(tests/[\w/]+\.py)`(?: `(\w+)`)?", held):
            assert (ROOT / file).exists(), (name, file)
            tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
            known = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
            assert any(one.startswith("test_") for one in known), (name, file)
            assert not function or function in known, (name, function)


def test_what_no_test_holds_says_why() -> None:
    for name, _what, held in ROWS:
        assert "`tests/" in held or re.match(r"no(?: test of its own)?, because \S", held), name
