"""Files saved in another encoding than UTF-8.

UTF-16 as Notepad does, and CP1258, the old Vietnamese one of Windows.
"""

from __future__ import annotations

import re
import unicodedata
from codecs import BOM_UTF8

# What CP1258 text may hold; with anything else the bytes are of another encoding (TCVN3, VNI), which nobody can tell.
_TONES = "\N{COMBINING GRAVE ACCENT}\N{COMBINING ACUTE ACCENT}\N{COMBINING TILDE}"
_TONES += "\N{COMBINING HOOK ABOVE}\N{COMBINING DOT BELOW}"
_VOWELS = "aăâeêioôơuưy"
_LETTERS = {unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in ("", *_TONES)} | {"đ"}
_MARKS = "–—‘’“”•…«»·°½×§%‰€"
_FITS = re.compile(f"[\\t\\n\\r -~{_MARKS}{''.join(_LETTERS | {letter.upper() for letter in _LETTERS})}]*")
_WIDTH = 2


def decoded(data: bytes) -> tuple[str, str]:
    """The text, and the encoding it was in where that is not UTF-8.

    Raises ValueError where nobody can tell it.
    """
    if not _wide(data):
        try:
            return data.decode("utf-8-sig"), ""
        except UnicodeDecodeError:
            return _old(data), "CP1258"
    if data[:_WIDTH] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16"), "UTF-16"
    low, high = data[1::_WIDTH].count(0), data[::_WIDTH].count(0)
    if 2 * max(low, high) * _WIDTH < len(data):
        raise ValueError("a stray NUL, not every second byte")
    return data.decode("utf-16-le" if low > high else "utf-16-be"), "UTF-16"


def encoded(text: str, before: bytes) -> bytes:
    """In UTF-8, with the mark at its beginning where it had one."""
    mark = BOM_UTF8 if before.startswith(BOM_UTF8) else b""
    return mark + text.encode("utf-8")


def _wide(data: bytes) -> bool:
    return data[:_WIDTH] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data


def _old(data: bytes) -> str:
    """CP1258, where tones are letters of their own, with composed letters."""
    text = unicodedata.normalize("NFC", data.decode("cp1258"))
    if not _FITS.fullmatch(text):
        raise ValueError("not Vietnamese in CP1258")
    return text
