"""Every kind of thing that is changed in a form, and the form of one as it is written."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.library.editing import shapes
from bot.library.editing.form import Files, Form, value_of
from bot.library.editing.kinds import answer, campaign, consent, duty, figure, office, poster, printed, topic
from bot.library.editing.kinds.tables import shape_of
from bot.library.editing.typed import Lookup
from bot.library.library import Library
from bot.words import Words


def form_of(library: Library, files: Files, kind: str, thing: str, beside: str = "") -> Form | None:
    """The form of one thing, filled with what is written; None where there is no such kind.

    beside   what a new one needs: the topic of an answer, the first answer of a topic, the consent that is copied
    """
    form = _form(library, files, kind, thing, beside)
    if form is None:
        return None
    codes, files = communes(library), form.over(files)
    parts = (
        replace(part, fields=tuple(replace(one, value=value_of(files, one, codes)) for one in part.fields))
        for part in form.parts
    )
    return replace(form, parts=tuple(parts))


def _form(library: Library, files: Files, kind: str, thing: str, beside: str) -> Form | None:
    match kind:
        case "answer":
            known = library.answers.get(thing)
            return answer.form_of(files, known.topic if known else beside, thing)
        case "figure":
            return figure.form_of(files, thing)
        case "office":
            return office.form_of(files, thing)
        case "duty":
            return duty.form_of(files, thing)
        case "poster":
            return poster.form_of(files, thing)
        case "topic":
            return topic.form_of(files, thing, beside)
        case "consent":
            return consent.form_of(files, thing, beside)
        case "campaign":
            return campaign.form_of(library, files, thing)
        case "print":
            return printed.form_of(thing)
    shape = shape_of(kind, thing)
    return shapes.form_of(shape, kind, files, thing) if shape else None


def changed_things(held: Library, drafted: Library) -> list[tuple[str, str]]:
    """The figures and answers that differ, by kind and id."""
    figures, answers = held.figures.by_name, held.answers
    changed = [("figure", name) for name, one in drafted.figures.by_name.items() if figures.get(name) != one]
    return changed + [
        ("answer", one.id)
        for one in drafted.answers.values()
        if one.id not in answers or (one.asks, one.title) != (answers[one.id].asks, answers[one.id].title)
    ]


@dataclass(frozen=True)
class Difference:
    """A field that says something else; `part` is what it belongs to, such as one value."""

    thing: str
    part: Words | None
    label: Words
    before: str
    after: str


def differences(
    held: Library, drafted: Library, before: Files, after: Files, kind: str, thing: str
) -> list[Difference]:
    """What differs in the form of one thing, field by field."""
    topic = drafted.answers[thing].topic if thing in drafted.answers else ""
    old, new = (form_of(library, files, kind, thing, topic) for library, files in ((held, before), (drafted, after)))
    said = old.values if old else {}
    parts = new.parts if new else ()
    return [
        Difference(thing, part.title, field.label, said.get(field.key, ""), field.value)
        for part in parts
        for field in part.fields
        if field.value != said.get(field.key, "")
    ]


def communes(library: Library) -> Lookup:
    """The names of the province's communes by code, then all others."""
    return {code: commune.name for code, commune in library.places.communes.items()}
