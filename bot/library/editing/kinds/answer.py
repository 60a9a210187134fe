"""An answer: question and words in each language, ways of asking, basis, what goes along."""

from __future__ import annotations

from bot.domain.calculators import CALCULATORS
from bot.library.editing.form import Field, Files, Form, Part
from bot.library.files.offices import LANGUAGES
from bot.words import FIRST, Words, _, verbatim

TOOLS: dict[str, Words] = {
    "estimate": _("What it costs"),
    "prepay": _("Pay ahead or wait"),
    "pension": _("Pension"),
    "may-join": _("May one join"),
    "missing": _("Missing years"),
    "withdrawal": _("Taking it out at once"),
    "maternity": _("Maternity"),
    "death": _("Survivors"),
}
HOW_ASKED = _("As people type them, with or without accents; at least four")
SEEN = _("Document, article, clause: citizens see it")
OLD_IDS = _("Buttons and posters with an earlier id lead here too")
FEW = _("At most four")
EXAMPLE = "{{ dong(floor_contribution) }}"
SHORT = _("At most 350 characters. Figures by their names, such as {example}", example=EXAMPLE)
SPOKEN: dict[str, Words] = {"en": _("English"), "km": _("Khmer")}


def form_of(files: Files, topic: str, answer: str) -> Form:
    """The form of one answer of that topic; an answer that is not there yet has empty fields."""
    sheet, where = f"topics/{topic}/topic.yaml", ("answers", answer)
    tools = (("", _("as its topic has it")), *((tool, TOOLS.get(tool, verbatim(tool))) for tool in CALCULATORS))
    about = (
        Field(
            "asks",
            _("Ways of asking, one a line"),
            sheet,
            (*where, "asks"),
            "lines",
            True,
            HOW_ASKED,
        ),
        Field(
            "basis",
            _("Legal basis, one a line"),
            sheet,
            (*where, "basis"),
            "lines",
            True,
            SEEN,
        ),
        Field("since", _("Holds from the day"), sheet, (*where, "since"), "day", True),
        Field("related", _("Related answers, one id a line"), sheet, (*where, "related"), "lines", hint=FEW),
        Field("tool", _("Button for a sum"), sheet, (*where, "tool"), "choice", choices=tools),
        Field("aliases", _("Earlier ids, one a line"), sheet, (*where, "aliases"), "lines", hint=OLD_IDS),
        Field("practice", _("Practice, not the wording of the law"), sheet, (*where, "practice"), "flag"),
    )
    parts = [_page(topic, answer, FIRST, None, folded=False), Part("about", None, about, sheet, where)]
    for language, name in SPOKEN.items():
        there = f"topics/{topic}/{language}.md" in files
        if language in LANGUAGES and (there or language == "en"):
            parts.append(_page(topic, answer, language, name, folded=True))
    return Form("answer", answer, tuple(parts))


def _page(topic: str, answer: str, language: str, name: Words | None, *, folded: bool) -> Part:
    file, first = f"topics/{topic}/{language}.md", language == FIRST
    fields: tuple[Field, ...] = (
        Field(f"{language}.title", _("The question"), file, ("title",), answer=answer, needed=first),
        Field(
            f"{language}.short",
            _("Short answer"),
            file,
            ("short",),
            "text",
            answer=answer,
            needed=first,
            hint=SHORT,
        ),
        Field(f"{language}.detail", _("Details, behind “See more”"), file, ("detail",), "text", answer=answer),
    )
    if language == "en":
        asked = _("Ways of asking in English")
        fields += (Field("asks.en", asked, "search/english.yaml", ("asks", answer), "lines"),)
    return Part(language, name, fields, file, folded=folded)
