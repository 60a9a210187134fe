"""Codes of posters in what somebody typed: "XMY7", "mã xmy7", "XMY7 cho hỏi mức đóng"."""

from __future__ import annotations

import re
from collections.abc import Container

from bot.domain.outreach.codes import CODE
from bot.domain.text import fold

WORD = re.compile(r"[A-Za-z0-9]+")
AROUND = {"ma", "so", "code", "la", "toi", "em", "co", "nhap", "alo", "xin", "chao", "hello", "loa", "oi", "a", "da"}


def like_codes(text: str) -> frozenset[str]:
    """What in the text is written as codes are."""
    words = (word[0].upper() for word in WORD.finditer(text))
    return frozenset(word for word in words if CODE.fullmatch(word))


def spotted(text: str, codes: Container[str]) -> tuple[str, str]:
    """The first known code, and the rest of `text` if it says anything; else "" and `text`."""
    if text.startswith("/"):
        return "", text
    for word in WORD.finditer(text):
        code = word[0].upper()
        if code in codes:
            rest = " ".join(f"{text[: word.start()]} {text[word.end() :]}".split()).strip(" ,.:;!-–“”\"'")
            return code, "" if AROUND.issuperset(re.findall(r"\w+", fold(rest))) else rest
    return "", text
