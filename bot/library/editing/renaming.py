"""A new id for an answer or a topic: the old one stays an alias, so old buttons lead on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.library.editing.form import Files, at, data_of, text_of
from bot.library.editing.places import node_at
from bot.library.editing.yaml_file import Key, YamlFile
from bot.library.library import Library
from bot.library.reading.mistakes import Findings
from bot.library.reading.yaml_reader import compose
from bot.library.translations import FILE as DRAFTS

KINDS = ("answer", "topic")


def renamed(library: Library, files: Files, kind: str, old: str, new: str) -> Files:
    """All files in which that thing has the new id."""
    if kind == "topic":
        return _topic(files, old, new)
    return _answer(files, library.answers[old].topic, old, new)


def _topic(files: Files, old: str, new: str) -> Files:
    before, after = f"topics/{old}/", f"topics/{new}/"
    moved = {after + path.removeprefix(before) if path.startswith(before) else path: files[path] for path in files}
    return {**moved, f"{after}topic.yaml": _with_alias(text_of(moved, f"{after}topic.yaml"), (), old).encode()}


def _answer(files: Files, topic: str, old: str, new: str) -> Files:
    after, card = dict(files), ("answers", old)
    heading = re.compile(rf"^(##[^#\n].*)\{{#{re.escape(old)}\}}[ \t]*$", re.MULTILINE)
    for path in (path for path in files if old.encode() in files[path]):
        text = text_of(files, path)
        if path == f"topics/{topic}/topic.yaml":
            text = _with_alias(_with_key(text, card, new), ("answers", new), old)
        elif path.startswith(f"topics/{topic}/"):
            text = heading.sub(rf"\g<1>{{#{new}}}", text)
        elif path == "search/english.yaml":
            text = _with_key(text, ("asks", old), new)
        elif path == DRAFTS:
            text = _with_key(text, ("drafts", old), new)
        if path.endswith("/topic.yaml"):
            text = _with_values(text, path, old, new)
        elif path == "search/feelings.yaml":
            text = _with_answers(text, old, new)
        after[path] = text.encode() if text != text_of(files, path) else files[path]
    return after


def _with_alias(text: str, path: Sequence[Key], old: str) -> str:
    file = YamlFile(text)
    known = at(data_of({"": text.encode()}, ""), (*path, "aliases"))
    file.put((*path, "aliases", len(known) if isinstance(known, list) else 0), old)
    return file.text()


def _with_key(text: str, path: Sequence[Key], new: str) -> str:
    """The text in which that key is another; nothing else of it is written anew."""
    root = compose(text, Findings(""))
    found = node_at(root.node, path) if root else None
    if found is None or found[0] is None:
        return text
    start, end = found[0].start_mark, found[0].end_mark
    lines = text.splitlines(keepends=True)
    line = lines[start.line]
    quote = line[start.column] if line[start.column] in "\"'" else ""
    lines[start.line] = f"{line[: start.column]}{quote}{new}{quote}{line[end.column :]}"
    return "".join(lines)


def _with_values(text: str, path: str, old: str, new: str) -> str:
    """The text in which other answers are related to the new id."""
    cards = at(data_of({path: text.encode()}, path), ("answers",))
    file = YamlFile(text)
    for name, card in cards.items() if isinstance(cards, dict) else ():
        related = at(card, ("related",))
        for place, one in enumerate(related if isinstance(related, list) else ()):
            if one == old:
                file.put(("answers", name, "related", place), new)
    return file.text()


def _with_answers(text: str, old: str, new: str) -> str:
    feelings = data_of({"": text.encode()}, "")
    file = YamlFile(text)
    for name, one in feelings.items() if isinstance(feelings, dict) else ():
        if at(one, ("answer",)) == old:
            file.put((name, "answer"), new)
    return file.text()
