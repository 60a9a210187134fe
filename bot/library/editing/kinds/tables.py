"""Kinds whose forms are tables of blanks: meetings, support, communes, how people write."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import get_args

from bot.law.figures.derived import SupportGroup
from bot.library.editing.form import Files, at, data_of
from bot.library.editing.shapes import Blank, Group, Shape, entry_of, own_file, spoken
from bot.library.editing.yaml_file import Key
from bot.library.vocabulary import GuardKind
from bot.words import FIRST, Words, _, pgettext

WHOLE = _("By name or code, one a line; none: the whole province")
GROUPS: Mapping[SupportGroup, Words] = MappingProxyType(
    {
        SupportGroup.POOR: _("Poor household"),
        SupportGroup.NEAR_POOR: _("Near-poor household"),
        SupportGroup.ETHNIC_MINORITY: _("Ethnic minority"),
        SupportGroup.ISLAND: _("Island commune or special zone"),
        SupportGroup.OTHER: _("None of these"),
    }
)
EACH = _("One a line, as people type them")
EXAMPLE_OF_FIGURES = _("Figures by their names, such as {example}", example="{{ dong(floor_contribution) }}")
HOSTS = _("One a line, without https://: for example vinhlong.gov.vn")
PAIRS = _("One a line: what people type: what it means")
GUARD_KINDS: Mapping[str, Words] = MappingProxyType(
    {
        "out_of_scope": _("somebody else's business"),
        "personal_file": _("somebody's own file"),
        "smalltalk": _("small talk"),
    }
)
LISTS: Mapping[str, Words] = MappingProxyType(
    {
        "abbreviations": _("Abbreviations"),
        "teencode": _("Chat spelling and misspellings"),
        "dialect": _("Words of the region"),
        "phrases": _("Synonyms of two and more words"),
        "words": _("Foreign, polite and empty words"),
    }
)
WORDS: Mapping[str, Words] = MappingProxyType(
    {
        "loans": _("Foreign words and names, left as they are"),
        "filler": _("Polite words that say nothing"),
        "common": _("Words that say little"),
    }
)


def commune(files: Files, thing: str) -> tuple[str, tuple[Key, ...]]:
    """Where a commune is written, by its code."""
    number = thing.lstrip("0").encode()
    for path in sorted(path for path in files if path.startswith("places/") and number in files[path]):
        if thing in text_codes(files, path):
            return path, ("communes", text_codes(files, path).index(thing))
    return "", ()


def text_codes(files: Files, path: str) -> list[str]:
    """The codes of the communes of one file, in its order."""
    listed = at(data_of(files, path), ("communes",))
    return [str(at(one, ("code",))).zfill(5) for one in listed] if isinstance(listed, list) else []


def support() -> Shape:
    """A resolution of the province, and each of its rules."""
    rule = (
        Blank(("groups",), _("Who"), "several", True, choices=tuple((str(one), name) for one, name in GROUPS.items())),
        Blank(("rate",), _("Share of the lowest contribution"), "number", hint=_("For example 10 %"), unit="percent"),
        Blank(("amount",), _("Or a sum each month"), "number", hint=_("For example 20.000"), unit="dong"),
        Blank(("months",), _("Months at most for one person"), "number"),
        Blank(("communes",), _("Only in these communes"), "codes", hint=WHOLE),
        Blank(("from",), _("From the day"), "day", True),
        Blank(("to",), _("Until the day (that day included)"), "day"),
    )
    about = (
        Blank(("active",), _("In use: it is added in every sum"), "flag", True),
        Blank(("payer",), _("Who pays it"), needed=True, hint=_("Never the State: for example tỉnh Vĩnh Long")),
        Blank(("basis",), _("Resolution: number, article"), needed=True),
        Blank(("source",), _("Read where")),
        Blank(("confirmed",), _("I have read the document itself"), "flag", True),
    )
    rules = Group(_("One rule"), rule, ("values",), _("One more rule"))
    return Shape(own_file("local_support"), (Group(None, about), rules))


def meeting() -> Shape:
    """A kind of meeting."""
    about = (
        *spoken("name", pgettext("content", "Name")),
        Blank(("lasts",), _("How many minutes it lasts"), "number", True),
        *spoken("bring", _("What to bring")),
    )
    checks = {"before": _("To do before"), "during": _("To do during it"), "after": _("To do after")}
    todo = tuple(Blank(("checklist", part), label, "lines", True, _("One a line")) for part, label in checks.items())
    report = Blank(("report",), _("Asked of the officer afterwards"), "lines", True, _("One a line"))
    return Shape(own_file("meetings"), (Group(None, about), Group(_("Checklist"), (*todo, report))))


def place() -> Shape:
    """A commune: the names it had, and what lies beside it."""
    rows = _("One a line: commune; district; province – and “; một phần” where only a part of it came")
    about = (
        Blank(("name",), pgettext("content", "Name"), needed=True),
        Blank(("also",), _("Other names, one a line"), "lines"),
        Blank(("neighbours",), _("Communes beside it, one a line"), "codes", hint=_("By name or code")),
        Blank(("was",), _("What it was before"), "rows", hint=rows, columns=("ward", "district", "province", "part?")),
    )
    return Shape(commune, (Group(None, about),))


def target() -> Shape:
    """What units are to reach in a year."""
    rows = _("One a line: unit; what; how many – and, if need be, ; 2027-Q1; decision; day")
    columns = ("unit", "measure", "goal#", "period", "decision", "day")
    about = (
        Blank(("decision",), _("Decision")),
        Blank(("day",), _("Signed on the day"), "day"),
        Blank(("targets",), _("Targets"), "rows", True, rows, columns=columns),
    )
    return Shape(own_file("targets"), (Group(None, about),))


def heading() -> Shape:
    """What is above and below a report that goes up."""
    about = (
        Blank(("parent",), _("The body above"), needed=True),
        Blank(("office",), _("The office that reports"), needed=True),
        Blank(("symbol",), _("Symbol of its reports"), needed=True, hint=_("For example BC-BĐT")),
        Blank(("place",), _("Where it is signed"), needed=True),
        Blank(("to",), _("Who gets it"), "lines", True, _("One a line")),
        Blank(("title",), _("Office of the signer"), needed=True),
        Blank(("signer",), _("Name of the signer"), hint=_("Empty: written by hand")),
    )
    return Shape(own_file("reports"), (Group(None, about),))


def hosts() -> Shape:
    """The pages to which a campaign may lead."""
    listed = Blank(("hosts",), _("Pages to which news may lead"), "lines", True, HOSTS)
    return Shape(lambda _files, _thing: ("campaigns/hosts.yaml", ()), (Group(None, (listed,)),))


def guard() -> Shape:
    """What is not ours to answer: how people ask for it, and what is said."""
    kinds = tuple((kind, GUARD_KINDS[kind]) for kind in get_args(GuardKind))
    english = Blank(("english",), _("Ways of asking in English"), "lines", hint=EACH, file=_english)
    about = (
        Blank(("kind",), _("Kind"), "choice", True, choices=kinds),
        Blank(("asks",), _("Ways of asking, one a line"), "lines", True),
        *spoken("reply", _("What is said"), "text"),
        english,
    )
    return Shape(entry_of("search/guards.yaml"), (Group(None, about),))


def _english(_files: Files, thing: str) -> tuple[str, tuple[Key, ...]]:
    return "search/english.yaml", ("guards", thing)


def khmer() -> Shape:
    """A draft in Khmer; who has released it is not written by hand."""
    about = (
        Blank(("km",), _("In Khmer"), "text", True, EXAMPLE_OF_FIGURES),
        Blank(("title",), _("The question, in Khmer"), hint=_("Only of an answer")),
        Blank((FIRST,), _("What it translates, in Vietnamese"), "text", hint=_("Only of the greeting and the menu")),
    )
    return Shape(entry_of("khmer/drafts.yaml", "drafts"), (Group(None, about),))


def feeling() -> Shape:
    """What is said in grief, worry or anger, and which answer it gets."""
    groups = _("A group a line, its words divided by commas; all groups have to be there, in this order")
    about = (
        Blank(("answer",), _("Id of the answer that it gets"), hint=_("Empty only for what is urgent")),
        Blank(("like",), _("Whole sentences that say it"), "lines", hint=EACH),
        Blank(("alone",), _("Said alone, as the whole message"), "lines", hint=EACH),
        Blank(("groups",), _("Words one after another"), "grid", hint=groups),
        Blank(("without",), _("Not meant where these stand beside it"), "lines", hint=EACH),
    )
    return Shape(entry_of("search/feelings.yaml"), (Group(None, about),))


def reply() -> Shape:
    """How people say yes, no, "I do not know" in a dialogue."""
    said = Blank((), _("Ways of saying it"), "lines", True, EACH)
    return Shape(entry_of("search/replies.yaml"), (Group(None, (said,)),))


def choice() -> Shape:
    """How people name what they choose at a question."""
    line = _("A choice a line: its name, a colon, then ways of saying it, divided by commas")
    said = Blank((), _("Ways of naming each choice"), "roster", True, line)
    return Shape(entry_of("search/replies.yaml", "choices"), (Group(None, (said,)),))


def pairs() -> Shape:
    """A list of what people type and what it means."""
    return Shape(own_file("search"), (Group(None, (Blank((), _("The list"), "pairs", True, PAIRS),)),))


def words() -> Shape:
    """Three lists of single words."""
    blanks = tuple(Blank((name,), label, "list", True, _("Divided by commas")) for name, label in WORDS.items())
    return Shape(own_file("search"), (Group(None, blanks),))


def shape_of(kind: str, thing: str) -> Shape | None:
    """The shape of that kind; None where it has a module of its own."""
    if kind == "list":
        return words() if thing == "words" else pairs() if thing in LISTS else None
    made = SHAPES.get(kind)
    return made() if made else None


SHAPES = MappingProxyType(
    {
        "support": support,
        "meeting": meeting,
        "place": place,
        "target": target,
        "heading": heading,
        "hosts": hosts,
        "guard": guard,
        "khmer": khmer,
        "feeling": feeling,
        "reply": reply,
        "choice": choice,
    }
)
