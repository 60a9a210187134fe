"""Whether a text is plainly a question, even where something else was asked for."""

from __future__ import annotations

import re

from bot.search.text.letters import composed, fold, spelling

_ASKING = (
    "bao nhieu|bao lau|bao gio|bao nhiu|nhiu tien|the nao|ntn|la gi|la j|lam gi|nhung gi|gi vay|gi khong|tai sao|vi sao"
    "|(?:lam|tinh|vay|roi|ra|thi|la) sao|sao lai|khi nao|luc nao|chung nao|o dau|cho nao|noi nao|cach nao|ai duoc"
    "|may (?:nam|thang|tuoi|tien|lan|phan tram|trieu|ngay|dong)"
    "|(?:duoc|dc|phai|dung|nen|bi) (?:khong|ko|hong|hok|hk|k|hem|chua|hay khong)"
    "|co (?:duoc|can|phai|nen|bi|mat|the) [a-z]+"
)
_FOLDED = re.compile(rf"\b(?:{_ASKING})\b|^co (?:[a-z0-9]+ )+(?:khong|ko|hong|hok|hk|k|hem)\b")
_ACCENTED = re.compile(r"\b(?:mấy \S|nào|gì|tại sao|vậy sao|là sao|sao mà)\b|\S+ \S+ \S+ (?:không|hông|hả|chưa)$")
_ENGLISH = re.compile(r"^(?:how|what|when|where|why|who|which|can|could|do|does|is|are|may|should)\s+\S+\s+\S+")


def looks_like_question(text: str) -> bool:
    """Whether the text asks: a question mark, or words only questions have.

    A name or a sum never does.
    """
    plain = " ".join(composed(text).split())
    if "?" in plain:
        return True
    folded = fold(" ".join(spelling(word) for word in re.findall(r"[^\W_]+", plain)))
    return any(
        pattern.search(where) is not None
        for pattern, where in ((_FOLDED, folded), (_ACCENTED, plain), (_ENGLISH, plain))
    )
