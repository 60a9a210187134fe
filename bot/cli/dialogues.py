"""`loa evaluate --dialogues`: plays dialogues and says how many are right to the last turn."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml
from rich.console import Console

from bot.domain.errors import Trouble
from bot.evaluation.dialogues import Dialogue, dialogues, paths
from bot.evaluation.dialogues import Path as Way
from bot.evaluation.stage import Stage, staged
from bot.evaluation.verdicts import Verdict, counted, judge
from bot.library import Library, load
from bot.reports.plain_table import PlainTable, plain
from bot.settings.settings import read_settings
from bot.words import languages

FOLDER = Path("tests/dialogues")
OPEN, PATHS = "open/*.yaml", "paths.yaml"
SEALED = "sealed"
LONGEST = 160


def evaluate_dialogues(files: Sequence[Path], console: Console) -> None:
    """Scores each file: of an open one the first wrong turns too, of a sealed one counts only."""
    settings = read_settings()
    library = load(settings.content)
    chosen = files or sorted(FOLDER.glob(OPEN))
    if not chosen:
        raise Trouble(f"Không có tệp nào trong {FOLDER / OPEN}.")
    known = ways(FOLDER / PATHS)
    with staged(library, languages(settings.locales)) as stage:
        for path in chosen:
            told = read(path, known, library)
            verdicts = asyncio.run(_all(stage, told, known))
            _print(console, path.stem, verdicts, sealed=path.stem.startswith(SEALED))


def ways(path: Path) -> Mapping[str, Way]:
    """The ways of answering that dialogues may name."""
    try:
        return paths(yaml.safe_load(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise Trouble(f"Không có tệp {path}.") from None
    except (yaml.YAMLError, ValueError) as error:
        raise Trouble(f"{path}: {error}") from error


def read(path: Path, known: Mapping[str, Way], library: Library) -> tuple[Dialogue, ...]:
    """The dialogues of a file. Raises Trouble that says what is wrong with it."""
    try:
        return dialogues(yaml.safe_load(path.read_text(encoding="utf-8")), known, library.answers.keys())
    except FileNotFoundError:
        raise Trouble(f"Không có tệp {path}.") from None
    except (yaml.YAMLError, ValueError) as error:
        raise Trouble(f"{path}: {error}") from error


async def _all(stage: Stage, told: Sequence[Dialogue], known: Mapping[str, Way]) -> list[Verdict]:
    return [await judge(stage, one, known) for one in told]


def _print(console: Console, name: str, verdicts: Sequence[Verdict], *, sealed: bool) -> None:
    table = PlainTable("Nhóm", "Cuộc", "Đúng tới cuối", "%", title=name)
    for counts in (*counted(verdicts), {"tất cả": (sum(one.right for one in verdicts), len(verdicts))}):
        for group, (right, asked) in counts.items():
            table.row(group, asked, right, f"{100 * right / asked:.0f}")
        table.add_section()
    console.print(table)
    if sealed:
        return
    for verdict in verdicts:
        if verdict.turn is not None:
            heard = " ".join(verdict.heard.split())[:LONGEST]
            told = f"{verdict.dialogue.id} “{verdict.turn.text}”: {'; '.join(verdict.faults)} ← {heard}"
            console.print(plain(told), soft_wrap=True)
