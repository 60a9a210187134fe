"""Everything that is changed in a form: what there is of each kind, found by its words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.domain.text import fold
from bot.library.editing.form import Files, at, data_of
from bot.library.editing.kinds import consent, duty, printed
from bot.library.editing.kinds.tables import LISTS
from bot.library.library import Library
from bot.library.translations import FILE
from bot.words import FIRST, in_language

# Kinds of which editors make new ones, in a form that is empty.
MADE = (
    "answer", "figure", "topic", "office", "poster", "support", "meeting", "target", "consent", "guard", "feeling",
    "campaign",
)  # fmt: skip
SAID = 4
CODE = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


@dataclass(frozen=True)
class Thing:
    """Something changed as one; `beside` tells it from its namesakes, `sought` finds it."""

    kind: str
    id: str
    name: str
    beside: str = ""
    sought: str = ""


def things(library: Library, files: Files, kind: str) -> list[Thing]:
    """All of one kind, in the order of the content."""
    return list(_LISTED[kind](library, files))


def _answers(library: Library, _files: Files) -> Iterator[Thing]:
    for topic in library.topics.values():
        for one in (library.answers[id_] for id_ in topic.answers):
            beside = in_language(FIRST, topic.title)
            yield Thing("answer", one.id, in_language(FIRST, one.title), beside, " ".join(one.asks))


def _figures(library: Library, _files: Files) -> Iterator[Thing]:
    return (Thing("figure", one.name, one.title, one.name) for one in library.figures.by_name.values())


def _topics(library: Library, _files: Files) -> Iterator[Thing]:
    return (Thing("topic", one.id, in_language(FIRST, one.title)) for one in library.topics.values())


def _offices(library: Library, _files: Files) -> Iterator[Thing]:
    return (Thing("office", one.id, in_language(FIRST, one.name), one.address) for one in library.offices)


def _duties(library: Library, files: Files) -> Iterator[Thing]:
    yield Thing("duty", duty.HOME, in_language(FIRST, library.home.name))
    yield from (Thing("duty", one.id, one.name, one.beside) for one in _offices(library, files))


def _posters(library: Library, _files: Files) -> Iterator[Thing]:
    return (Thing("poster", one.code, one.where, one.code) for one in library.posters.values())


def _support(_library: Library, files: Files) -> Iterator[Thing]:
    for path in sorted(path for path in files if path.startswith("local_support/")):
        said = data_of(files, path)
        yield Thing("support", _stem(path), str(at(said, ("basis",)) or ""), str(at(said, ("payer",)) or ""))


def _meetings(library: Library, _files: Files) -> Iterator[Thing]:
    return (Thing("meeting", one.id, in_language(FIRST, one.name), one.id) for one in library.meetings.values())


def _places(library: Library, _files: Files) -> Iterator[Thing]:
    """Communes of the province served first."""
    here = library.places.provinces.get(library.home.province)
    others = (one for one in library.places.provinces.values() if one is not here)
    for province in (*([here] if here else ()), *others):
        for one in province.communes:
            yield Thing("place", one.code, one.name, province.name, one.code)


def _targets(_library: Library, files: Files) -> Iterator[Thing]:
    return (Thing("target", _stem(path), _stem(path)) for path in sorted(files) if path.startswith("targets/"))


def _headings(library: Library, _files: Files) -> Iterator[Thing]:
    if library.heading is not None:
        yield Thing("heading", "heading", library.heading.office)


def _consents(_library: Library, files: Files) -> Iterator[Thing]:
    return (Thing("consent", version, version) for version in consent.versions(files))


def _prints(_library: Library, files: Files) -> Iterator[Thing]:
    return (Thing("print", id_, title, id_) for id_, title in printed.pieces(files))


def _campaigns(library: Library, _files: Files) -> Iterator[Thing]:
    for one in library.campaigns.values():
        yield Thing("campaign", one.id, one.name, one.id, " ".join(body.title for body in one.bodies.values()))


def _hosts(_library: Library, files: Files) -> Iterator[Thing]:
    if "campaigns/hosts.yaml" in files:
        yield Thing("hosts", "hosts", ", ".join(map(str, _listed_hosts(files)[:2])))


def _listed_hosts(files: Files) -> list[object]:
    listed = at(data_of(files, "campaigns/hosts.yaml"), ("hosts",))
    return listed if isinstance(listed, list) else []


def _khmer(library: Library, files: Files) -> Iterator[Thing]:
    drafts = at(data_of(files, FILE), ("drafts",))
    for id_ in drafts if isinstance(drafts, Mapping) else ():
        name = in_language(FIRST, library.answers[id_].title) if id_ in library.answers else str(id_)
        yield Thing("khmer", str(id_), name, str(id_))


def _guards(library: Library, _files: Files) -> Iterator[Thing]:
    for one in library.vocabulary.guards.values():
        yield Thing("guard", one.id, ", ".join(one.asks[:2]), one.id, " ".join(one.asks))


def _feelings(library: Library, _files: Files) -> Iterator[Thing]:
    for one in library.vocabulary.feelings:
        said = (*one.like, *one.alone)
        yield Thing("feeling", one.id, ", ".join(said[:2]) or one.id, one.id, " ".join(said))


def _replies(library: Library, _files: Files) -> Iterator[Thing]:
    for name, said in library.vocabulary.replies.kinds.items():
        yield Thing("reply", name, ", ".join(said[:SAID]), name, " ".join(said))


def _choices(library: Library, _files: Files) -> Iterator[Thing]:
    for name, tokens in library.vocabulary.replies.choices.items():
        said = [way for ways in tokens.values() for way in ways]
        yield Thing("choice", name, ", ".join(ways[0] for ways in tokens.values() if ways), name, " ".join(said))


def _lists(_library: Library, files: Files) -> Iterator[Thing]:
    return (Thing("list", name, name) for name in LISTS if f"search/{name}.yaml" in files)


def _stem(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".yaml")


_LISTED: Mapping[str, Callable[[Library, Files], Iterator[Thing]]] = MappingProxyType(
    {
        "answer": _answers,
        "figure": _figures,
        "topic": _topics,
        "office": _offices,
        "duty": _duties,
        "poster": _posters,
        "support": _support,
        "meeting": _meetings,
        "place": _places,
        "target": _targets,
        "heading": _headings,
        "consent": _consents,
        "print": _prints,
        "campaign": _campaigns,
        "hosts": _hosts,
        "guard": _guards,
        "khmer": _khmer,
        "feeling": _feelings,
        "reply": _replies,
        "choice": _choices,
        "list": _lists,
    }
)
KINDS = tuple(_LISTED)


def found(all_things: list[Thing], words: str) -> list[Thing]:
    """Those in which every word is found, in any accents."""
    wanted = fold(words).split()
    return [
        one
        for one in all_things
        if all(word in fold(f"{one.id} {one.name} {one.beside} {one.sought}") for word in wanted)
    ]


def slug(name: str, kind: str, taken: set[str]) -> str:
    """An id for something new of that name: "Đóng trước?" → "dong-truoc"."""
    joint = "_" if kind == "figure" else "-"
    made = joint.join("".join(sign if sign.isalnum() else " " for sign in fold(name)).split()[:6])
    made = made if made.isascii() and made else f"{kind}{joint}moi"
    number = 2
    while (free := made if number == 2 and made not in taken else f"{made}{joint}{number}") in taken:
        number += 1
    return free
