"""README and docs: every link, path, command, option, setting and measure that they name is there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.cli.main import COMMANDS, loaded
from bot.settings.settings import PREFIX, Settings

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), ROOT / "content" / "README.md"]
OURS = {"bot", "content", "docs", "locales", "tests"}
#: Where a command begins: a line, after another command, within one, or after what it is run with.
COMMAND = re.compile(r"(?:^ *|&& |; |\$\(|bin/|exec web |--rm loa |LOA_\w+=\S+ )loa ([^&|;)#>]+)")
MEASURE = re.compile(r"\bloa_[a-z_]+")

pages = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())


@cache
def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def code(page: Path) -> Iterator[str]:
    """What stands in backticks, and each line of a fenced block."""
    for block in re.findall(r"^ *```\w*\n(.*?)^ *```", text(page), re.M | re.S):
        yield from block.splitlines()
    yield from re.findall(r"`([^`\n]+)`", re.sub(r"^ *```.*?^ *```", "", text(page), flags=re.M | re.S))


def anchors(page: Path) -> set[str]:
    """The places of its headings, as they are named in links."""
    titles = re.findall(r"^#+ (.+)$", text(page), re.M)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


@pages
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)\s]+)\)", text(page)):
        name, _mark, anchor = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        assert file.exists(), target
        assert not anchor or anchor in anchors(file), target


def named(page: Path) -> set[str]:
    """The paths that stand in backticks: below one of our folders, or a module named from bot/ on."""
    words = {re.sub(r"(:\d+)+$", "", word.strip("“”.,:;()")) for span in code(page) for word in span.split()}
    run = {f"{module.replace('.', '/')}*" for span in code(page) for module in re.findall(r"-m (tests[\w.]+)", span)}
    whole = {word for word in words if word.partition("/")[0] in OURS and "/" in word}
    modules = {f"bot/{word}" for word in words if re.fullmatch(r"(?!bot/)[a-z_]+/[a-z_/]+\.py", word)}
    return whole | run | {path for path in modules if path.split("/")[1] not in OURS}


@pages
def test_every_path_is_there(page: Path) -> None:
    missing = {path for path in named(page) if not any(ROOT.glob(path.rstrip("/")))}
    assert not missing, sorted(missing)


def test_architecture_names_every_room() -> None:
    rooms = {path.parent.relative_to(ROOT).as_posix() for path in (ROOT / "bot").glob("*/**/__init__.py")}
    told = set(re.findall(r"^\| `([\w/]+)/` \|", text(ROOT / "docs" / "architecture.md"), re.M))
    assert told == rooms - {"bot/store/migrations/versions"}


def test_architecture_shows_the_layers_of_every_contract() -> None:
    contracts = tomllib.loads(text(ROOT / "pyproject.toml"))["tool"]["importlinter"]["contracts"]
    shown = " ".join(text(ROOT / "docs" / "architecture.md").split())
    for layers in (one["layers"] for one in contracts if one["type"] == "layers"):
        assert " > ".join(layers).replace("bot.", "") in shown


def commands(page: Path) -> Iterator[list[str]]:
    """The words after each `loa`, up to where something else begins."""
    for span in code(page):
        yield from (run.split() for run in COMMAND.findall(span))


def options(command: Any) -> set[str]:
    return {"--help"} | {flag for one in command.params for flag in (*one.opts, *one.secondary_opts)}


@pages
def test_every_command_is_there_with_its_options(page: Path) -> None:
    for name, *rest in commands(page):
        if name == "--help":
            continue
        assert name in COMMANDS, name
        command, known = loaded(name), options(loaded(name))
        inner = getattr(command, "commands", {})
        if rest and inner and not rest[0].startswith("-"):
            assert rest[0] in inner, f"loa {name} {rest[0]}"
            known |= options(inner[rest[0]])
        flags = {word.partition("=")[0] for word in rest if re.match(r"--[a-z]", word)}
        assert flags <= known, f"loa {name}: {flags - known}"


@pages
def test_every_setting_is_there(page: Path) -> None:
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields} | {"LOA_TEST_POSTGRES"}
    for name in re.findall(r"\bLOA_[A-Z_]+", text(page)):
        whole = {setting for setting in known if setting.startswith(name)} if name.endswith("_") else known & {name}
        assert whole, name


@pages
def test_every_measure_is_taken(page: Path) -> None:
    code = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "bot").rglob("*.py"))
    for name in MEASURE.findall(text(page)):
        assert f'"{name}"' in code or f'"{name.removesuffix("_total")}"' in code, name


def test_every_line_of_the_log_that_is_explained_is_written_somewhere() -> None:
    table = text(ROOT / "docs" / "trouble.md").partition("| `event` |")[2].partition("\n\n")[0]
    events = re.findall(r"^\| `([^`]+)` \|", table, re.M)
    code = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "bot").rglob("*.py"))
    assert events
    assert [event for event in events if f'"{event}"' not in code] == []


@pages
def test_every_target_of_make_is_there(page: Path) -> None:
    targets = set(re.findall(r"^([\w-]+):", text(ROOT / "Makefile"), re.M))
    asked = {target for span in code(page) for target in re.findall(r"(?<!loa codes )\bmake ([a-z-]+)", span)}
    assert asked <= targets


def test_the_readme_stays_short() -> None:
    assert len(text(ROOT / "README.md").splitlines()) <= 200
