"""Where and when something takes place, in one go: "chợ Mỹ Long sáng thứ bảy 8g30 tới 10g"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.domain.meetings import Occasion
from bot.search.text.letters import fold
from bot.search.values.clocks import PART, finditer, hours_in, search
from bot.search.values.named_days import day_in
from bot.search.values.sentence import Sentence, Taken

_ALONE = rf"(?:(?=\bbuổi\s)|^\s*(?=[^\s,]+\s*$)){PART}"
_EDGE = r"(?:lúc|vào|ngày|hôm|từ|ở|tại|sang|qua|bắt đầu|khoảng)"
_NO_PLACE = rf"^[\s,]*(?:(?:ở|tại|lúc|vào|sang|qua|đến|tới)\s+)+(?=\S)|(?:(?:^|[\s,]+){_EDGE})+[\s,]*$"


@dataclass(frozen=True)
class Reading:
    """What is understood of a sentence, and what has to be asked again.

    odd     a date that is said to be another weekday than it is: no day is taken
    moon    only a day of the moon's calendar is named, and it is not known which one that is
    """

    occasion: Occasion
    odd: date | None = None
    moon: bool = False


def read_occasion(typed: str, today: date, part: str = "") -> Occasion:
    """What is said of place, day and hours; a day without a year is the next such day.

    part    of the day that is meant where none is named, as in Occasion
    """
    return reading_of(typed, today, part).occasion


def reading_of(typed: str, today: date, part: str = "") -> Reading:
    """The same with what is in doubt."""
    sentence = Sentence.of(typed)
    text = _lower(sentence.typed)
    has_accents = text != sentence.plain
    hours = hours_in(text, has_accents)
    rest = _blank(text, hours.start, hours.end)
    named = day_in(rest, has_accents, today)
    spans = [*([(hours.start, hours.end)] if hours.end else []), *named.spans]
    part = hours.part or named.part or part
    if not hours.part and not named.part and (alone := search(_ALONE, rest, has_accents)):
        part = fold(alone["part"])
        spans.append(alone.span())
    starts, ends = hours.between(part)
    occasion = Occasion(_place(sentence, spans, has_accents), named.day, starts, ends, "" if starts else part)
    return Reading(occasion, named.odd, named.moon and named.day is None)


def _place(sentence: Sentence, spans: list[tuple[int, int]], has_accents: bool) -> str:
    """What is left of the sentence, without the small words that led to what was taken."""
    left = sentence.without([Taken(None, start, end) for start, end in spans])
    left = re.sub(r"\(\s*\)", " ", left)
    left = " ".join(re.sub(r"\s*,(?:\s*,)*", ",", left).replace(",", ", ").split())
    place = Sentence(left)
    edges = finditer(_NO_PLACE, _lower(left), has_accents)
    return place.without([Taken(None, *found.span()) for found in edges])


def _lower(text: str) -> str:
    """In lower case, every letter at its place."""
    return "".join(one if len(one) == 1 else old for old in text for one in [old.lower()])


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]
