"""content/khmer/: drafts in Khmer, sent to nobody until a named person has released them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from bot.law.figures.derived import DERIVED
from bot.law.figures.figures import Figures
from bot.library.answers.answers import TopicAnswer
from bot.library.answers.formatting import Formatter
from bot.library.answers.markdown import plain
from bot.library.answers.plain_words import find_figures
from bot.library.answers.templates import Part, compile_part, try_out
from bot.library.files.campaigns import Allowed
from bot.library.files.topics import full_day
from bot.library.library import Consent, Home, Library
from bot.library.reading.content_folder import ContentFolder
from bot.library.reading.mistakes import Findings, Mistakes, did_you_mean
from bot.library.reading.yaml_reader import YamlNode, compose
from bot.library.translations import CONSENT, FILE, GREETING, MENU, Release, Translation, unlike
from bot.words import FIRST, in_language

LANGUAGE = "km"
FIELDS = (LANGUAGE, "title", FIRST, "released")
RELEASE = ("by", "on", "mark")
LONGEST = 1400
# Đồng, per cent, years, months, days, times; Khmer writes no space before them.
_TYPED_OUT = re.compile(r"\d[\d.,]*\s*(?:ដុង|%|ភាគរយ|ឆ្នាំ|ខែ|ថ្ងៃ|ដង)|អាយុ\s*\d[\d.,]*")
# What the words of consent name, and how its purposes are numbered.
_ASKED = "{controller} {keep_days} {{ hotline }} 1 2"
_OWN = (GREETING, MENU)


@dataclass(frozen=True)
class _Sources:
    """What drafts translate, and what they may be made of; `known`: the names of figures."""

    answers: Mapping[str, TopicAnswer]
    consent: Consent
    home: Home
    figures: Figures
    known: Collection[str]


def read_drafts(
    loader: ContentFolder, allowed: Allowed, consent: Consent | None, home: Home | None
) -> tuple[Translation, ...]:
    """Every draft in its order, released or not; none where there is no such file."""
    path = loader.content / FILE
    if path.name not in loader.names(path.parent.name) or (root := loader.read(path)) is None:
        return ()
    if allowed.answers is None or allowed.known is None or consent is None or home is None:
        return ()
    return _drafts(root, _Sources(allowed.answers, consent, home, allowed.figures, allowed.known))


def drafts_in(text: str, library: Library) -> tuple[Translation, ...]:
    """The drafts of that file's text, for those who review them.

    Raises Mistakes with everything that is wrong with the text.
    """
    findings, figures = Findings(FILE), library.figures
    root = compose(text, findings)
    derived = (name for name, rule in DERIVED.items() if figures.by_name.keys() >= set(rule.needs))
    sources = _Sources(library.answers, library.consent, library.home, figures, {*figures.by_name, *derived})
    drafts = _drafts(root, sources) if root else ()
    if findings.found:
        raise Mistakes(findings.found)
    return drafts


def _drafts(root: YamlNode, sources: _Sources) -> tuple[Translation, ...]:
    fields = root.fields(("drafts",), required=("drafts",))
    entries = fields["drafts"].entries().items() if "drafts" in fields else ()
    drafts = (_draft(id_, number, *nodes, sources) for number, (id_, nodes) in enumerate(entries, start=1))
    return tuple(draft for draft in drafts if draft is not None)


def _draft(id_: str, number: int, key: YamlNode, node: YamlNode, sources: _Sources) -> Translation | None:
    answer = sources.answers.get(id_)
    if answer is None and id_ not in (*_OWN, CONSENT):
        hint = did_you_mean(id_, (*_OWN, CONSENT, *sources.answers))
        known = ", ".join((*_OWN, CONSENT))
        key.wrong(f"Không có câu trả lời “{id_}”.{hint} Bản nháp mang mã câu trả lời, hoặc {known}.")
        return None
    needed = (LANGUAGE, FIRST) if id_ in _OWN else (LANGUAGE, "title") if answer else (LANGUAGE,)
    fields = node.fields(FIELDS, required=needed)
    for name in (name for name in fields if name not in (*needed, "released")):
        fields[name].wrong(f"Bản nháp này không có mục {name}.")
    if not fields.keys() >= set(needed):
        return None
    part = _part(fields[LANGUAGE], LANGUAGE, sources)
    source, source_part = _source(id_, fields, sources)
    title = fields["title"].text() if answer else ""
    if answer:
        find_figures(fields["title"])
        _find_typed_out(fields["title"])
    if part is None:
        return None
    written, release = fields[LANGUAGE].text(), _release(fields.get("released"))
    # The words of consent are filled in already on the other side, so its own figures are named here.
    odd = unlike(_ASKED if id_ == CONSENT else source, f"{title}\n{written}")
    return Translation(id_, number, LANGUAGE, title, written, source, part, source_part, odd, release)


def _source(id_: str, fields: Mapping[str, YamlNode], sources: _Sources) -> tuple[str, Part]:
    """What a draft translates: as it is written, with its title, and ready to be filled in."""
    if id_ in _OWN:
        return fields[FIRST].text(), _part(fields[FIRST], FIRST, sources) or Part("")
    if id_ == CONSENT:
        return sources.consent.text[FIRST], Part(sources.consent.text[FIRST])
    body = sources.answers[id_].bodies[FIRST]
    return f"{body.title}\n{body.short.text}", body.short


def _part(node: YamlNode, language: str, sources: _Sources) -> Part | None:
    """The words, tried out on a day on which every figure in them has a confirmed value."""
    # Who is responsible may be named with a phone number: what is filled in is not what is typed here.
    blank, typed = "…", node.text()
    found = len(node.findings.found)
    compile_part(_filled(typed, blank, blank), node.line, sources.known, node.findings)
    text = _filled(typed, in_language(language, sources.home.controller), str(sources.consent.keep_days))
    part = compile_part(text, node.line, sources.known, Findings(FILE))
    if len(node.findings.found) == found:
        _find_typed_out(node)
    if part is not None and sources.figures.by_name.keys() >= part.figures:
        day = full_day([part], date.min, sources.figures)
        if len(plain(try_out(part, Formatter(language, sources.figures, day), node.line, node.findings))) > LONGEST:
            node.wrong(f"Bản nháp dài quá {LONGEST} ký tự. Hãy viết gọn lại.")
    return part


def _filled(text: str, controller: str, keep_days: str) -> str:
    return text.replace("{controller}", controller).replace("{keep_days}", keep_days)


def _find_typed_out(node: YamlNode) -> None:
    """Finds sums, shares, ages and spans that are typed out beside a word of Khmer."""
    for found in _TYPED_OUT.finditer(node.text()):
        node.wrong(f"“{found[0]}” là con số viết thẳng. Hãy dùng tên con số trong figures/.")


def _release(node: YamlNode | None) -> Release | None:
    fields = node.fields(RELEASE, required=RELEASE) if node else {}
    if not fields.keys() >= set(RELEASE):
        return None
    day = fields["on"].day()
    return Release(fields["by"].text(), day, fields["mark"].text()) if day else None
