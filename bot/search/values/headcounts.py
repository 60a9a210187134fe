"""How many were there, in a line as officers write it.

For example "42 người, 17 nữ, 5 Khmer, 3 đăng ký tại chỗ".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from bot.domain.outreach.results import MOST_HEADS, Heads
from bot.domain.text import fold
from bot.search.values.counts import NUMBER, counted

#: The first of these that a piece of the line has says what its number counts.
_NOUNS = (
    ("khmer", re.compile(r"\bkho?[ '’-]?me(?:r|n)?\b|\bdan toc\b")),
    ("promised", re.compile(r"\bhua\b|\bhen\b|\bse (?:tham gia|dang ky|dong)\b|\bpromised?\b|\bwill join\b")),
    ("signed", re.compile(r"\bdang ky\b|\bky\b|\btham gia\b|\btai cho\b|\bsigned\b|\bjoined\b")),
    ("women", re.compile(r"\bnu\b|\bphu nu\b|\bchi em\b|\bwom[ae]n\b")),
    ("present", re.compile(r"\bnguoi\b|\bco mat\b|\bdu\b|\btong\b|\bden\b|\btoi\b|\bpeople\b|\bpresent\b")),
)
_WHO = r"(?:nguoi khmer|ba con khmer|dong bao khmer|khmer|nguoi nu|phu nu|chi em|nu|nguoi|people|women)"
_LEAD = r"(?:(?:co|duoc|tong cong|tong|khoang|hien|dang|la|du|co mat) )*"
_TAIL = r"(?: (?:du|den du|toi du|tham du|co mat|den|toi|roi|trong do|nua))*"
_COUNT = rf"{_LEAD}(?:(?:{{digits}}) {_WHO}|{_WHO}(?: la)? (?:{{digits}})){_TAIL}"
_COUNTED = re.compile(_COUNT.format(digits=r"\d{1,3}(?:[.]\d{3})+|\d{1,5}"))
_APART = re.compile(rf"\b({_WHO}) (?=\d)")
_AT = re.compile(r"(?:hoi nghi|buoi|buoi hop) (?P<meeting>\d{1,9}) ?[:,-]? ?")
_NOBODY = re.compile(r"\b(?:khong|ko|hong|chua)(?: co)?(?: ai| nguoi nao)?\b|\bnobody\b|\bnone\b")
_PIECES = re.compile(r"[,;\n]|\btrong do\b|\bva\b|\band\b|(?<=[a-z])[.](?=\s|$)")
_DIGITS = re.compile(r"(?<![\w/])\d{1,3}(?:[.]\d{3})+(?!\d)|(?<![\w/])\d{1,6}(?!\d)")
_WORD = re.compile(rf"\b(?:{NUMBER})\b")


def read_headcount(text: str) -> Heads:
    """The numbers that the line says, each with what it counts.

    A number that says nothing of itself counts all, as long as no other does.
    """
    found: dict[str, int] = {}
    bare: list[int] = []
    for piece in _pieces(text):
        for number, words in _numbers(piece):
            noun = _says(words)
            if not noun:
                bare.append(number)
            elif noun not in found:
                found[noun] = min(number, MOST_HEADS)
    if bare and "present" not in found:
        found["present"] = min(bare[0], MOST_HEADS)
    return Heads(**found)


@dataclass(frozen=True)
class Count:
    """How many are there, and at which meeting where its number was typed."""

    heads: Heads
    meeting: int | None = None


def read_count(text: str) -> Count | None:
    """What a line says that tells nothing but how many are there; None for every other line."""
    plain = " ".join(fold(text).replace("\n", ", ").split()).rstrip(".! ")
    named = _AT.match(plain)
    rest = re.sub(r"\bba con\b(?! khmer)", "nguoi", plain[named.end() :] if named else plain)
    apart = _APART.sub(r"\1, ", rest) if rest[:1].isdecimal() else rest
    pieces = [piece.strip() for piece in re.split(r"[,;]|\btrong do\b|\bva\b", apart) if piece.strip()]
    if not pieces or not all(_COUNTED.fullmatch(piece) for piece in pieces):
        return None
    return Count(read_headcount(", ".join(pieces)), int(named["meeting"]) if named else None)


def _pieces(text: str) -> Iterator[str]:
    """Parts of the line that a comma or a word like "và" keeps apart."""
    lines = ",".join(fold(line) for line in text.splitlines())
    plain = _NOBODY.sub("0", re.sub(r"\bba con\b", "nguoi", lines))
    return (piece for piece in _PIECES.split(plain) if piece.strip())


def _numbers(piece: str) -> Iterator[tuple[int, str]]:
    """Each number of a piece with the words that belong to it.

    They stand behind it, or before it where the whole piece is written so.
    """
    found = list(_DIGITS.finditer(piece)) or list(_WORD.finditer(piece))
    if not found:
        return
    gaps = [piece[: found[0].start()], *(piece[one.end() : after.start()] for one, after in pairwise(found))]
    gaps.append(piece[found[-1].end() :])
    if len(found) == 1:
        yield _value(found[0][0]), " ".join(gaps)
        return
    behind = 0 if not _says(gaps[-1]) and _says(gaps[0]) else 1
    for index, one in enumerate(found):
        yield _value(one[0]), gaps[index + behind]


def _says(words: str) -> str:
    """What these words say that a number counts, or ""."""
    return next((name for name, said in _NOUNS if said.search(words)), "")


def _value(word: str) -> int:
    """The number in digits, with dots or without, or in words."""
    digits = word.replace(".", "")
    return int(digits) if digits.isdecimal() else counted(word)
