"""An editor's Markdown: split into answers at its headings, reduced to a chat's plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.library.reading.mistakes import Findings

# A line of dashes below a paragraph parts short and detailed text; it must not turn the paragraph into a heading.
_BLOCKS = MarkdownIt("commonmark").disable(["inline", "lheading", "html_block"])
_WHOLE = MarkdownIt("commonmark").enable("table").disable(["lheading", "html_block", "html_inline"])
_HEADING = re.compile(r"(.*?)\s*\{#([^}]*)\}$", re.DOTALL)
_ITEM = r"(?:[-*+]|\d+[.)])[ ]"
_AFTER_LIST = re.compile(rf"^([ ]*{_ITEM}[^\n]*)\n(?=\S)(?!{_ITEM})", re.MULTILINE)
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Section:
    """One answer as written; line numbers count from 1 and name the first line of each part."""

    id: str
    title: str
    line: int
    short: str
    short_line: int
    detail: str
    detail_line: int


@dataclass(frozen=True)
class Page:
    """One language's file of a topic: its title, and the sections by their ids."""

    title: str
    sections: tuple[Section, ...]


def split(text: str, findings: Findings) -> Page:
    """The page written in `text`; headings without id or title, and doubled ids are found."""
    lines = text.split("\n")
    marks = list(_marks(_BLOCKS.parse(text)))
    titles = [mark for mark in marks if mark.kind == "h1"]
    if not titles or not titles[0].content:
        findings.add("Thiếu tên chủ đề. Dòng đầu tiên phải là: # Tên chủ đề")
    for mark in titles[1:]:
        findings.add("Chỉ một dòng # Tên chủ đề trong mỗi tệp. Câu hỏi viết bằng hai dấu: ##", mark.line)
    sections: dict[str, Section] = {}
    for number, mark in enumerate(marks):
        if mark.kind != "h2":
            continue
        end = next((m.line for m in marks[number + 1 :] if m.kind in ("h1", "h2")), len(lines) + 1)
        rules = [m.line for m in marks[number + 1 :] if m.kind == "hr" and m.line < end]
        section = _section(mark, lines, end, rules, findings)
        if section is not None and section.id in sections:
            findings.add(f"Mã {{#{section.id}}} có hai lần (lần trước ở dòng {sections[section.id].line}).", mark.line)
        elif section is not None:
            sections[section.id] = section
    return Page(titles[0].content if titles else "", tuple(sections.values()))


@dataclass(frozen=True)
class _Mark:
    kind: str
    line: int
    content: str


def _marks(tokens: Sequence[Token]) -> Iterator[_Mark]:
    for number, token in enumerate(tokens):
        if token.level == 0 and token.type == "heading_open" and token.map:
            yield _Mark(token.tag, token.map[0] + 1, tokens[number + 1].content.strip())
        elif token.level == 0 and token.type == "hr" and token.map:
            yield _Mark("hr", token.map[0] + 1, "")


def _section(mark: _Mark, lines: list[str], end: int, rules: list[int], findings: Findings) -> Section | None:
    named = _HEADING.fullmatch(mark.content)
    if named is None:
        findings.add("Câu hỏi này thiếu mã. Thêm vào cuối dòng, ví dụ: {#muc-dong-toi-thieu}", mark.line)
        return None
    title, name = named[1].strip(), named[2]
    if not _ID.fullmatch(name):
        findings.add(f"Mã {{#{name}}} chỉ được gồm chữ thường không dấu, số và gạch nối.", mark.line)
        return None
    if not title:
        findings.add(f"Câu hỏi {{#{name}}} thiếu lời hỏi trước mã.", mark.line)
    if len(rules) > 1:
        findings.add("Mỗi câu trả lời chỉ có một dòng --- (phần ngắn ở trên, chi tiết ở dưới).", rules[1])
    cut = rules[0] if rules else end
    short = "\n".join(lines[mark.line : cut - 1])
    detail = "\n".join(lines[cut : end - 1]) if rules else ""
    if not short.strip():
        findings.add(f"Câu trả lời {{#{name}}} đang để trống.", mark.line)
    return Section(name, title, mark.line, short, mark.line + 1, detail, cut + 1)


