"""A name in what somebody types ("Nguyễn Thị Lan, 52 tuổi, ấp 3"), and what is no name."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from bot.domain.text import nfc
from bot.search.text.questions import looks_like_question
from bot.search.values.phrasebook import Phrasebook
from bot.search.values.sentence import Sentence

#: Why a text is no name.
NoName: TypeAlias = Literal["question", "refusal", "insult", "unknown", "letters"]

LONGEST, MOST_WORDS = 60, 6
_BEFORE = re.compile(r"^(?:(?:da|vang|thua|alo|u|o|uh|um|ok|hi|hello)\b[\s,:.!]*)+")
_BEHIND = re.compile(
    r"[\s,]+(?:(?:a|nha|nhe|nghe|nghen|do|ne|roi|day)(?: (?:con|em|chau|loa|co|chu|anh|chi))?|(?:la )?duoc(?: roi)?"
    r"|(?:em|con|chau|loa) oi)$"
)
_CALLED = re.compile(r"^(?:(?:cu )?(?:keu|goi|xung)(?: \w+)?|ba|ong|chu|co|di|bac|cau|anh|chi) (?:la|bang) (?=\w)")
_IN_PARTS = re.compile(r"^ho (?P<family>\w+),? ten (?:la )?(?P<given>\w+(?: \w+){0,3})$")
_ENDS = re.compile(
    r"\s*[,;\n]|\s+[-–]\s+|\s*\(?\+?\d"
    r"|\s+(?:o|tai|ap|khom|xa|phuong|thi tran|huyen|sinh|sdt|so dien thoai|nam nay|tuoi)\s"
)
_FOREIGN = re.compile(r"[\d@/\\<>{}\[\]_=#*|~^$%]")


def read_name(text: str, book: Phrasebook) -> str | NoName:
    """The name without what is around it; or why there is none ("question" …)."""
    text = text[: 4 * LONGEST]
    if looks_like_question(text):
        return "question"
    if book.says("unknown", text):
        return "unknown"
    if book.mentions("insult", text):
        return "insult"
    named = book.after("name", text)
    if named is None and _is_refused(text, book):
        return "refusal"
    name = _alone(text if _IN_PARTS.match(Sentence(nfc(text).strip(" .,;:!?\"'")).plain) else named or text)
    words = name.split()
    is_sentence = named is None and len(words) > MOST_WORDS and name == name.lower()
    if not _is_spelled_like_one(name) or is_sentence:
        return "letters"
    return name


def is_name(said: str | NoName) -> bool:
    """Whether `read_name` found one."""
    return said not in {"question", "refusal", "insult", "unknown", "letters"}


def _is_refused(text: str, book: Phrasebook) -> bool:
    """Whether nothing but a refusal is said, or one with a few words behind it."""
    return book.says("refusal", text) or book.says("no", text) or _begins_refusing(text, book)


def _begins_refusing(text: str, book: Phrasebook) -> bool:
    rest = book.after("refusal", text)
    return rest is not None and len(rest.split()) <= MOST_WORDS and rest == rest.lower()


def _alone(text: str) -> str:
    """The text up to what is said beside the name, without politeness."""
    typed = nfc(text).strip(" .,;:!?\"'")
    plain = Sentence(typed).plain
    for before in (_BEFORE, _CALLED):
        if begun := before.match(plain):
            typed, plain = typed[begun.end() :], plain[begun.end() :]
    if ended := _ENDS.search(plain):
        typed, plain = typed[: ended.start()], plain[: ended.start()]
    while behind := _BEHIND.search(plain):
        typed, plain = typed[: behind.start()], plain[: behind.start()]
    if parts := _IN_PARTS.match(plain):
        typed = " ".join(typed[slice(*parts.span(part))] for part in ("family", "given"))
    return typed.strip(" .,;:!?\"'")


def _is_spelled_like_one(name: str) -> bool:
    return bool(name) and len(name) <= LONGEST and any(map(str.isalpha, name)) and not _FOREIGN.search(name)
