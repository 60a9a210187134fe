"""docs/asvs.md: every test that holds a requirement is there, and every other row says why not."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROWS = re.findall(r"^\| (V[\d.]+) \| (.+?) \| (.+) \|$", (ROOT / "docs" / "asvs.md").read_text(encoding="utf-8"), re.M)


def test_every_requirement_stands_once_and_in_order() -> None:
    numbers = [tuple(map(int, name[1:].split("."))) for name, _what, _held in ROWS]
    assert len(numbers) > 50
    assert numbers == sorted(set(numbers))


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
