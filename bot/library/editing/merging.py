"""Two changes of one text, line by line: both, or nothing where they touch the same lines."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import pairwise

# What stands between two words belongs to the second.
_WORD = re.compile(r'\s*(?:"(?:[^"\\]|\\.)*"[,\]}]*|[^\s"]+|\S)|\s+', re.DOTALL)


def merged(base: str, mine: str, theirs: str) -> str | None:
    """The text with both changes; None where they meet."""
    lines = base.splitlines(keepends=True)
    own, other = _changes(lines, mine), _changes(lines, theirs)
    both = sorted({*own, *other}, key=lambda change: change[:2])
    for before, after in pairwise(both):
        if after[0] < before[1] or after[:2] == before[:2]:
            return None
    for start, end, new in reversed(both):
        lines[start:end] = new
    return "".join(lines)


def _changes(lines: list[str], text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """Which lines become which."""
    after = text.splitlines(keepends=True)
    codes = SequenceMatcher(None, lines, after, autojunk=False).get_opcodes()
    return [(a, b, tuple(after[c:d])) for kind, a, b, c, d in codes if kind != "equal"]


def relaid(even: str, changed: str, laid: str) -> str:
    """The text `changed` as it was laid out: `laid` says what `even` says, in lines of its own."""
    if even == laid:
        return changed
    both = merged(even, changed, laid)
    return _by_words(even, changed, laid) if both is None else both


def _by_words(even: str, changed: str, laid: str) -> str:
    """The same where a changed list was broken into lines: what stays is laid as in `laid`."""
    words, given, new = (_WORD.findall(text) for text in (even, laid, changed))
    said, shown, now = ([" ".join(word.split()).rstrip(",]}") for word in one] for one in (words, given, new))
    if said != shown:
        return changed
    for block in SequenceMatcher(None, said, now, autojunk=False).get_matching_blocks():
        for place in range(block.size):
            old = given[block.a + place]
            new[block.b + place] = old[: len(old) - len(old.lstrip())] + new[block.b + place].lstrip()
    return "".join(new)
