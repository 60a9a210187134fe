"""Codes of posters in what somebody typed: "XMY7", "mã xmy7", "XMY7 cho hỏi mức đóng"."""

from __future__ import annotations

import re
from collections.abc import Container

from bot.domain.text import fold

WORD = re.compile(r"[A-Za-z0-9]+")
AROUND = {"ma", "so", "code", "la", "toi", "em", "co", "nhap", "alo", "xin", "chao", "hello", "loa", "oi", "a", "da"}


def spotted(text: str, codes: Container[str]) -> tuple[str, str]:
    """The first known code in `text` and the rest of it ("" where that says nothing more); else "" and `text`."""
    if text.startswith("/"):
        return "", text
    for word in WORD.finditer(text):
        code = word[0].upper()
        if code in codes:
            rest = " ".join(f"{text[: word.start()]} {text[word.end() :]}".split()).strip(" ,.:;!-–“”\"'")
            return code, "" if AROUND.issuperset(re.findall(r"\w+", fold(rest))) else rest
    return "", text
