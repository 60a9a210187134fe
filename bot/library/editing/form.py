"""A form over content files: what is written, and the files as somebody fills it in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from bot.library.answers.markdown import split
from bot.library.editing.pages import said_in, with_said, with_title
from bot.library.editing.typed import Lookup, plain_of, shown_of
from bot.library.editing.yaml_file import Key, Plain, YamlFile
from bot.library.reading.mistakes import Findings
from bot.library.reading.yaml_reader import compose
from bot.words import Words

Look: TypeAlias = Literal[
    "line",
    "number",
    "day",
    "flag",
    "choice",
    "list",
    "lines",
    "table",
    "roster",
    "code",
    "codes",
    "text",
    "heading",
    "pairs",
    "grid",
    "rows",
    "fixed",
    "several",
]
Files: TypeAlias = Mapping[str, bytes]


@dataclass(frozen=True)
class Field:
    """One field, by its key in the form.

    file, path   where it is written: the path in the YAML, or the part of a section ("title", "short", "detail", or
                 "items" with the number of one)
    needed       an empty one is written too, so that the checker tells what is missing
    unit         of a number, as figures have it
    columns      of a table, where each line of the field is a row
    answer       the section's id, where the file is a page; a "heading" is the page's own
    """

    key: str
    label: Words
    file: str
    path: tuple[Key, ...]
    look: Look = "line"
    needed: bool = False
    hint: Words | None = None
    choices: tuple[tuple[str, Words], ...] = ()
    unit: str = ""
    columns: tuple[str, ...] = ()
    answer: str = ""
    value: str = ""

    @property
    def on_page(self) -> bool:
        """Whether it is written in Markdown."""
        return bool(self.answer) or self.look == "heading"


@dataclass(frozen=True)
class Part:
    """Fields that go together, such as one value of a figure.

    path    of the item that they are, in `file`; a mistake of the item as a whole is told there
    extra   an item that is not there yet: nothing is written as long as it is empty
    folded  whether it is shown only when asked for
    """

    key: str
    title: Words | None
    fields: tuple[Field, ...]
    file: str = ""
    path: tuple[Key, ...] = ()
    extra: bool = False
    folded: bool = False
    removable: bool = False


@dataclass(frozen=True)
class Form:
    """What may be changed of one thing; `complete` adds what follows from what is filled in.

    begun    files that are not there yet, each with the one of which it begins as a copy
    locked   whether it is only read: it may be copied, never changed
    """

    kind: str
    thing: str
    parts: tuple[Part, ...]
    complete: Callable[[dict[str, str]], dict[str, str]] = dict
    begun: tuple[tuple[str, str], ...] = ()
    locked: bool = False

    def over(self, files: Files) -> Files:
        """The files, and copies of those of which it begins."""
        copies = {new: files[old] for new, old in self.begun if new not in files and old in files}
        return {**files, **copies}

    @property
    def fields(self) -> list[Field]:
        return [field for part in self.parts for field in part.fields]

    @property
    def values(self) -> dict[str, str]:
        return {field.key: field.value for field in self.fields}


def data_of(files: Files, path: str) -> object:
    """A YAML file as plain data, every scalar a text; None where it cannot be read."""
    return _data(text_of(files, path)) if path in files else None


@lru_cache(maxsize=256)
def _data(text: str) -> object:
    root = compose(text, Findings(""))
    return root.plain() if root else None


def text_of(files: Files, path: str) -> str:
    """A file's text, lines ended by one sign."""
    return files.get(path, b"").decode("utf-8-sig", "replace").replace("\r\n", "\n")


def at(data: object, path: Sequence[Key]) -> object:
    """What is at that path in plain data, or None."""
    for key in path:
        if isinstance(data, Mapping):
            data = data.get(str(key))
        elif isinstance(data, list) and isinstance(key, int) and key < len(data):
            data = data[key]
        else:
            return None
    return data


