"""Changes a content file and leaves the rest of it as it is: a way of asking, a new answer."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import unified_diff
from typing import Any

from bot.library.editing.yaml_file import YamlFile

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
    file = YamlFile(text)
    asks = _answers(file).get(answer, {}).get("asks")
    if not asks:
        raise ValueError(f"“{answer}” chưa có danh sách asks.")
    if ask.casefold() in {str(one).casefold() for one in asks}:
        raise ValueError(f"“{answer}” đã có cách hỏi này.")
    file.put(("answers", answer, "asks", len(asks)), ask)
    return file.text()


def with_answer(sheet: str, page: str, answer: str, title: str, asks: tuple[str, ...]) -> tuple[str, str]:
    """topic.yaml and vi.md with a new answer at their ends, to be filled in. Raises ValueError.

    The error is a sentence for the editor.
    """
    if not _ID.fullmatch(answer):
        raise ValueError(f"Mã “{answer}” chỉ được có chữ thường không dấu, số và dấu gạch ngang.")
    if answer in _answers(YamlFile(sheet)):
        raise ValueError(f"Đã có câu trả lời “{answer}”.")
    lines = [f"  {answer}:", "    asks:"]
    lines += [f"      - {json.dumps(ask, ensure_ascii=False)}" for ask in asks]
    lines += ["    basis: []", "    since: "]
    section = f"## {title} {{#{answer}}}\n{BLANK}\n"
    return sheet.rstrip("\n") + "\n" + "\n".join(lines) + "\n", page.rstrip("\n") + "\n\n" + section


def _answers(file: YamlFile) -> Mapping[str, Any]:
    answers = file.data.get("answers")
    if answers is None:
        raise ValueError("Tệp không có mục “answers”.")
    return dict(answers)
