"""content/SOURCES.md: which answers and figures rest on which document and article.

It tells editors what a new decree touches.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bot.library.library import Library

FILE = Path("SOURCES.md")
FEW = 6
_NUMBER = re.compile(r"\d+/(?:\d{4}/)?[A-ZĐ][\w-]*")
_NAME = re.compile(r"(.+?)(?=,| ngày | \(| không quy định|$)")
_ARTICLES = re.compile(r"Điều (\d+)(?: đến Điều (\d+))?")
_ORDER = ("Luật", "Bộ luật", "Nghị định", "Quyết định", "Thông tư", "Công văn", "Thông báo")
_HEAD = """\
# Câu trả lời nào dựa vào văn bản nào

Tệp này do `loa check --sources` ghi từ `topics/` và `figures/`, đừng sửa tay. Có văn bản mới thay văn bản nào thì tìm
văn bản đó ở đây: các câu trả lời và con số cùng hàng là những chỗ phải đọc lại. Cột “Câu trả lời dựa vào” kể cả
câu ghi văn bản đó lẫn câu có con số lấy từ đó, còn hiệu lực khi câu ấy được áp dụng. Con số nào hiện trong câu trả lời
nào thì xem bảng cuối.
"""


@dataclass
class _Rests:
    """What rests on one article: answers with their topics, figures with their values' last day."""

    answers: dict[str, str] = field(default_factory=dict)
    figures: dict[str, date] = field(default_factory=dict)


@dataclass
class _Document:
    """A document by its fullest name, with what rests on it by article; 0: none is named."""

    name: str
    articles: dict[int, _Rests] = field(default_factory=dict)


def sources_page(library: Library) -> str:
    """The whole text of content/SOURCES.md."""
    ordered = _documents(library)
    sections = [line for document in ordered for line in _section(document)]
    return "\n".join([_HEAD, *_summary(ordered, library), *sections, *_figures(library)]) + "\n"


def _documents(library: Library) -> list[_Document]:
    documents: dict[str, _Document] = {}
    for answer in library.answers.values():
        for rests in _named(answer.basis, documents):
            rests.answers[answer.id] = answer.topic
    for figure in library.figures.by_name.values():
        for value in figure.values:
            for rests in _named([value.basis], documents):
                rests.figures[figure.name] = max(rests.figures.get(figure.name, date.min), value.until or date.max)
    return sorted(documents.values(), key=_rank)


def _anchor(title: str) -> str:
    """How GitHub names the place of a heading."""
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")


def _resting(document: _Document, library: Library, users: Mapping[str, Mapping[str, str]]) -> Mapping[str, str]:
    """The answers that name the document or show a figure taken from it, and their topics.

    A figure counts with the values that it has had since the answer holds.
    """
    resting: dict[str, str] = {}
    for rests in document.articles.values():
        shown = [(one, until) for figure, until in rests.figures.items() for one in users[figure].items()]
        held = {answer: topic for (answer, topic), until in shown if until >= library.answers[answer].since}
        resting |= rests.answers | held
    return resting


def _few(answers: Mapping[str, str]) -> str:
    """The answers themselves where they are few; else how many, for the page below lists them."""
    return f"{len(answers)}, xem từng điều" if len(answers) > FEW else _links(answers)


def _users(library: Library) -> Mapping[str, Mapping[str, str]]:
    """The ids and topics of the answers that show a figure, by its name."""
    users: dict[str, dict[str, str]] = {name: {} for name in library.figures.by_name}
    for answer in library.answers.values():
        for name in answer.figures:
            users[name][answer.id] = answer.topic
    return users


def _named(basis: Sequence[str], documents: dict[str, _Document]) -> Iterator[_Rests]:
    """The places of every document and article that these bases name."""
    for part in (part for text in basis for part in text.split("; ")):
        named = _NAME.match(part)
        name = named[1] if named else part
        number = None if name.startswith("Thông lệ") else _NUMBER.search(name)
        document = documents.setdefault(number[0] if number else name, _Document(name))
        document.name = max(document.name, name, key=len)
        spans = [(int(first), int(last or first)) for first, last in _ARTICLES.findall(part)]
        for article in {n for first, last in spans for n in range(first, last + 1)} or {0}:
            yield document.articles.setdefault(article, _Rests())


def _rank(document: _Document) -> tuple[int, int, str]:
    kind = next((n for n, kind in enumerate(_ORDER) if document.name.startswith(kind)), len(_ORDER))
    year = re.search(r"\b(?:19|20)\d\d\b", document.name)
    return kind, -int(year[0]) if year else 0, document.name


def _summary(documents: Sequence[_Document], library: Library) -> Iterator[str]:
    users = _users(library)
    yield from (
        "| Văn bản | Câu trả lời ghi văn bản này | Con số lấy từ đó | Câu trả lời có con số đó | Câu trả lời dựa vào |",
        "|---|---|---|---|---|",
    )
    for document in documents:
        answers = {answer for rests in document.articles.values() for answer in rests.answers}
        figures = {figure for rests in document.articles.values() for figure in rests.figures}
        showing = {answer for figure in figures for answer in users[figure]}
        counts = " | ".join(str(len(some)) if some else "–" for some in (answers, figures, showing))
        resting = _few(_resting(document, library, users))
        yield f"| [{document.name}](#{_anchor(document.name)}) | {counts} | {resting} |"


def _section(document: _Document) -> Iterator[str]:
    yield from ("", f"## {document.name}", "", "| Điều | Câu trả lời | Con số |", "|---|---|---|")
    for article, rests in sorted(document.articles.items()):
        figures = ", ".join(f"`{name}`" for name in sorted(rests.figures))
        yield f"| {article or '–'} | {_links(rests.answers)} | {figures or '–'} |"


def _figures(library: Library) -> Iterator[str]:
    yield from ("", "## Con số nào hiện trong câu trả lời nào", "", "| Con số | Câu trả lời |", "|---|---|")
    for name, answers in sorted(_users(library).items()):
        yield f"| `{name}` | {_links(answers)} |"


def _links(answers: Mapping[str, str]) -> str:
    return ", ".join(f"[{name}](topics/{topic}/vi.md)" for name, topic in sorted(answers.items())) or "–"
