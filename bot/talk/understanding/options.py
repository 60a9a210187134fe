"""Which option somebody means: token, number, label with or without accents, unique prefix."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.domain.text import fold, nfc
from bot.search.text.letters import is_accented

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
# Without accents these are other words as well: a man or a year, a father, after, a town.
OTHER_WORDS_TOO = frozenset({"ba", "nam", "sau", "tu", "bay", "tam", "muoi"})
SHORTEST_BEGINNING = 3


def match(text: str, offered: Sequence[tuple[str, str]], *, shortest: int = SHORTEST_BEGINNING) -> str | None:
    """The token meant by `text` among (token, label) pairs, or None.

    A beginning of a label counts from `shortest` letters on.
    """
    said = text.strip()
    plain = _plain(said)
    tokens = [token for token, _label in offered]
    if said in tokens:
        return said
    if (number := _number(plain, said)) is not None:
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


def _number(plain: str, typed: str) -> int | None:
    """A number in figures or words; ambiguous words need accents, or "số" before them."""
    match_ = re.fullmatch(r"(?P<called>so |cau |muc |number |chon )?(?P<word>\d{1,2}|[a-z]+)", plain)
    if not match_:
        return None
    word = match_["word"]
    if word.isdigit():
        return int(word)
    bare = not match_["called"] and not is_accented(nfc(typed).lower())
    return None if bare and word in OTHER_WORDS_TOO else NUMBERS.get(word)
