"""Changes a content file and leaves the rest of it as it is: a way of asking, a new answer."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from difflib import unified_diff

import yaml
from yaml.nodes import MappingNode, Node, SequenceNode

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# What an editor has to fill in; `loa check` refuses the answer until it is filled in.
BLANK = "[điền vào đây]"


@dataclass(frozen=True)
class Change:
    """What becomes of one file: its path below content/, and its text before and after."""

    path: str
    before: str
    after: str

    @property
    def diff(self) -> str:
        """As `diff -u` writes it."""
        before, after = self.before.splitlines(keepends=True), self.after.splitlines(keepends=True)
        return "".join(unified_diff(before, after, f"content/{self.path}", f"content/{self.path}"))


def with_ask(text: str, answer: str, ask: str) -> str:
    """topic.yaml with one more way of asking for `answer`, at the end. Raises ValueError.

    The error is a sentence for the editor.
    """
    asks = _child(_child(_root(text), "answers"), answer, "asks")
    if not isinstance(asks, SequenceNode) or not asks.value:
        raise ValueError(f"“{answer}” chưa có danh sách asks.")
    if ask.casefold() in {str(item.value).casefold() for item in asks.value}:
        raise ValueError(f"“{answer}” đã có cách hỏi này.")
    last = asks.value[-1]
    quoted = json.dumps(ask, ensure_ascii=False)
    end = int(last.end_mark.index)
    if asks.flow_style:
        return f"{text[:end]}, {quoted}{text[end:]}"
    end = text.find("\n", end) if "\n" in text[end:] else len(text)  # a comment stays with its line
    return f"{text[:end]}\n{' ' * asks.start_mark.column}- {quoted}{text[end:]}"


def with_answer(sheet: str, page: str, answer: str, title: str, asks: tuple[str, ...]) -> tuple[str, str]:
    """topic.yaml and vi.md with a new answer at their ends, to be filled in. Raises ValueError.

    The error is a sentence for the editor.
    """
    if not _ID.fullmatch(answer):
        raise ValueError(f"Mã “{answer}” chỉ được có chữ thường không dấu, số và dấu gạch ngang.")
    answers = _child(_root(sheet), "answers")
    if isinstance(answers, MappingNode) and answer in {str(key.value) for key, _value in answers.value}:
        raise ValueError(f"Đã có câu trả lời “{answer}”.")
    lines = [f"  {answer}:", "    asks:"]
    lines += [f"      - {json.dumps(ask, ensure_ascii=False)}" for ask in asks]
    lines += ["    basis: []", "    since: "]
    section = f"## {title} {{#{answer}}}\n{BLANK}\n"
    return sheet.rstrip("\n") + "\n" + "\n".join(lines) + "\n", page.rstrip("\n") + "\n\n" + section


def _root(text: str) -> Node | None:
    return yaml.compose(text, Loader=yaml.SafeLoader)


def _child(node: Node | None, *keys: str) -> Node | None:
    for key in keys:
        found = node.value if isinstance(node, MappingNode) else ()
        node = next((value for name, value in found if name.value == key), None)
        if node is None:
            raise ValueError(f"Tệp không có mục “{key}”.")
    return node
