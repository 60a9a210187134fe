"""Every command is carried out: one without a handler does not pass the type checker."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from mypy import api

ROOT = Path(__file__).parents[2]
COMMANDS = "bot/domain/commands"
#: Where the commands of a noun stand, the union that they are, and the file that says what carries them out.
UNIONS = {
    "LeadCommand": ("leads", "bot/services/leads/dispatch.py"),
    "LeadAction": ("leads", "bot/services/leads/actions.py"),
    "CaseCommand": ("cases", "bot/services/cases/dispatch.py"),
    "CaseAction": ("cases", "bot/services/cases/actions.py"),
    "CitizenCommand": ("citizens", "bot/services/citizens/dispatch.py"),
    "MyDataCommand": ("citizens", "bot/services/citizens/dispatch.py"),
    "StaffCommand": ("staff", "bot/services/staff/dispatch.py"),
    "ContentCommand": ("content", "bot/services/feedback.py"),
    "Command": ("__init__", "bot/services/dispatch.py"),
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commands and what carries them out; everything that they import beside it is taken to be right."""
    place = tmp_path_factory.mktemp("copy")
    files = {*(ROOT / COMMANDS).glob("*.py"), *(ROOT / handler for _noun, handler in UNIONS.values())}
    inits = {folder / "__init__.py" for file in files for folder in file.parents if folder.is_relative_to(ROOT / "bot")}
    for file in files | inits:
        there = place / file.relative_to(ROOT)
        there.parent.mkdir(parents=True, exist_ok=True)
        if file.exists():
            shutil.copy(file, there)
    return place


def complaints(copy: Path) -> set[str]:
    """The files in which the type checker finds a command that nothing carries out."""
    files = [str(file) for file in sorted(copy.rglob("*.py")) if file.stat().st_size]
    report, trouble, _code = api.run(
        ["--config-file=", "--follow-imports=skip", "--ignore-missing-imports", f"--cache-dir={copy}/cache", *files]
    )
    assert not trouble
    return {str(Path(line.split(":")[0]).relative_to(copy)) for line in report.splitlines() if "assert_never" in line}


def test_every_command_is_carried_out(copy: Path) -> None:
    assert complaints(copy) == set()


@pytest.mark.parametrize(("union", "noun", "handler"), [(union, *where) for union, where in UNIONS.items()])
def test_a_command_that_nothing_carries_out_is_found(copy: Path, union: str, noun: str, handler: str) -> None:
    file = copy / COMMANDS / f"{noun}.py"
    toy = f"Toy{union}"  # of a length of its own: the checker's cache knows files by second and size
    written = file.read_text(encoding="utf-8")
    with_toy, found = re.subn(rf"^({union}: TypeAlias = )", rf"class {toy}: ...\n\n\n\1{toy} | ", written, flags=re.M)
    assert found == 1
    file.write_text(with_toy, encoding="utf-8")
    try:
        assert complaints(copy) == {handler}
    finally:
        file.write_text(written, encoding="utf-8")
