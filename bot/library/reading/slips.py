"""What somebody most likely meant who wrote a number, a day or a mark in another way."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_PAIRS = {"(": ")", "[": "]", "“": "”", "‘": "’", "«": "»"}


def meant_number(text: str) -> str:
    """ "0,50" → "0.50", "1.500.000 đồng" → "1500000", "22 %" → "0.22"; else ""."""
    written = unicodedata.normalize("NFKC", text).strip().lower()
    written = re.sub(r"\s*(đồng|đ|vnđ|vnd|năm|tháng|ngày)$", "", written)
    share, written = written.endswith("%"), written.removesuffix("%").strip()
    if re.fullmatch(r"[1-9][0-9]{0,2}(?:([., ])[0-9]{3})(?:\1[0-9]{3})*", written):
        written = re.sub(r"[., ]", "", written)
    written = written.replace(",", ".") if re.fullmatch(r"[0-9]+,[0-9]+", written) else written
    if not re.fullmatch(r"[0-9]+(\.[0-9]+)?", written) or not written.isascii():
        return ""
    return f"{float(written) / 100:.6f}".rstrip("0").rstrip(".") if share else written


def surely_meant(text: str) -> str:
    """The number where only one can be meant.

    "" for "1,500" (one and a half?) and "15 năm" (of months?).
    """
    written = unicodedata.normalize("NFKC", text).strip().lower()
    doubtful = re.fullmatch(r"[1-9][0-9]{0,2}[., ][0-9]{3}%?", written) or re.search(r"(năm|tháng|ngày)$", written)
    return "" if doubtful else meant_number(text)


def meant_amount(text: str) -> str:
    """The đồng of "330.000" and "1,500", which have no parts of a đồng; else ""."""
    return meant_number(text) if re.fullmatch(r"[1-9][0-9]{0,2}([., ][0-9]{3})+", text.strip()) else ""


def meant_day(text: str) -> str:
    """ "1/7/2026" → "2026-07-01"; else ""."""
    found = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text) or None
    turned = re.fullmatch(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})", text)
    try:
        if found is not None:
            return date(int(found[3]), int(found[2]), int(found[1])).isoformat()
        return date(int(turned[1]), int(turned[2]), int(turned[3])).isoformat() if turned else ""
    except ValueError:
        return ""


def lone_mark(text: str) -> str:
    """A quotation mark or bracket without its other half, or ""."""
    if text.count('"') % 2:
        return '"'
    opened: list[str] = []
    for letter in text:
        if letter in _PAIRS:
            opened.append(letter)
        elif letter in _PAIRS.values() and letter != "’":
            if not opened or _PAIRS[opened[-1]] != letter:
                return letter
            opened.pop()
        elif letter == "’" and opened[-1:] == ["‘"]:
            opened.pop()
    return opened[-1] if opened else ""
