"""Phone numbers amid other words; eleven digits of before 2018 become today's ten."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.domain.phone import PhoneNumber
from bot.search.values.sentence import Sentence, Taken

_RUN = re.compile(r"(?<![\w])\+?(?:\d|[oO](?=[\s.\-–—]?\d))(?:[\s().\-–—]{0,3}[\doO](?![^\W\doO_]))*")
_DASHES = str.maketrans("–—", "--", "()")
_LEAST, _MOST = 8, 13
#: Prefixes of eleven digits that became prefixes of ten on 15 September 2018.
_TODAY = {
    "0120": "070", "0121": "079", "0122": "077", "0126": "076", "0128": "078", "0123": "083", "0124": "084",
    "0125": "085", "0127": "081", "0129": "082", "0162": "032", "0163": "033", "0164": "034", "0165": "035",
    "0166": "036", "0167": "037", "0168": "038", "0169": "039", "0186": "056", "0188": "058", "0199": "059",
}  # fmt: skip


def phones(sentence: Sentence) -> tuple[Taken[PhoneNumber], ...]:
    """Every valid number of a sentence, each once."""
    found = {taken.value: taken for taken in reversed([*_phones(sentence.typed)])}
    return tuple(sorted(found.values(), key=lambda taken: taken.start))


def _phones(typed: str) -> Iterator[Taken[PhoneNumber]]:
    for run in _RUN.finditer(typed):
        number = _number(run[0])
        if number is not None:
            yield Taken(number, run.start(), run.end())
            continue
        for start, end in _parts(run[0]):
            if (part := _number(run[0][start:end])) is not None:
                yield Taken(part, run.start() + start, run.start() + end)


def _parts(run: str) -> Iterator[tuple[int, int]]:
    """Two numbers one after another: each begins with a nought after a blank."""
    starts = [0, *(found.start(1) for found in re.finditer(r"[\s\-–—.]+(0\d)", run)), len(run)]
    last = 0
    for place in range(1, len(starts)):
        digits = sum(letter.isdigit() for letter in run[starts[last] : starts[place]])
        if digits >= _LEAST + 1 or place == len(starts) - 1:
            yield starts[last], starts[place]
            last = place


def _number(typed: str) -> PhoneNumber | None:
    digits = "".join("0" if letter in "oO" else letter for letter in typed.translate(_DASHES) if letter not in " .-")
    if not _LEAST <= len(digits.lstrip("+")) <= _MOST:
        return None
    national = re.sub(r"^(?:\+84|0084|84)0?", "0", digits)
    try:
        return PhoneNumber.parse(
            _TODAY.get(national[:4], national[:4]) + national[4:] if len(national) == 11 else digits
        )
    except ValueError:
        return None