@lru_cache(maxsize=1024)
def plain(text: str) -> str:
    """Markdown as a chat's plain text: bullets "• ", no mark-up, empty lines between paragraphs.

    A line that follows a list without being indented starts a paragraph, as editors expect it to.
    """
    blocks = _blocks(_WHOLE.parse(_AFTER_LIST.sub(r"\1\n\n", text)))
    return "\n\n".join(block for block in blocks if block)


@dataclass(frozen=True)
class Run:
    """Words within a block that look alike."""

    text: str
    strong: bool = False


@dataclass(frozen=True)
class Block:
    """A paragraph, or an item of a list, for setting it in type."""

    item: bool
    runs: tuple[Run, ...]


def blocks(text: str) -> tuple[Block, ...]:
    """Markdown as paragraphs and items, which know what is said with weight."""
    found, items = [], 0
    for token in _WHOLE.parse(_AFTER_LIST.sub(r"\1\n\n", text)):
        items += token.nesting * (token.type in ("list_item_open", "list_item_close"))
        if token.type == "inline":
            found.append(Block(items > 0, tuple(_runs(token))))
    return tuple(found)


def _runs(token: Token) -> Iterator[Run]:
    strong = 0
    for child in token.children or []:
        strong += child.nesting * (child.type in ("strong_open", "strong_close"))
        words = " " if child.type in ("softbreak", "hardbreak") else child.content
        if words:
            yield Run(words, strong > 0)


def _blocks(tokens: Sequence[Token]) -> list[str]:
    blocks: list[str] = []
    number = 0
    while number < len(tokens):
        token = tokens[number]
        end = _closing(tokens, number)
        if token.type in ("bullet_list_open", "ordered_list_open"):
            blocks.append(_items(token, tokens[number + 1 : end]))
        elif token.type == "table_open":
            blocks.append(_rows(tokens[number + 1 : end]))
        elif token.type == "blockquote_open":
            blocks.extend(_blocks(tokens[number + 1 : end]))
        elif token.type == "inline":
            blocks.append(_inline(token))
        elif token.type in ("fence", "code_block"):
            blocks.append(token.content.strip())
        else:
            number += 1
            continue
        number = end + 1
    return blocks


def _closing(tokens: Sequence[Token], number: int) -> int:
    """Where the block that opens at `number` ends; itself if it does not open one."""
    if tokens[number].nesting != 1:
        return number
    level = tokens[number].level
    return next(i for i in range(number + 1, len(tokens)) if tokens[i].nesting == -1 and tokens[i].level == level)


def _items(opening: Token, tokens: Sequence[Token]) -> str:
    lines: list[str] = []
    count = int(str(opening.attrGet("start") or 1))
    for number, token in enumerate(tokens):
        if token.type == "list_item_open" and token.level == opening.level + 1:
            bullet = f"{count}. " if opening.type == "ordered_list_open" else "• "
            body = "\n".join(_blocks(tokens[number + 1 : _closing(tokens, number)]))
            lines.append(bullet + body.replace("\n", "\n  "))
            count += 1
    return "\n".join(lines)


def _rows(tokens: Sequence[Token]) -> str:
    """A table as a list: "• first cell: second, third"; several columns keep their heads."""
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(_inline(token))
    heads, *body = rows
    lines = []
    for first, *others in body:
        named = [f"{head.lower()} {cell}" for head, cell in zip(heads[1:], others, strict=False)]
        lines.append(f"• {first}: " + (", ".join(named) if len(others) > 1 else "".join(others)))
    return "\n".join(lines)


def _inline(token: Token) -> str:
    text, target = "", ""
    for child in token.children or []:
        if child.type in ("text", "code_inline"):
            text += child.content
        elif child.type == "softbreak":
            text += " "
        elif child.type == "hardbreak":
            text += "\n"
        elif child.type == "link_open":
            target, before = str(child.attrGet("href") or ""), text
        elif child.type == "link_close" and text[len(before) :] != target.removeprefix("tel:"):
            text += f" ({target.removeprefix('mailto:').removeprefix('tel:')})"
    return text.strip()
