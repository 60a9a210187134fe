"""A draft in another language corrected, released by a named person, or taken back."""

from __future__ import annotations

from datetime import date

from bot.library.editing.form import Files, text_of
from bot.library.editing.yaml_file import Plain, YamlFile
from bot.library.files.khmer import LANGUAGE
from bot.library.translations import FILE, Translation

LONGEST_NAME = 80


def name_of_reader(typed: str) -> str:
    """Who has read a draft, as it is kept; "" for what is no name."""
    name = " ".join(typed.split())
    return name if len(name) <= LONGEST_NAME and name.isprintable() and any(sign.isalpha() for sign in name) else ""


def released(files: Files, draft: Translation, by: str, on: date) -> Files:
    """All files with the draft released as it is now; `by` as name_of_reader gives it."""
    return _put(files, draft, "released", {"by": by, "on": on.isoformat(), "mark": draft.mark})


def corrected(files: Files, draft: Translation, words: str) -> Files:
    """All files with other words of the draft, which nobody has read yet."""
    return _put(taken_back(files, draft), draft, LANGUAGE, words.strip())


def taken_back(files: Files, draft: Translation) -> Files:
    """All files with the draft unread again."""
    if draft.release is None:
        return files
    file = YamlFile(text_of(files, FILE))
    file.drop(("drafts", draft.id, "released"))
    return {**files, FILE: file.text().encode()}


def _put(files: Files, draft: Translation, field: str, value: Plain) -> Files:
    file = YamlFile(text_of(files, FILE))
    file.put(("drafts", draft.id, field), value)
    return {**files, FILE: file.text().encode()}
