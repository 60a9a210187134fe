"""Which option somebody means: its token, its number, its label, the label without accents, a unique beginning."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.domain.text import fold

NUMBERS = {
    "mot": 1,
    "hai": 2,
    "ba": 3,
    "bon": 4,
    "tu": 4,
    "nam": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
    "muoi": 10,
}
SHORTEST_BEGINNING = 3


def match(text: str, offered: Sequence[tuple[str, str]], *, shortest: int = SHORTEST_BEGINNING) -> str | None:
    """The token meant by `text` among (token, label) pairs, or None; a beginning has at least `shortest` letters."""
    said = text.strip()
    plain = _plain(said)
    tokens = [token for token, _label in offered]
    if said in tokens:
        return said
    if (number := _number(plain)) is not None:
        return tokens[number - 1] if 1 <= number <= len(tokens) else None
    exact = [token for token, label in offered if label.casefold() == said.casefold()]
    folded = [token for token, label in offered if _plain(label) == plain]
    if hits := exact or folded:
        return hits[0]
    if len(plain) >= shortest:
        hits = [token for token, label in offered if _plain(label).startswith(plain)]
        return hits[0] if len(hits) == 1 else None
    return None


def labelled(text: str, offered: Sequence[tuple[str, str]]) -> str | None:
    """The token whose label is `text` to the letter, or None."""
    said = text.strip().casefold()
    return next((token for token, label in offered if label.casefold() == said), None)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", fold(text)).split())


def _number(plain: str) -> int | None:
    match_ = re.fullmatch(r"(?:so |cau |muc |number |chon )?(\d{1,2}|[a-z]+)", plain)
    if not match_:
        return None
    word = match_[1]
    return int(word) if word.isdigit() else NUMBERS.get(word)
