"""Lays the five doors of a new noun (domain, flow, service, store, board) and a story that fails.

Run by `make new-noun meetings`. A file that is there already is never touched: then nothing is laid at all.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

HERE = Path(__file__).parent
MIGRATIONS = Path("bot/store/migrations/versions")
LEFT = """\
Laid; what is still to do, a line each:
  bot/domain/commands/__init__.py   {Noun}Command joins the union Command
  bot/services/dispatch.py          one branch: dispatch_{noun}
  bot/talk/actions.py               one row: how people open it, typed and tapped
  bot/flows/catalogue.py            "{noun}": {noun}.{noun}
  bot/store/tables/__init__.py      hands on the table; bot/store/personal_data.py says who erases what is personal
  bot/web/board/routes.py           "/{noun}": the page; bot/web/board/layout.py: its tab
  pyproject.toml                    its place in the contracts of services and of store
  docs/architecture.md              its rooms, and its word in the glossary
Then `make locales`, translate, and make tests/stories/test_{noun}.py pass."""


def names(noun: str) -> Mapping[str, str]:
    """What the templates fill in, from a plural English noun such as "meetings" or "payment_plans"."""
    one = noun.removesuffix("s")
    taken = sorted(path.name[:4] for path in MIGRATIONS.glob("[0-9]*_*.py"))
    return {
        "noun": noun,
        "one": one,
        "Noun": noun.title().replace("_", ""),
        "One": one.title().replace("_", ""),
        "words": noun.replace("_", " "),
        "last": taken[-1],
        "next": f"{int(taken[-1]) + 1:04}",
    }


def lay(noun: str) -> list[Path]:
    """Writes the files below the current folder; returns their paths. Raises FileExistsError before any is made."""
    filled = names(noun)
    # Python is written, not HTML.
    loader = FileSystemLoader(HERE)
    templates = Environment(loader=loader, undefined=StrictUndefined, keep_trailing_newline=True)  # noqa: S701
    files = {}
    for template in sorted(HERE.rglob("*.j2")):
        where = template.relative_to(HERE)
        path = templates.from_string(str(where.with_suffix(""))).render(filled)
        text = templates.get_template(where.as_posix()).render(filled)
        files[Path(path)] = re.sub(r"(?:^from bot\..*\n)+", _in_order, text, flags=re.M)
    for path in files:
        if path.exists():
            raise FileExistsError(path)
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return list(files)


def _in_order(imports: re.Match[str]) -> str:
    """Where a noun's own import stands depends on its letters."""
    return "".join(sorted(imports[0].splitlines(keepends=True)))


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or not re.fullmatch(r"[a-z][a-z_]*s", arguments[0]):
        print("usage: make new-noun NAME, a plural noun of the glossary in small letters: meetings", file=sys.stderr)
        return 2
    try:
        laid = lay(arguments[0])
    except FileExistsError as error:
        print(f"{error} is there already; nothing was laid.", file=sys.stderr)
        return 2
    print(*laid, "", LEFT.format(**names(arguments[0]) | {"noun": arguments[0]}), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
