"""What editors call the things that they change."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot.library.editing.kinds.duty import HOME
from bot.library.editing.kinds.tables import LISTS
from bot.library.library import Library
from bot.words import FIRST, Words, _, in_language, pgettext, verbatim

KINDS: Mapping[str, Words] = MappingProxyType(
    {
        "answer": pgettext("content", "Answer"),
        "figure": pgettext("content", "Figure"),
        "office": pgettext("content", "Office"),
        "duty": _("Duty and home"),
        "poster": pgettext("content", "Poster"),
        "topic": pgettext("content", "Topic"),
        "support": _("The province's own support"),
        "meeting": _("Kind of meeting"),
        "place": pgettext("content", "Commune"),
        "target": _("Targets of a year"),
        "heading": _("Heading of reports"),
        "consent": _("Words of consent"),
        "print": _("Words in print"),
        "campaign": _("News to those who asked for it"),
        "hosts": _("Pages to which news may lead"),
        "guard": _("Not ours to answer"),
        "khmer": _("Draft in Khmer"),
        "feeling": _("Said with feeling"),
        "reply": _("Short replies"),
        "choice": _("Words for a choice"),
        "list": _("Lists of words"),
        "file": _("Template"),
        "removal": _("Taken out"),
        "renaming": _("Another code"),
        "folder": _("Files in the folder"),
        "version": pgettext("content", "Version"),
        "sheet": _("Excel table"),
    }
)


def name_of(library: Library, kind: str, thing: str) -> Words:
    """The kind, and the name of the thing where the content knows it."""
    if kind == "list" and thing in LISTS:
        return LISTS[thing]
    if kind in ("removal", "renaming"):
        return _("{how}: {what}", how=KINDS[kind], what=name_of(library, *thing.split("/", 1)))
    if not (name := _name(library, kind, thing)):
        return KINDS.get(kind, verbatim(kind))
    return _("{kind}: {name}", kind=KINDS.get(kind, verbatim(kind)), name=name)


def _name(library: Library, kind: str, thing: str) -> str:
    match kind:
        case "figure" if thing in library.figures.by_name:
            return library.figures.by_name[thing].title
        case "answer" | "khmer" if thing in library.answers:
            return in_language(FIRST, library.answers[thing].title)
        case "topic" if thing in library.topics:
            return in_language(FIRST, library.topics[thing].title)
        case "duty" if thing == HOME:
            return in_language(FIRST, library.home.name)
        case "office" | "duty":
            return next((in_language(FIRST, one.name) for one in library.offices if one.id == thing), thing)
        case "place" if thing in library.places.communes:
            return library.places.communes[thing].name
        case "campaign" if thing in library.campaigns:
            return library.campaigns[thing].name
        case "meeting" if thing in library.meetings:
            return in_language(FIRST, library.meetings[thing].name)
    return thing
