"""Messages of more than one question, and questions that lean on the answer before them."""

from __future__ import annotations

import re

from bot.search.text.letters import composed, fold
from bot.search.text.questions import looks_like_question

_PARTS = re.compile(
    r"[?!;\n]+|(?<=\D)\.(?=\s)|,?\s+(?:với lại|voi lai|à mà|a ma|tiện thể|tien the|ngoài ra|ngoai ra|thêm nữa|"
    r"sẵn cho|san cho|và cho (?:em|tôi|tui|mình) hỏi|va cho (?:em|toi|tui|minh) hoi)\b",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"(?<=[.?!;\n])\s+|,\s+(?=(?:giờ|nay|vậy|còn|mà|cho|xin|gio|vay|con|ma)\b)", re.IGNORECASE)
_FEWEST_LETTERS, _MOST_PARTS, _LONGEST, _STORY, _MOST_POINTS = 8, 3, 40, 25, 2
# How much more a sentence of a story counts that asks, or that is its last.
ASKS, LAST = 2.0, 0.5

# "còn hộ nghèo thì sao", "thế nam thì sao", "vậy đóng năm?", "nếu cận nghèo"
_LEANING = re.compile(
    r"(?:da |vay |the |a |u |uh )*"
    r"(?:con|the con|vay con|the|vay|neu|neu la|con neu|vay neu|the neu|roi|roi con)\s+(?P<rest>.+)"
)
_ENDING = re.compile(
    r"\s*(?:thi sao|thi the nao|thi ntn|thi nhu the nao|thi bao nhieu|thi nhieu|sao|a|ha|vay|z)?[\s?.!]*$"
)
_MOST_WORDS = 9
# "Dạ con chào cô, cho con hỏi … với ạ": what is asked comes after it.
_MAY_I_ASK = re.compile(
    r"^.*?\b(?:cho|xin|xin phep|muon|dinh|tinh) (?:(?:em|toi|tui|minh|con|chau|chi|anh|co|chu|bac|ba|ong|phep)\s+)?"
    r"hoi(?: (?:chut|xiu|ti|tham|them|la|ve|cai|nhe|nha|voi|a|cho biet|giup|gium|dum))*\s*[,:]?\s+(?P<rest>\S.*)$"
)


def clauses(text: str) -> tuple[str, ...]:
    """The questions of a message with several, at most three; none of a story.

    The sentences of a story belong together.
    """
    if len(text.split()) > _LONGEST:
        return ()
    parts = [part.strip(" ,.") for part in _PARTS.split(text)]
    asking = [part for part in parts if len(part) >= _FEWEST_LETTERS and looks_like_question(part)]
    return tuple(asking[:_MOST_PARTS])


def points(text: str) -> tuple[tuple[str, float], ...]:
    """The asking sentences of a story and its last, at most two, with weights; () for no story."""
    if len(text.split()) <= _STORY:
        return ()
    sentences = [part.strip() for part in _SENTENCES.split(text) if len(part.strip()) >= _FEWEST_LETTERS]
    weights = [ASKS if looks_like_question(sentence) else 0.0 for sentence in sentences]
    weights[-1:] = [weight + LAST if weight else 1 + LAST for weight in weights[-1:]]
    weighed = sorted(zip(sentences, weights, strict=True), key=lambda each: -each[1])[:_MOST_POINTS]
    return tuple(each for each in weighed if each[1]) if len(sentences) > 1 else ()


def asked_politely(text: str) -> str:
    """What is asked after "cho em hỏi", "" where nobody asks so."""
    plain = " ".join(composed(text).split())
    found = _MAY_I_ASK.match(fold(plain))
    return plain[found.start("rest") :].strip(" ,.:") if found else ""


def follow_up(text: str) -> str:
    """What a question asks beyond the one before it, "" for any other.

    "còn hộ nghèo thì sao?" gives "hộ nghèo".
    """
    plain = " ".join(composed(text).split())
    folded = fold(plain)
    if len(folded.split()) > _MOST_WORDS or not (found := _LEANING.match(folded)):
        return ""
    return plain[found.start("rest") : _ENDING.search(folded).start()].strip()  # type: ignore[union-attr]
