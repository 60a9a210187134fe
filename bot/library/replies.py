"""How people say yes, no, "I do not know", "stop" …, and choices in words of their own.

`content/search/replies.yaml`, the editors' own; a mistake is told with the file's name and the key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

FILE = "replies.yaml"
KINDS = (
    "yes", "no", "unknown", "leave", "pause", "correct", "why", "nowhere", "polite", "name", "refusal", "insult", "not",
    "next-year", "next-month", "english", "khmer", "may", "lowest", "highest",
)  # fmt: skip
CHOICES = "choices"


@dataclass(frozen=True)
class Replies:
    """Ways of saying something by kind, and of naming a choice by question and token."""

    kinds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    choices: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)


def replies(parts: Mapping[str, object]) -> Replies:
    """From the parsed file. Raises ValueError with a sentence that names the file and the key."""
    for name in parts:
        if name not in (*KINDS, CHOICES):
            raise ValueError(f"{FILE}: không có mục “{name}”. Các mục được dùng: {', '.join((*KINDS, CHOICES))}")
    kinds = {name: ways(f"{FILE}: {name}", parts[name]) for name in KINDS if name in parts}
    questions = mapping(f"{FILE}: {CHOICES}", parts.get(CHOICES))
    choices = {key: _of_question(f"{FILE}: {CHOICES}.{key}", tokens) for key, tokens in questions.items()}
    return Replies(kinds, choices)


def _of_question(where: str, tokens: object) -> Mapping[str, tuple[str, ...]]:
    return {token: ways(f"{where}.{token}", said) for token, said in mapping(where, tokens).items()}


def mapping(where: str, value: object) -> Mapping[str, object]:
    """A mapping of names. Raises ValueError."""
    if value is None:
        return {}
    if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
        raise ValueError(f"{where}: cần viết dạng 'khóa: giá trị'")
    return value


def ways(where: str, value: object) -> tuple[str, ...]:
    """A list of ways of saying something. Raises ValueError."""
    if not isinstance(value, list):
        raise ValueError(f"{where}: cần một danh sách")
    for item in value:
        if not isinstance(item, str) or not item.strip():
            raise ValueError(f'{where}: đặt "{item}" trong ngoặc kép')
    return tuple(item.strip() for item in value)
