"""YAML with places: read field by field, and every mistake found at its line.

Every scalar stays a text until a field reads it, so that "no" and 01 are never turned into something else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import yaml
from yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, ScalarEvent
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bot.library.reading.mistakes import Findings, Repair, did_you_mean
from bot.library.reading.slips import lone_mark, meant_day, meant_number, surely_meant
from bot.library.reading.text_file import HIDDEN
from bot.words import FIRST

DEEPEST = 20
NO_COMMA = "Trong một con số không có dấu phẩy: số lẻ viết dấu chấm (0.50), số tiền viết liền (1500000)."
# A nesting too deep for the C library's stack needs at least so many brackets, or a line as long as that.
_BRACKETS, _LINE = 300, 400
_DAY = r"(?:19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}"
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_PLAIN_WORDS = {
    "mapping values are not allowed": "thừa dấu hai chấm “:” trong dòng. Lời văn thì hãy đặt cả câu trong ngoặc kép.",
    "could not find expected ':'": "thiếu dấu hai chấm “:” sau tên mục (sau “:” phải có dấu cách).",
    "did not find expected key": "dòng này thụt lề sai hoặc thiếu tên mục.",
    "did not find expected '-'": "dòng này thụt lề sai: các dòng bắt đầu bằng “-” phải thẳng hàng.",
    "did not find expected ',' or ']'": "thiếu dấu phẩy “,” hoặc dấu đóng ngoặc “]”.",
    "did not find expected ',' or '}'": "thiếu dấu phẩy “,” hoặc dấu đóng ngoặc “}”.",
    "found unexpected end of stream": "thiếu dấu ngoặc kép đóng.",
    "cannot start any token": "có ký tự không đặt được ở đầu lời văn. Hãy đặt cả câu trong ngoặc kép.",
}


@dataclass(frozen=True)
class YamlNode:
    """A node of the file with its findings; reads itself as one thing or another."""

    node: Node
    findings: Findings

    @property
    def line(self) -> int:
        return int(self.node.start_mark.line) + 1

    @property
    def place(self) -> str:
        """Where it is, as mistakes say it: file:line:column."""
        mark = self.node.start_mark
        return f"{self.findings.file}:{mark.line + 1}:{mark.column + 1}"

    def wrong(self, message: str, put: str = "") -> None:
        """Finds a mistake here; `put` is what certainly was meant, in place of all that is written."""
        mark, end = self.node.start_mark, self.node.end_mark
        repair = Repair(mark.column + 1, end.column + 1, put) if put and mark.line == end.line else None
        self.findings.add(message, mark.line + 1, mark.column + 1, repair)

    def fields(self, known: Sequence[str], required: Sequence[str] = ()) -> Mapping[str, YamlNode]:
        """The fields of a mapping; unknown, doubled and missing ones are found."""
        fields = self.entries()
        for name, (key, _value) in fields.items():
            if name not in known:
                prose = " Lời văn có dấu phẩy hay hai chấm thì đặt cả câu trong ngoặc kép." if " " in name else ""
                hint = prose or did_you_mean(name, known)
                key.wrong(f"Không có mục tên “{name}”.{hint} Các mục được dùng: {', '.join(known)}.")
        for name in required:
            if name not in fields:
                self.wrong(f"Thiếu mục “{name}”.")
        return {name: value for name, (_key, value) in fields.items() if name in known}

    def entries(self) -> dict[str, tuple[YamlNode, YamlNode]]:
        """The entries of a mapping by key: the place of the key and that of the value."""
        if not isinstance(self.node, MappingNode):
            self.wrong("Chỗ này phải gồm các dòng “tên: giá trị”.")
            return {}
        entries: dict[str, tuple[YamlNode, YamlNode]] = {}
        for key, value in self._pairs():
            node = YamlNode(key, self.findings)
            name = str(key.value)
            if name in entries:
                node.wrong(f"“{name}” có hai lần (lần trước ở dòng {entries[name][0].line}). Hãy bỏ bớt một.")
            else:
                entries[name] = (node, YamlNode(value, self.findings))
        return entries

    def _pairs(self) -> Iterator[tuple[Node, Node]]:
        """Names and values as written, without the 50 of `{value: 0,50}`, which would be a name.

        It is found.
        """
        pairs: list[tuple[Node, Node]] = []
        rests: list[list[Node]] = []
        for key, value in self.node.value:
            if pairs and str(key.value).isdigit() and value.value == "":
                rests[-1].append(key)
            else:
                pairs.append((key, value))
                rests.append([])
        for (_key, value), rest in zip(pairs, rests, strict=True):
            if rest:
                YamlNode(value, self.findings).split_by_comma(rest)
        yield from pairs

    def split_by_comma(self, rest: Sequence[Node]) -> None:
        """Finds that what follows this number after a comma belongs to it."""
        meant = surely_meant(",".join(str(node.value) for node in (self.node, *rest)))
        start, mark, end = self.node.start_mark, rest[0].start_mark, rest[-1].end_mark
        repair = Repair(start.column + 1, end.column + 1, meant) if meant and start.line == end.line else None
        self.findings.add(NO_COMMA, mark.line + 1, mark.column + 1, repair)

    def items(self) -> Iterator[YamlNode]:
        if not isinstance(self.node, SequenceNode):
            self.wrong("Chỗ này phải là danh sách: mỗi dòng bắt đầu bằng “-”, hoặc [một, hai, ba].")
            return
        for node in self.node.value:
            yield YamlNode(node, self.findings)

    def text(self) -> str:
        if not isinstance(self.node, ScalarNode):
            self.wrong("Chỗ này phải là một câu hoặc một từ. Nếu có dấu hai chấm, hãy đặt trong ngoặc kép.")
            return ""
        text = str(self.node.value).strip()
        if not text:
            self.wrong("Chỗ này đang để trống.")
        elif curled := re.fullmatch(r"[“”„‟]([^“”„‟\"\\]*)[“”„‟]", text):
            self.wrong(f'Ngoặc kép bao ngoài phải là dấu thẳng: "{curled[1]}".', f'"{curled[1]}"')
        return text

    def quoted(self) -> str:
        """A text in which each quotation mark and bracket has its other half."""
        if half := lone_mark(text := self.text()):
            self.wrong(f"Dấu {half} ở đây thiếu dấu kia. Hãy thêm cho đủ đôi, hoặc bỏ đi.")
        return text

    def texts(self) -> tuple[str, ...]:
        return tuple(item.text() for item in self.items())

    def number(self) -> Decimal:
        if not (text := unicodedata.normalize("NFKC", self.text())):
            return Decimal(0)
        if not re.fullmatch(r"[-+]?[0-9_]+(\.[0-9]+)?", text):
            meant = meant_number(text)
            right = f" Có phải ý là {meant}?" if meant else ""
            told = (
                f"“{text}” không phải là số.{right} Viết liền, không dấu chấm ngăn: 1500000; số lẻ dùng dấu chấm: 0.22."
            )
            self.wrong(told, surely_meant(text))
            return Decimal(0)
        number = Decimal(text.replace("_", ""))
        if number and not (-9 <= number.adjusted() <= 14 and number.as_tuple().exponent in range(-12, 15)):
            self.wrong(f"“{text}” lớn quá hoặc nhỏ quá. Hãy xem lại các chữ số.")
            return Decimal(0)
        return number

    def day(self) -> date | None:
        if not (text := self.text()):
            return None
        try:
            return date.fromisoformat(text) if re.fullmatch(_DAY, text) else _no_day(text)
        except ValueError:
            meant = meant_day(text)
            example = f"Hãy viết {meant}" if meant else "Viết năm-tháng-ngày, ví dụ 2026-07-01"
            self.wrong(f"“{text}” không phải là ngày. {example}.", meant)
            return None

    def flag(self) -> bool:
        text = self.text()
        if text not in ("true", "false"):
            meant = text.lower() if text.lower() in ("true", "false") else ""
            self.wrong("Chỗ này chỉ nhận true (có) hoặc false (không).", meant)
        return text == "true"

    def language_texts(self, languages: Sequence[str]) -> Mapping[str, str]:
        """Texts by language; Vietnamese must be there."""
        return {code: node.text() for code, node in self.fields(languages, required=(FIRST,)).items()}

    def plain(self) -> object:
        """Everything below as plain mappings, lists and texts."""
        if isinstance(self.node, MappingNode):
            return {name: value.plain() for name, (_key, value) in self.entries().items()}
        if isinstance(self.node, SequenceNode):
            return [item.plain() for item in self.items()]
        return str(self.node.value)


def _no_day(text: str) -> date:
    raise ValueError(text)


def compose(text: str, findings: Findings) -> YamlNode | None:
    """The file's root; None where it is empty or its YAML is broken, which is found."""
    try:
        if (odd := _more_than_it_seems(text)) is not None:
            findings.add(*odd)
            return None
        node = yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        findings.add(f"Lỗi viết YAML: {_plain(str(error.problem))}", line, column)
        return None
    except yaml.YAMLError:
        findings.add("Tệp có ký tự lạ không đọc được. Hãy gõ lại hoặc bỏ ký tự đó.")
        return None
    if node is None:
        findings.add("Tệp đang trống.")
        return None
    return YamlNode(node, findings)


