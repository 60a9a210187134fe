"""Turns Telex ("tieefn") and VNI ("tie62n"), typed with the input method off, into letters.

Only words that are no syllable come here; the result counts only where it is one.
"""

from __future__ import annotations

import unicodedata

from bot.search.text.letters import MARKS, VOWELS, is_syllable

_TELEX_TONES = dict(zip("sfrxj", MARKS, strict=True))
_VNI_TONES = dict(zip("12345", MARKS, strict=True))
_HATS = dict(zip("aeo", "âêô", strict=True))
_HORNS = dict(zip("uoa", "ươă", strict=True))
_LONGEST = 12


def typed_without_input(word: str) -> str:
    """The syllable that a composed word is in Telex or VNI, or the word itself."""
    if len(word) > _LONGEST or not word[0].isalpha():
        return word
    digits = any(letter.isdigit() for letter in word)
    letters, tone = _vni(word) if digits else _telex(word)
    plain = _horned("".join(letters))
    if plain.isascii() and not tone and plain == word:
        return word
    if any(letter.isdigit() for letter in plain) or not _stands(plain):
        return word
    return _toned(plain, tone)


def _stands(plain: str) -> bool:
    return is_syllable(plain) and any(letter in VOWELS for letter in plain)


def _telex(word: str) -> tuple[list[str], str]:
    letters: list[str] = []
    tone = ""
    for letter in word:
        sounded = any(known in VOWELS for known in letters)
        if sounded and letter in _TELEX_TONES:
            tone = _TELEX_TONES[letter]
        elif sounded and letter == "z":
            tone = ""
        elif letter == "d" and letters[:1] == ["d"]:
            letters[0] = "đ"
        elif letter in _HATS and letter in letters:
            _change(letters, letter, _HATS[letter])
        elif letter == "w":
            _horn(letters)
        else:
            letters.append(letter)
    return letters, tone


def _vni(word: str) -> tuple[list[str], str]:
    letters: list[str] = []
    tone = ""
    for letter in word:
        if letter in _VNI_TONES and not tone:
            tone = _VNI_TONES[letter]
        elif letter == "6" and (vowel := next((known for known in reversed(letters) if known in _HATS), "")):
            _change(letters, vowel, _HATS[vowel])
        elif letter == "7":
            _horn(letters)
        elif letter == "8" and "a" in letters:
            _change(letters, "a", "ă")
        elif letter == "9" and letters[:1] == ["d"]:
            letters[0] = "đ"
        else:
            letters.append(letter)
    return letters, tone


def _change(letters: list[str], old: str, new: str) -> None:
    letters[len(letters) - 1 - letters[::-1].index(old)] = new


def _horn(letters: list[str]) -> None:
    vowel = next((known for known in reversed(letters) if known in _HORNS), "")
    if vowel:
        _change(letters, vowel, _HORNS[vowel])
    else:
        letters.append("ư")


def _horned(plain: str) -> str:
    """One key often gives both horns: "dduwoc" and "dduocw" are "đươc"."""
    joined = plain.replace("ưo", "ươ")
    return joined.replace("uơ", "ươ") if not joined.endswith("uơ") else joined


def _toned(plain: str, tone: str) -> str:
    last = max(place for place, letter in enumerate(plain) if letter in VOWELS)
    return unicodedata.normalize("NFC", plain[: last + 1] + tone + plain[last + 1 :])
