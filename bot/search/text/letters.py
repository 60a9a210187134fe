"""Letters of Vietnamese: spelling however the tone is placed, no accents, valid syllables."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MARKS = "\u0301\u0300\u0309\u0303\u0323"
LONGEST_WORD = 40
VOWELS = "aăâeêioôơuưy"

_TONED = {unicodedata.normalize("NFC", vowel + mark): (vowel, mark) for vowel in VOWELS for mark in MARKS}
_TONE = {ord(letter): mark for letter, (_vowel, mark) in _TONED.items()}
_LEVEL = {ord(letter): vowel for letter, (vowel, _mark) in _TONED.items()}
_BARE = {ord(letter): base for letter, base in zip("ăâđêôơư", "aadeoou", strict=True)}
_FOLD = _BARE | {code: vowel.translate(_BARE) for code, vowel in _LEVEL.items()} | {ord(mark): "" for mark in MARKS}

_ONSET = r"(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx])?"
_RHYMES = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et "
    "ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan oang "
    "oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi "
    "ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ up ut uy uya uych uyên uyêt uynh uyt uyu uôc "
    "uôi uôm uôn uông uôt ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu êng "
    "ynh yt"
)


def _syllables(rhymes: str) -> re.Pattern[str]:
    return re.compile(_ONSET + "(?:" + "|".join(sorted(set(rhymes.split()), key=len, reverse=True)) + ")")


_SYLLABLE = _syllables(_RHYMES)
_PLAIN = _syllables(_RHYMES.translate(_FOLD))
# Before e, ê and i it is "ngh" and "gh": who leaves out the h means the same word.
_BARE_G = re.compile(r"^(n?g)(?=[eê]|(?<=ng)i)")
_FINAL_Y = re.compile(r"(?<=[bcdđghklmnprstvx])y$|(?<=^qu)y$")


def composed(text: str) -> str:
    """The text in lower case and one form of Unicode, without full-width and styled letters."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).lower())


def readable(text: str) -> str:
    """The text with single blanks, without empty lines and without the rest of endless words."""
    lines = ([word[:LONGEST_WORD] for word in line.split()] for line in text.split("\n"))
    return "\n".join(" ".join(words) for words in lines if words)


@lru_cache(maxsize=65536)
def spelling(word: str) -> str:
    """A composed word with its tone at the end and one spelling: "hòa" and "hoà", "kỹ" and "kĩ"."""
    tone = "".join(mark for letter in word if (mark := _TONE.get(ord(letter))))
    return _BARE_G.sub(r"\1h", _FINAL_Y.sub("i", word.translate(_LEVEL))) + tone[:1]


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A composed word or spelling without accents: "đặc" is "dac"."""
    return word.translate(_FOLD)


def is_accented(word: str) -> bool:
    return fold(word) != word


def is_syllable(word: str) -> bool:
    """Whether a composed word could be Vietnamese; without accents it is judged without them."""
    level = word.translate(_LEVEL)
    pattern = _PLAIN if word.isascii() else _SYLLABLE
    return pattern.fullmatch(level) is not None
