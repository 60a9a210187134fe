"""Words that citizens read outside of answers: no figure of the law may be typed into them.

An answer calls a figure by its name and knows its day; a title, a name or a reply does neither.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from yaml.nodes import MappingNode

from bot.library.answers.bare_numbers import bare_numbers
from bot.library.reading.mistakes import Findings
from bot.library.reading.yaml_reader import YamlNode

# What only the law says; a title that asks may name an age or a time, as people do.
SUMS = ("số tiền", "phần trăm", "số điện thoại", "số lần")
TIMES = ("thời gian", "tuổi")
ALL = (*SUMS, *TIMES)
# Who is answerable is to be reached.
BUT_PHONES = tuple(kind for kind in ALL if kind != "số điện thoại")


def find_figures(node: YamlNode, kinds: Collection[str] = ALL) -> None:
    """Finds them in a text, or in that of each language."""
    nodes = [one for _key, one in node.entries().values()] if isinstance(node.node, MappingNode) else [node]
    for one in nodes:
        for message in _told(one.text(), kinds):
            one.wrong(message)


def find_in_title(title: str, line: int, findings: Findings) -> None:
    """Finds them in the heading of an answer or a print."""
    for message in _told(title, SUMS if title.rstrip().endswith("?") else ALL):
        findings.add(message, line)


def find_in_layout(text: str, findings: Findings) -> None:
    """Finds sums of money in a layout, which is full of measures of its own."""
    for number, line in enumerate(text.splitlines(), start=1):
        for _start, kind, written in bare_numbers(line.partition("//")[0]):
            if kind == SUMS[0] and any(sign.isalpha() for sign in written):
                findings.add(_sentence(kind, written), number)


def _told(text: str, kinds: Collection[str]) -> Iterator[str]:
    return (_sentence(kind, written) for _start, kind, written in bare_numbers(text) if kind in kinds)


def _sentence(kind: str, written: str) -> str:
    return (
        f"“{written.strip()}” là {kind} viết thẳng ở chỗ không có ngày, không có căn cứ. "
        "Hãy để con số trong lời của câu trả lời, gọi bằng tên."
    )
