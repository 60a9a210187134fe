"""The one door for what others wrote: only what people can see or say gets through.

No control character, no invisible mark, no half of a letter; composed letters, plain spaces, "\n" for a new line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from bot.domain.messages import Incoming

JOINER, AS_PICTURE, KEYCAP = "\u200d", "\ufe0f", "\u20e3"
# Letters of other alphabets that look like ours, and are typed for them.
LOOKALIKES = {"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ"}
# Letters and marks, by their categories, that nobody sees all the same.
UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0\ufffc\ufffe\uffff")
BLANK = "\u2800"
# Variations, tags, and numbers without a letter yet of which Unicode says that they are not to be shown.
IGNORED = ((0xFE00, 0xFE0F), (0xE0000, 0xE0FFF), (0xFFF0, 0xFFF8), (0x2065, 0x2065))
SKINS = (0x1F3FB, 0x1F3FF)
ARROWS = "↔↕"
# What Vietnamese is written with needs no look at every letter; anything else does.
ODD = re.compile("[^\n -~\u00c0-\u00cf\u00d1-\u00ef\u00f1-\u0188\u018a-\u024f\u0300-\u033f\u1ea0-\u1ef9–—‘’“”…•]")
BREAKS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")


def clean(text: str) -> str:
    """The text as it may be kept, shown and compared."""
    if ODD.search(text) is None:
        return unicodedata.normalize("NFC", text)
    return unicodedata.normalize("NFC", "".join(_seen(text.replace("\r\n", "\n"))))


def one_line(text: str) -> str:
    """The same for a name, a code or a title: no new lines."""
    return " ".join(clean(text).split())


def cleaned(incoming: Incoming) -> Incoming:
    """What came in, all of it clean."""
    media = incoming.media
    return replace(
        incoming,
        text=clean(incoming.text),
        token=one_line(incoming.token),
        media=media and replace(media, name=one_line(media.name), ref=_whole(media.ref)),
        album=one_line(incoming.album),
        replies_to=one_line(incoming.replies_to),
        quoted=one_line(incoming.quoted),
    )


def _seen(text: str) -> Iterator[str]:
    before = ""
    for at, char in enumerate(text):
        after = text[at + 1 : at + 2]
        if kept := _kept(char, before, after):
            yield kept
            before = kept


def _kept(char: str, before: str, after: str) -> str:
    """What becomes of a character between its neighbours: itself, another, or nothing."""
    if char in BREAKS:
        return "\n"
    if char == JOINER:
        return char if _pictured(before) and _picture(after) else ""
    if char == AS_PICTURE:
        return char if _picture(before) or (before in "0123456789#*" and before and after == KEYCAP) else ""
    if char in UNSEEN or _within(char, *IGNORED):
        return ""
    kind = unicodedata.category(char)
    if char in "\t" + BLANK or kind == "Zs":
        return " "
    return "" if kind in {"Cc", "Cf", "Cs", "Co"} else LOOKALIKES.get(char, char)


def _picture(char: str) -> bool:
    """Whether it is an emoji, or can be part of one."""
    return bool(char) and (unicodedata.category(char) == "So" or char in ARROWS) and char != BLANK


def _pictured(char: str) -> bool:
    return char == AS_PICTURE or _picture(char) or (bool(char) and _within(char, SKINS))


def _within(char: str, *ranges: tuple[int, int]) -> bool:
    return any(first <= ord(char) <= last for first, last in ranges)


def _whole(ref: str) -> str:
    """A platform's own name for a file, which is not ours to change, but for halves of letters."""
    return "".join(char for char in ref if unicodedata.category(char) != "Cs" and char != "\0")
