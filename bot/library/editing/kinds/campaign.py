"""A campaign: what it tells in each language, and where its buttons lead."""

from __future__ import annotations

from bot.domain.calculators import CALCULATORS
from bot.library.campaigns import MOST_BUTTONS
from bot.library.editing.form import Field, Files, Form, Part, text_of
from bot.library.editing.kinds.answer import EXAMPLE, SPOKEN, TOOLS
from bot.library.editing.pages import said_in
from bot.library.files.campaigns import BASIS, BUTTON, FOLDER, LONGEST
from bot.library.library import Library
from bot.words import FIRST, Words, _, in_language, pgettext, verbatim

SHORT = _("At most {most} characters with the buttons. Figures by their names, such as {example}. Links only to the "
          "pages on the list", most=LONGEST, example=EXAMPLE)  # fmt: skip
STAFF = _("Only staff see it")
RESTS = _("Document, article, clause, one a line; needed where a figure of the law is named")


def form_of(library: Library, files: Files, campaign: str) -> Form:
    """The form of one campaign; one that is not there yet has empty fields."""
    file = f"{FOLDER}/{campaign}.md"
    parts = [
        Part(
            "about",
            None,
            (Field("title", pgettext("content", "Name"), file, (), "heading", True, STAFF), *_spoken(file, FIRST)),
            file,
        )
    ]
    parts += [Part(code, name, _spoken(file, code), file, folded=code != "en") for code, name in SPOKEN.items()]
    choices = (("", _("no button")), *_choices(library, files, file))
    buttons = tuple(
        Field(
            f"button.{number}", _("Button {number}", number=number + 1), file, ("items", number), "choice",
            choices=choices, answer=BUTTON,
        )
        for number in range(MOST_BUTTONS)
    )  # fmt: skip
    basis = Field(BASIS, _("Legal basis, one a line"), file, ("items",), "lines", hint=RESTS, answer=BASIS)
    return Form("campaign", campaign, (*parts, Part("more", None, (basis, *buttons), file)))


def _spoken(file: str, language: str) -> tuple[Field, ...]:
    first = language == FIRST
    return (
        Field(f"{language}.title", _("Heading"), file, ("title",), "line", first, answer=language),
        Field(f"{language}.short", _("Words"), file, ("short",), "text", first, SHORT, answer=language),
    )


def _choices(library: Library, files: Files, file: str) -> list[tuple[str, Words]]:
    """Where a button may lead, and as written what leads there under an earlier name."""
    known = [("call", _("Have somebody call me")), ("meetings", _("Meetings near me"))]
    known += [(f"sum: {name}", TOOLS.get(name, verbatim(name))) for name in CALCULATORS]
    known += [(f"answer: {one.id}", verbatim(in_language(FIRST, one.title))) for one in library.answers.values()]
    page, codes = text_of(files, file), {code for code, _label in known}
    written = (said_in(page, BUTTON, ("items", number)) for number in range(MOST_BUTTONS))
    return [*known, *((one, verbatim(one)) for one in written if one and one not in codes)]
