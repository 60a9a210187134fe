"""Text and tables for a terminal that hold whatever others wrote: no mark-up, no escape."""

from __future__ import annotations

from rich.table import Column, Table
from rich.text import Text

from bot.search.text.foreign import clean


def plain(text: object, style: str = "") -> Text:
    """The text as it is, which commands neither the library nor the terminal."""
    return Text(clean(str(text)), style=style)


class PlainTable(Table):
    """A table every cell of which is plain.

    lines   whether there is a line between rows; whole: whether the first column is never broken
    """

    def __init__(
        self, *headings: str, title: str = "", caption: str = "", lines: bool = False, whole: bool = False
    ) -> None:
        columns = [Column(plain(heading), overflow="fold") for heading in headings]
        columns[0].no_wrap = whole
        super().__init__(
            *columns,
            title=plain(title) if title else None,
            caption=plain(caption) if caption else None,
            show_lines=lines,
        )

    def row(self, *cells: object) -> None:
        """Adds a row."""
        self.add_row(*(plain(cell) for cell in cells))
