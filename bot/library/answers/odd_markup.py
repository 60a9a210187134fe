"""What an editor writes in good faith as Markdown, and a chat would show raw or drop."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.library.answers.template_rules import WHOLE

_ITEM = "Dòng liệt kê bắt đầu bằng gạch nối và một dấu cách: “- Hộ nghèo”."
_LINK = "Liên kết phải bắt đầu bằng https://, tel: hoặc mailto:, ví dụ [trang này](https://vinhlong.gov.vn)."
# Where it is, how it is written right, and what a machine puts in place of what.
ODD: tuple[tuple[re.Pattern[str], str, re.Pattern[str] | None, str], ...] = (
    (
        re.compile(r"^[ ]*(?=[•·●▪◦‣][ ]?)", re.M),
        f"Không dùng dấu chấm tròn. {_ITEM}",
        re.compile(r".[ ]*"),
        "- ",
    ),
    (
        re.compile(r"^[ ]*(?=[–—][ ]?\S)", re.M),
        f"Dòng này bắt đầu bằng gạch dài. {_ITEM}",
        re.compile(r".[ ]?"),
        "- ",
    ),
    (re.compile(r"^[ ]*(?=[-+][^\W\d_])", re.M), f"Thiếu dấu cách sau gạch nối. {_ITEM}", re.compile("."), "- "),
    (
        re.compile(r"^[ ]*(?=\d{1,2}[.)][^\W\d_])", re.M),
        "Thiếu dấu cách sau số thứ tự. Viết: 1. Hộ nghèo",
        re.compile(r"\d+[.)]"),
        r"\g<0> ",
    ),
    (
        re.compile(r"^(?=#{1,6}[^#\s{])", re.M),
        "Thiếu dấu cách sau dấu #. Câu hỏi viết: ## Câu hỏi? {#ma-cau-hoi}",
        re.compile("#+"),
        r"\g<0> ",
    ),
    (re.compile(r"(?=!\[)"), "Câu trả lời không có hình được. Hãy bỏ hình, và nói bằng lời.", None, ""),
    (re.compile(r"(?=<(?:/?[a-zA-Z][^<>\n]*|!--[^\n]*)>?)(?!<(?:https?://|mailto:|tel:))"), "", None, ""),
    (
        re.compile(r"\[[^\]\n]*\](?=[ ]+\((?:https?:|tel:|mailto:))"),
        "Thừa dấu cách giữa ] và ( của liên kết này.",
        re.compile("[ ]+"),
        "",
    ),
    (re.compile(r"(?<!!)\[[^\]\n]*\]\((?=\s*(?!https?://|tel:|mailto:))"), _LINK, None, ""),
    (re.compile(r"^[ ]*\[[^\]\n]+\]:(?=[ ])", re.M), _LINK, None, ""),
)
_HTML = "Không dùng thẻ HTML như <b>, <br>, <script>. Chữ đậm viết **chữ đậm**; xuống dòng thì để một dòng trống."
_ROW = re.compile(r"^[ ]*\|.*$", re.M)
_RULE = re.compile(r"[ ]*\|?[ ]*:?-+:?[ ]*(\|[ ]*:?-+:?[ ]*)*\|?[ ]*")


@dataclass(frozen=True)
class Odd:
    """Something odd at an offset of the text, and how it is written right.

    Where `start` is said, a machine can put `put` there in place of `takes` letters.
    """

    at: int
    message: str
    start: int | None = None
    takes: int = 0
    put: str = ""


def odd_markup(text: str) -> Iterator[Odd]:
    """What is odd in the text."""
    text = WHOLE.sub(lambda whole: re.sub(r"[^\n]", "x", whole[0]), text)
    for pattern, message, taken, put in ODD:
        for found in pattern.finditer(text):
            written = taken.match(text, found.end()) if taken else None
            if written:
                yield Odd(found.end(), message, found.end(), len(written[0]), written.expand(put))
            else:
                yield Odd(found.end(), message or _HTML)
    yield from _tables(text)
    yield from _bold(text)


def _tables(text: str) -> Iterator[Odd]:
    """A table is one only with a line of dashes below its first line."""
    lines, at = text.split("\n"), 0
    for number, line in enumerate(lines):
        first = _ROW.fullmatch(line) and (number == 0 or not _ROW.fullmatch(lines[number - 1]))
        if first and not (number + 1 < len(lines) and _RULE.fullmatch(lines[number + 1])):
            columns, start = max(1, line.strip().strip("|").count("|") + 1), line.index("|")
            rule = "|" + "---|" * columns
            told = f"Bảng này thiếu dòng gạch dưới dòng đầu. Thêm ngay dưới: {rule}"
            yield Odd(at + start, told, at + len(line), 0, f"\n{' ' * start}{rule}")
        at += len(line) + 1


def _bold(text: str) -> Iterator[Odd]:
    at = 0
    for paragraph in re.split(r"(\n[ ]*\n|\n(?=[ ]*[-*+][ ]))", text):
        if paragraph.count("**") % 2:
            yield Odd(at + paragraph.rindex("**"), "Dấu ** này lẻ. Chữ đậm có ** ở trước và ở sau: **chữ đậm**.")
        at += len(paragraph)
