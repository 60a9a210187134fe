"""What is installed is what was looked at: every package by exact version and hash, from wherever it comes."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILES = ("requirements.txt", "requirements-dev.txt", "requirements-bench.txt")
NAMED = re.compile(r"^([a-zA-Z0-9][a-zA-Z0-9._-]*)==[^\s;]+( ; .+)? \\$")


def lines(file: str) -> list[str]:
    return (ROOT / file).read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("file", FILES)
def test_every_package_has_one_version_and_its_hashes(file: str) -> None:
    names: list[str] = []
    for line in lines(file):
        if found := NAMED.match(line):
            names.append(found[1].lower())
        else:
            assert re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line), line
    assert len(names) == len(set(names)) > 20


@pytest.mark.parametrize("file", FILES)
def test_no_host_is_named(file: str) -> None:
    assert not [line for line in lines(file) if "://" in line or line.startswith(("-i", "--index", "--extra"))]


def test_all_that_the_project_asks_for_is_there() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {"requirements.txt": project["dependencies"]}
    asked |= {f"requirements-{extra}.txt": given for extra, given in project["optional-dependencies"].items()}
    for file, wanted in asked.items():
        names = {found[1].lower() for line in lines(file) if (found := NAMED.match(line))}
        assert {re.split(r"[\[<>=~! ]", one)[0].lower() for one in wanted} <= names


def test_whoever_installs_asks_for_the_hashes() -> None:
    for place in ("Makefile", "Dockerfile", "docs/operate.md"):
        installs = [line for line in lines(place) if re.search(r"install .*-r \S*requirements", line)]
        assert installs, place
        assert all("--require-hashes" in line for line in installs), place
