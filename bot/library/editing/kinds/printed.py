"""The words of what is printed: a section of prints/vi.md for each piece."""

from __future__ import annotations

from bot.library.answers.markdown import split
from bot.library.editing.form import Field, Files, Form, Part, text_of
from bot.library.reading.mistakes import Findings
from bot.words import FIRST, _

FILE = f"prints/{FIRST}.md"
WHERE = _("Figures by their names, such as {example}", example="{{ dong(min_pay_other) }}")


def pieces(files: Files) -> list[tuple[str, str]]:
    """The ids of all pieces with their headings, in their order."""
    return [(section.id, section.title) for section in split(text_of(files, FILE), Findings("")).sections]


def form_of(piece: str) -> Form:
    """The form of one piece."""
    fields = (
        Field("title", _("Heading"), FILE, ("title",), answer=piece, needed=True),
        Field("short", _("Words"), FILE, ("short",), "text", answer=piece, needed=True, hint=WHERE),
        Field("detail", _("Words at the foot"), FILE, ("detail",), "text", answer=piece),
    )
    return Form("print", piece, (Part("about", None, fields, FILE),))
