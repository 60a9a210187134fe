"""Every sentence of the code is in every language offered, whole; numbers and dates are spoken as people do."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from io import StringIO
from pathlib import Path
from typing import TypeAlias

import polib
import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from bot.domain.calendar import VIET_NAM
from bot.words import (
    OFFERED,
    Dong,
    Language,
    Percent,
    Value,
    YearMonth,
    _,
    languages,
    lines,
    paragraphs,
    pgettext,
    verbatim,
)

ROOT = Path(__file__).parents[1]
CODES = ("vi", "en", "km")
KEYWORDS = {"_": None, "pgettext": ((1, "c"), 2)}
PLACEHOLDER = re.compile(r"{(\w*)}")
BARE = {"xem trong khung chat"}
MARKS = re.compile(r"[áàảãạăắằẳẵặâấầẩẫậđéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵ]", re.I)


Sentence: TypeAlias = tuple[str, str]
"""A msgid, and its context or ""."""


@cache
def spoken() -> frozenset[Sentence]:
    """Every sentence in the code and the pages, extracted as `make locales` does."""
    mappings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["babel"]["mappings"]
    methods = [(each["pattern"], each["method"]) for each in mappings]
    options = {each["pattern"]: each for each in mappings}
    found = extract_from_dir(str(ROOT), methods, options, keywords=KEYWORDS)
    return frozenset((message, context or "") for _file, _line, message, _comments, context in found if message)


def sentence(entry: polib.POEntry) -> Sentence:
    return entry.msgid, entry.msgctxt or ""


@cache
def catalogue(code: str) -> polib.POFile:
    return polib.pofile(str(ROOT / f"locales/{code}/LC_MESSAGES/bot.po"))


def sentences(code: str) -> Iterator[polib.POEntry]:
    return (entry for entry in catalogue(code) if not entry.obsolete)


@pytest.mark.parametrize("code", CODES)
def test_every_catalogue_has_every_sentence_and_no_other(code: str) -> None:
    there = {sentence(entry) for entry in sentences(code)}
    assert sorted(spoken() - there) == [], "missing: make locales"
    assert sorted(there - spoken()) == [], "said nowhere: make locales"
    assert [entry.msgid for entry in catalogue(code).obsolete_entries()] == []


@pytest.mark.parametrize("code", CODES)
def test_every_catalogue_is_compiled_in_a_clean_clone(code: str) -> None:
    """Without a header a catalogue counts as unfinished, and `pybabel compile` silently leaves it out."""
    with (ROOT / "locales" / code / "LC_MESSAGES" / "bot.po").open("rb") as file:
        assert not read_po(file, code).fuzzy


def test_the_template_is_up_to_date() -> None:
    assert {sentence(entry) for entry in polib.pofile(str(ROOT / "locales/bot.pot"))} == spoken()


def test_the_pages_speak_from_the_same_catalogues() -> None:
    assert {("Send", ""), ("Menu", "chat page"), ("Estimate", ""), ("Mon Tue Wed Thu Fri Sat Sun", "")} < spoken()


@pytest.mark.parametrize("code", OFFERED)
def test_every_sentence_is_translated_with_the_same_values(code: str) -> None:
    assert [entry.msgid for entry in sentences(code) if not entry.msgstr.strip()] == [], "not translated"
    for entry in sentences(code):
        assert not entry.fuzzy, f"to be looked at: {entry.msgid}"
        said, meant = PLACEHOLDER.findall(entry.msgstr), PLACEHOLDER.findall(entry.msgid)
        assert set(said) == set(meant), f"other values: {entry.msgid}"
        assert entry.msgstr.format_map(dict.fromkeys(meant, "x")), "the braces can be filled"
        assert entry.msgstr == entry.msgstr.strip() or entry.msgid != entry.msgid.strip()


def test_vietnamese_is_written_with_its_accents() -> None:
    """A sentence of three words or more without a single mark was typed in haste."""
    plain = [entry.msgstr for entry in sentences("vi") if len(entry.msgstr.split()) > 2 and entry.msgstr not in BARE]
    assert [
        said
        for said in plain
        if not MARKS.search(PLACEHOLDER.sub("", said)) and re.search(r"[a-z]{2}", PLACEHOLDER.sub("", said))
    ] == []


def test_khmer_is_prepared_but_not_offered() -> None:
    assert "km" not in OFFERED
    assert [entry.msgid for entry in sentences("km") if PLACEHOLDER.findall(entry.msgstr) and not entry.msgstr] == []
    assert set(languages(ROOT / "locales")) == {"vi", "en"}


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (1_500_000, "1.500.000", "1,500,000"),
        (Decimal("0.31"), "0,31", "0.31"),
        (Dong(308_000), "308.000 đồng", "308,000 dong"),
        (Percent("0.22"), "22%", "22%"),
        (Percent("0.0031"), "0,31%", "0.31%"),
        (date(2026, 11, 5), "05/11/2026", "5 November 2026"),
        (datetime(2026, 11, 25, 17, 0, tzinfo=VIET_NAM), "17:00 ngày 25/11/2026", "17:00, 25 November 2026"),
        (YearMonth(2027, 12), "12/2027", "12/2027"),
        ("Mỹ Long {x}", "Mỹ Long {x}", "Mỹ Long {x}"),
        (_("Yes"), "Có", "Yes"),
    ],
)
def test_every_value_is_spoken_as_people_do(value: Value, vi: str, en: str) -> None:
    spoken_by = languages(ROOT / "locales")
    assert spoken_by["vi"].value(value) == vi
    assert spoken_by["en"].value(value) == en


def test_words_are_put_together_in_the_readers_language() -> None:
    vi = languages(ROOT / "locales")["vi"]
    words = paragraphs(_("Yes"), None, lines(verbatim("{1}"), _("Name: {name}", name="Lan")))
    assert vi.say(words) == "Có\n\n{1}\nTên: Lan"
    assert words == paragraphs(_("Yes"), lines(verbatim("{1}"), _("Name: {name}", name="Lan"))), "words are values"


def test_one_english_sentence_may_have_two_meanings() -> None:
    spoken_by = languages(ROOT / "locales")
    chat, board = _("I take it"), pgettext("board", "I take it")
    assert [spoken_by["vi"].say(words) for words in (chat, board)] == ["Nhận", "Tôi nhận"]
    assert [spoken_by["en"].say(words) for words in (chat, board)] == ["I take it", "I take it"]


def test_a_language_knows_the_others_by_their_own_names() -> None:
    spoken_by = languages(ROOT / "locales")
    assert spoken_by["vi"].others == {"en": "English"}
    assert spoken_by["en"].others == {"vi": "Tiếng Việt"}


def test_a_language_is_known_by_its_code() -> None:
    vi = languages(ROOT / "locales")["vi"]
    assert vi == Language("vi", vi.catalogue)
    assert repr(vi) == "Language(code='vi')"
    with pytest.raises(TypeError, match="cannot be spoken"):
        vi.value(StringIO())  # type: ignore[arg-type]
    assert datetime(2026, 11, 25, 10, 0, tzinfo=UTC).astimezone(VIET_NAM).hour == 17
