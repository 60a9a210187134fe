"""The whole library in words, on days around changes of the law; `python -m tests.library.rendered` writes it anew.

One file holds all answers as of TODAY; the others hold what changes from one day to the next, line by line, so that
whoever reviews them sees what the law changed, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from difflib import unified_diff
from itertools import pairwise
from pathlib import Path

from bot.library import Library, load

CONTENT = Path(__file__).parents[2] / "content"
FILES = Path(__file__).parent / "rendered"
TODAY = date(2026, 11, 23)
DAYS = (date(2025, 6, 30), date(2025, 7, 1), date(2026, 6, 30), date(2026, 7, 1), TODAY, date(2027, 1, 1))


def rendered(library: Library) -> dict[str, str]:
    """File names and what they have to hold."""
    texts = {day: list(_lines(library, day)) for day in DAYS}
    files = {f"{TODAY}.txt": "\n".join(texts[TODAY]) + "\n"}
    for before, after in pairwise(DAYS):
        changes = unified_diff(texts[before], texts[after], str(before), str(after), n=0, lineterm="")
        files[f"{before}_{after}.diff"] = "".join(f"{line}\n" for line in changes if not line.startswith("@@"))
    return files


def _lines(library: Library, day: date) -> Iterator[str]:
    """Every line begins with the id of its answer, so that a changed one tells where it stands."""
    for answer in sorted(library.answers.values(), key=lambda answer: answer.id):
        for language in sorted(answer.bodies):
            shown = answer.show(language, day, library.figures)
            for part, text in (("", shown.text), ("+", shown.more)):
                for line in filter(None, text.split("\n")):
                    yield f"{answer.id}{part} {language}: {line}"


if __name__ == "__main__":
    FILES.mkdir(exist_ok=True)
    for name, text in rendered(load(CONTENT)).items():
        (FILES / name).write_text(text, encoding="utf-8")
