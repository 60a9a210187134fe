"""YAML with places: read field by field, and every mistake found at its line.

Every scalar stays a text until a field reads it, so that "no" and 01 are never turned into something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

import yaml
from yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, ScalarEvent
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bot.library.reading.mistakes import Findings, did_you_mean
from bot.library.reading.text_file import HIDDEN
from bot.words import FIRST

DEEPEST = 20
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

    def wrong(self, message: str) -> None:
        mark = self.node.start_mark
        self.findings.add(message, mark.line + 1, mark.column + 1)

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
        for key, value in self.node.value:
            node = YamlNode(key, self.findings)
            name = str(key.value)
            if name in entries:
                node.wrong(f"“{name}” có hai lần (lần trước ở dòng {entries[name][0].line}). Hãy bỏ bớt một.")
            else:
                entries[name] = (node, YamlNode(value, self.findings))
        return entries

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
        return text

    def texts(self) -> tuple[str, ...]:
        return tuple(item.text() for item in self.items())

    def number(self) -> Decimal:
        if not (text := self.text()):
            return Decimal(0)
        try:
            number = Decimal(text.replace("_", ""))
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            self.wrong(
                f"“{text}” không phải là số. Viết liền, không dấu chấm ngăn: 1500000; số lẻ dùng dấu chấm: 0.22."
            )
            return Decimal(0)
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
            self.wrong(f"“{text}” không phải là ngày. Viết năm-tháng-ngày, ví dụ 2026-07-01.")
            return None

    def flag(self) -> bool:
        text = self.text()
        if text not in ("true", "false"):
            self.wrong("Chỗ này chỉ nhận true (có) hoặc false (không).")
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