def _more_than_it_seems(text: str) -> tuple[str, int, int] | None:
    """What is wrong with YAML that nests without end, repeats parts, or hides characters."""
    deep = text.count("[") + text.count("{") > _BRACKETS or any(len(line) > _LINE for line in text.split("\n"))
    if not deep and not any(mark in text for mark in "*&\\"):
        return None
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        start: Any = event.start_mark
        mark = start.line + 1, start.column + 1
        if depth > DEEPEST:
            return ("Lồng nhau quá nhiều lớp. Hãy xem lại các dấu ngoặc và thụt lề.", *mark)
        if isinstance(event, AliasEvent):
            return (
                "Không dùng * để nhắc lại phần khác. Hãy đặt lời văn trong ngoặc kép, hoặc viết lại phần đó.",
                *mark,
            )
        if isinstance(event, ScalarEvent) and (odd := HIDDEN.search(event.value)):
            return (f"Có ký tự ẩn U+{ord(odd[0]):04X} không dùng được ở đây.", *mark)
    return None


def _plain(problem: str) -> str:
    for english, vietnamese in _PLAIN_WORDS.items():
        if english in problem:
            return vietnamese
    return f"không đọc được từ chỗ này ({problem}). Hãy xem dấu ngoặc, dấu hai chấm và thụt lề."
