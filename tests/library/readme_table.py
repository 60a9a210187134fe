"""The table of sources in README.md; `python -m tests.library.readme_table` writes it anew."""

from __future__ import annotations

from bot.library import load
from bot.library.legal_sources import sources_table
from tests.library.conftest import CONTENT

README = CONTENT.parent / "README.md"
BEGIN, END = "<!-- sources -->\n", "\n<!-- /sources -->"


def shown() -> str:
    """The table as README shows it."""
    return README.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0]


if __name__ == "__main__":
    before, _begin, rest = README.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    README.write_text("".join((before, BEGIN, sources_table(load(CONTENT)), END, after)), encoding="utf-8")
