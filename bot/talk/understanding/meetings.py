"""Who asks for the meetings of a place, or comes to the one just shown, in their own words.

Only what consists of nothing but a meeting, a time, a place and polite words is such a question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.domain.text import fold, nfc
from bot.talk.actions import COME, MEETING, MEETINGS
from bot.talk.scene import Knowledge
from bot.talk.understanding.offices import MOST_WORDS, PROVINCE, named_place, without

A_MEETING = (
    "hoi nghi tu van", "hoi nghi doi thoai", "hoi nghi", "hoi thao", "buoi tu van", "buoi doi thoai", "doi thoai",
    "buoi noi chuyen", "buoi tuyen truyen", "buoi hop", "cuoc hop", "hop dan", "hop ap", "di hop", "co hop", "lich hop",
    "hop o", "hop tai", "xa hop", "ap hop", "moi hop", "buoi gap", "meetings", "meeting",
)  # fmt: skip
BESIDE = (
    "lich", "khi nao", "bao gio", "chung nao", "bua nao", "hom nao", "ngay nao", "ngay may", "buoi nao", "may gio",
    "sap toi", "sap", "toi day", "gan day", "gan nhat", "gan nha", "tuan nay", "tuan toi", "tuan sau", "thang nay",
    "thang sau", "thang toi", "hom nay", "ngay mai", "mai mot", "bao hiem xa hoi tu nguyen", "bao hiem tu nguyen",
    "bao hiem xa hoi", "bao hiem", "bhxh tu nguyen", "bhxh", "tham gia", "tham du", "du", "to chuc", "dien ra", "ve",
    "vu", "xem", "muon", "tim", "ai", "cu", "nua", "het", "tu van", "upcoming", "any", "there", "are", "this week",
    "next week", "this month", "about", "social insurance",
)  # fmt: skip
COMES = (
    "dang ky tham du", "dang ky du", "dang ky", "dang ki", "giu cho", "giu ghe", "dat cho", "tham du", "tham gia",
    "se di", "se den", "se toi", "di du", "di", "du", "register", "sign up", "i will come",
)  # fmt: skip
ABOUT_ONESELF = frozenset({
    "toi", "tui", "con", "em", "minh", "co", "chu", "bac", "cho", "xin", "da", "a", "nha", "nhe", "nghe", "di", "gium",
    "giup", "dum", "voi", "luon", "muon", "vang", "u", "please", "me",
})  # fmt: skip


def about_meetings(text: str, offered: Sequence[tuple[str, str]], knows: Knowledge) -> tuple[str, str] | None:
    """The dialogue that is started, and its argument: a commune, or the meeting just shown."""
    words = re.findall(r"[^\W_]+(?:'s)?", nfc(text).lower())
    if len(words) > MOST_WORDS:
        return None
    if (shown := _the_one_shown(words, offered)) is not None:
        return shown
    found, rest = without(words, A_MEETING)
    if not found:
        return None
    _beside, rest = without(rest, BESIDE)
    place = named_place(rest, knows)
    if place is None:
        return None
    return MEETINGS.name, "" if place == PROVINCE or "," in place else place


def _the_one_shown(words: Sequence[str], offered: Sequence[tuple[str, str]]) -> tuple[str, str] | None:
    """To come to it, where just one was shown or listed, and only that is said."""
    comes, rest = without(list(words), COMES)
    if not comes or any(fold(word) not in ABOUT_ONESELF for word in rest):
        return None
    for action in (COME, MEETING):
        there = [token for token, _label in offered if token.startswith(action.prefix)]
        if len(there) == 1:
            return COME.name, there[0].removeprefix(action.prefix)
    return None
