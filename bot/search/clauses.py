"""Messages of more than one question, and questions that lean on the answer before them."""

from __future__ import annotations

import re

from bot.search.letters import composed, fold
from bot.search.questions import looks_like_question

_PARTS = re.compile(
    r"[?!;\n]+|(?<=\D)\.(?=\s)|,?\s+(?:với lại|voi lai|à mà|a ma|tiện thể|tien the|ngoài ra|ngoai ra|thêm nữa|"
    r"sẵn cho|san cho|và cho (?:em|tôi|tui|mình) hỏi|va cho (?:em|toi|tui|minh) hoi)\b",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"(?<=[.?!;\n])\s+")
_FEWEST_LETTERS, _MOST_PARTS, _LONGEST, _STORY = 8, 4, 40, 25

# "còn hộ nghèo thì sao", "thế nam thì sao", "vậy đóng năm?", "nếu cận nghèo"
_LEANING = re.compile(
    r"(?:da |vay |the |a |u |uh )*"
    r"(?:con|the con|vay con|the|vay|neu|neu la|con neu|vay neu|the neu|roi|roi con)\s+(?P<rest>.+)"
)
_ENDING = re.compile(
    r"\s*(?:thi sao|thi the nao|thi ntn|thi nhu the nao|thi bao nhieu|thi nhieu|sao|a|ha|vay|z)?[\s?.!]*$"
)
_MOST_WORDS = 9


def clauses(text: str) -> tuple[str, ...]:
    """The questions of a message that holds several, at most four; none of a story, whose sentences belong together."""
    if len(text.split()) > _LONGEST:
        return ()
    parts = [part.strip(" ,.") for part in _PARTS.split(text)]
    asking = [part for part in parts if len(part) >= _FEWEST_LETTERS and looks_like_question(part)]
    return tuple(asking[:_MOST_PARTS])


def point(text: str) -> str:
    """The sentences of a story that ask, or its last one; "" for what is no story."""
    if len(text.split()) <= _STORY:
        return ""
    sentences = [part.strip() for part in _SENTENCES.split(text) if len(part.strip()) >= _FEWEST_LETTERS]
    asking = [sentence for sentence in sentences if looks_like_question(sentence)]
    return " ".join(asking or sentences[-1:]) if len(sentences) > 1 else ""


def follow_up(text: str) -> str:
    """What a question asks beyond the one before it ("còn hộ nghèo thì sao?" gives "hộ nghèo"), "" for any other."""
    plain = " ".join(composed(text).split())
    folded = fold(plain)
    if len(folded.split()) > _MOST_WORDS or not (found := _LEANING.match(folded)):
        return ""
    return plain[found.start("rest") : _ENDING.search(folded).start()].strip()  # type: ignore[union-attr]
