"""Letters and marks that programs put in place of others.

Decomposed letters, tabs, curled quotes as YAML's own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import yaml

from bot.library.answers.template_rules import WHOLE
from bot.library.reading.yaml_reader import LOADER

CURLED = "“”„‟"
TABS = (2, 4, 8)
_STRAIGHT = str.maketrans(dict.fromkeys(f"{CURLED}‘’", '"'))
_WHOLE_TEXT = re.compile(rf'[{CURLED}]([^{CURLED}"\\\n]*)[{CURLED}](?=[ \t]*(?:\r?$|[ \t]#|:\s))', re.M)
_WHOLE_PART = re.compile(rf'[{CURLED}]([^{CURLED}"\\\n]*)[{CURLED}](?=[ \t]*(?:\r?$|[ \t]#|:\s|[],}}]))', re.M)
_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'')
_BLOCK = re.compile(r"^( *)[^\n]*[:-] [|>][-+0-9]*\s*\n(?:\1 +[^\n]*\n|\s*\n)*", re.M)


def composed(text: str) -> str:
    """With composed letters (NFC), one mark at the end of each line, no byte order mark."""
    lines = re.sub(r"\r(?!\n)", "\n", text)
    return unicodedata.normalize("NFC", lines.replace("\ufeff", ""))


def straight_in_templates(text: str) -> str:
    """Markdown, with straight quotes within {{ … }} and {% … %}."""
    return WHOLE.sub(lambda part: part[0] if '"' in part[0] else part[0].translate(_STRAIGHT), text)


def straight_in_yaml(text: str) -> str:
    """YAML, with straight quotes where curled ones stand around a whole text.

    Those within a text stay.
    """
    result, at = "", 0
    for start, length, put in _curled(text):
        result, at = f"{result}{text[at:start]}{put}", start + length
    return result + text[at:]


def _curled(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a text in curled quotes is all of a value.

    Its place, its length, and itself with straight ones.
    """
    at, depth, begins, first = 0, 0, True, True
    while at < len(text):
        letter, ends = text[at], text[at + 1 : at + 2] in ("", *" \t\r\n")
        if first and not depth and (block := _BLOCK.match(text, at)):
            at = block.end()
        elif letter in "\"'" and begins and (whole := _TEXT.match(text, at)):
            at, begins, first = whole.end(), False, False
        elif letter in CURLED and begins and (found := (_WHOLE_PART if depth else _WHOLE_TEXT).match(text, at)):
            yield at, len(found[0]), f'"{found[1]}"'
            at, begins, first = found.end(), False, False
        elif letter == "#" and (first or text[at - 1] in " \t"):
            at = end if (end := text.find("\n", at)) >= 0 else len(text)
        else:
            depth += (letter in "[{" and begins) - (letter in "]}" and depth > 0)
            if letter == "\n":
                begins, first = depth > 0, True
            elif letter not in " \t":
                first = letter == "-" and first and ends and not depth
                begins = (
                    first or (letter in "[{" and begins) or (letter == "," and depth > 0) or (letter == ":" and ends)
                )
            at += 1


def without_tabs(text: str, *, is_yaml: bool) -> str:
    """With spaces for tabs; unchanged where the indentation could mean one thing or another."""
    if "\t" not in text:
        return text
    if not is_yaml:
        return _expanded(text, TABS[0])
    found = [(read, wide) for size in TABS if (read := _read(wide := _expanded(text, size))) is not None]
    return found[0][1] if found and all(read == found[0][0] for read, _wide in found) else text


def _expanded(text: str, size: int) -> str:
    def spaces(indent: re.Match[str]) -> str:
        return indent[0].expandtabs(size)

    return re.sub(r"^[ \t]+", spaces, text, flags=re.M).replace("\t", " ")


def _read(text: str) -> object:
    try:
        return yaml.load(text, Loader=LOADER)  # noqa: S506  # texts, lists and mappings only, as in the reader
    except yaml.YAMLError:
        return None