def value_of(files: Files, field: Field, codes: Lookup) -> str:
    """What a field shows of what is written."""
    if field.look == "heading":
        return split(text_of(files, field.file), Findings("")).title
    if field.answer:
        return said_in(text_of(files, field.file), field.answer, field.path)
    data = at(data_of(files, field.file), field.path)
    return shown_of(data, field.look, field.unit, codes, field.columns)


def written(form: Form, files: Files, filled: Mapping[str, str], codes: Lookup, titles: Mapping[str, str]) -> Files:
    """All files with the form filled in; fields that say what they said change nothing.

    titles   the topic's name for a page that is new, by path
    """
    filled = form.complete({key: value.strip() for key, value in filled.items()})
    files = form.over(files)
    after = dict(files)
    touched = [field for field in form.fields if filled.get(field.key, field.value) != field.value]
    removed = [part.file for part in form.parts if part.removable and filled.get(f"{part.key}.drop")]
    fresh = {part.key: part.file for part in form.parts if touched and _fresh(files, part)}
    for path in {*(field.file for field in touched if not field.on_page), *removed, *fresh.values()}:
        file = YamlFile(text_of(files, path))
        parts = [part for part in form.parts if any(field.file == path for field in part.fields)]
        if _fill(file, parts, path, filled, codes, fresh):
            after[path] = _encoded(files, path, file.text())
    for path in {field.file for field in touched if field.on_page}:
        page = text_of(files, path)
        fuller = _page(page, [field for field in form.fields if field.file == path], filled, titles.get(path, ""))
        if fuller != page:
            after[path] = _encoded(files, path, fuller)
    return after


def _fresh(files: Files, part: Part) -> bool:
    """Whether the thing is not there yet: what it needs is written, for the checker to ask."""
    if part.extra or not part.file.endswith(".yaml") or not any(field.needed for field in part.fields):
        return False
    return part.file not in files or at(data_of(files, part.file), part.path) is None


def _fill(
    file: YamlFile,
    parts: Iterable[Part],
    path: str,
    filled: Mapping[str, str],
    codes: Lookup,
    fresh: Collection[str],
) -> bool:
    """Writes what is filled in; of an item or thing that is not there yet, what it needs too."""
    changed = False
    removed = []
    for part in parts:
        if part.removable and filled.get(f"{part.key}.drop"):
            removed.append(part.path)
            continue
        if part.extra and not any(filled.get(field.key) for field in part.fields if field.look != "flag"):
            continue
        for field in part.fields:
            new = filled.get(field.key, field.value)
            wanted = field.needed and (part.extra or part.key in fresh)
            if field.file == path and not field.on_page and (new != field.value or wanted):
                changed = _put(file, field, _plain(field, new, codes), new) or changed
    for place in reversed(removed):
        file.drop(place)
    return changed or bool(removed)


def _plain(field: Field, typed: str, codes: Lookup) -> Plain:
    return plain_of(typed, field.look, field.unit, codes, field.columns)


def _put(file: YamlFile, field: Field, value: Plain, typed: str) -> bool:
    if typed or field.needed:
        file.put(field.path, value)
        return True
    if file.has(field.path):
        file.drop(field.path)
        return True
    return False


def _page(page: str, fields: Sequence[Field], filled: Mapping[str, str], topic: str) -> str:
    for answer in dict.fromkeys(field.answer for field in fields):
        says = {".".join(map(str, field.path)): field for field in fields if field.answer == answer}
        now = {name: filled.get(field.key, field.value) for name, field in says.items()}
        if now == {name: field.value for name, field in says.items()}:
            continue
        page = with_said(page, answer, now, topic) if answer else with_title(page, (topic := now[""]))
    return page


def _encoded(files: Files, path: str, text: str) -> bytes:
    """In the line ends that the file had."""
    if b"\r\n" in files.get(path, b""):
        text = text.replace("\n", "\r\n")
    return text.encode()
