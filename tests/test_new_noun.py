"""`make new-noun`: what it lays passes the house's own checks, and its story fails until somebody writes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.houses import ROOT, copied, run

LAY = ROOT / "docs" / "new-noun" / "lay.py"
DOORS = (
    "bot/domain/appointments.py",
    "bot/domain/commands/appointments.py",
    "bot/flows/citizen/appointments.py",
    "bot/services/appointments/dispatch.py",
    "bot/store/appointments/queries.py",
    "bot/store/tables/appointments.py",
    "bot/web/board/appointment_page.py",
    "bot/web/templates/board_appointments.html",
    "tests/stories/test_appointments.py",
)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the program in which a noun may be laid."""
    return copied(tmp_path)


def test_every_door_is_laid_clean_and_the_story_fails(house: Path) -> None:
    laid = run(house, str(LAY), "appointments")
    assert laid.returncode == 0, laid.stderr
    listed = laid.stdout.split("\n\n")[0].splitlines()
    assert set(DOORS) <= set(listed)
    (migration,) = (house / "bot/store/migrations/versions").glob("*_appointments.py")
    assert str(migration.relative_to(house)) in listed
    checked = [name for name in listed if name.endswith(".py")]
    for command in (("check",), ("format", "--check")):
        done = run(house, "-m", "ruff", *command, *checked)
        assert done.returncode == 0, done.stdout + done.stderr
    modules = [name.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for name in checked[:-1]]
    doors = [name for name in modules if "migrations" not in name]
    imported = run(house, "-c", "".join(f"import {name}\n" for name in doors))
    assert imported.returncode == 0, imported.stderr
    story = run(house, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-k", "sqlite", str(DOORS[-1]))
    assert story.returncode == 1, story.stdout + story.stderr
    assert "Write here what a citizen is told" in story.stdout
    assert run(house, str(LAY), "appointments").returncode == 2, "what is there is never written over"


@pytest.mark.parametrize("name", ["", "Meetings", "meeting", "../etc/passwords", "my-meetings"])
def test_a_name_that_is_none_is_told_in_a_sentence(house: Path, name: str) -> None:
    done = run(house, str(LAY), name)
    assert done.returncode == 2
    assert "usage: make new-noun NAME" in done.stderr
    assert not done.stdout
