"""How many of the open dialogues are right to the last turn; `loa evaluate --dialogues` says which are not, and why."""

from __future__ import annotations

import yaml

from bot.evaluation.dialogues import dialogues, paths
from bot.evaluation.stage import staged
from bot.evaluation.verdicts import judge
from bot.words import languages
from tests.content import CONTENT, ROOT, knowing
from tests.story import MONDAY

#: May only rise: set it to the new count whenever more are right.
RIGHT = 1575
FOLDER = ROOT / "tests/dialogues"


async def test_no_fewer_dialogues_are_right_than_before() -> None:
    library = knowing(CONTENT, MONDAY.date()).knowledge.library
    known = paths(yaml.safe_load((FOLDER / "paths.yaml").read_text(encoding="utf-8")))
    told = [
        one
        for file in sorted((FOLDER / "open").glob("*.yaml"))
        for one in dialogues(yaml.safe_load(file.read_text(encoding="utf-8")), known, library.answers)
    ]
    with staged(library, languages(ROOT / "locales")) as stage:
        verdicts = [await judge(stage, one, known) for one in told]
    assert sum(verdict.right for verdict in verdicts) >= RIGHT
