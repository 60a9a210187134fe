"""A kind of thing as data: where one of it is written, and the fields of its form.

A form of a new kind is a table of blanks; only what no table says has a module of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

from bot.library.editing.form import Field, Files, Form, Look, Part, at, data_of
from bot.library.editing.yaml_file import Key
from bot.words import FIRST, Words, _

Where: TypeAlias = Callable[[Files, str], tuple[str, tuple[Key, ...]]]
"""The file in which one thing is written, and its place in it."""


@dataclass(frozen=True)
class Blank:
    """A field of every thing of the kind; `file`: where it is not written with the rest."""

    path: tuple[Key, ...]
    label: Words
    look: Look = "line"
    needed: bool = False
    hint: Words | None = None
    choices: tuple[tuple[str, Words], ...] = ()
    unit: str = ""
    columns: tuple[str, ...] = ()
    file: Where | None = None


@dataclass(frozen=True)
class Group:
    """Blanks that go together; `many`: the list of which each item has them, and one more."""

    title: Words | None
    blanks: tuple[Blank, ...]
    many: tuple[Key, ...] = ()
    more: Words | None = None
    folded: bool = False


@dataclass(frozen=True)
class Shape:
    """A kind of thing: where one is written, and its groups of blanks."""

    where: Where
    groups: tuple[Group, ...]


def own_file(folder: str) -> Where:
    """Each thing has a file of that folder."""
    return lambda _files, thing: (f"{folder}/{thing}.yaml", ())


def entry_of(file: str, *path: Key) -> Where:
    """Each thing is an entry of that file."""
    return lambda _files, thing: (file, (*path, thing))


def spoken(name: str, label: Words, look: Look = "line", hint: Words | None = None) -> tuple[Blank, Blank]:
    """A text in both languages; the first is needed."""
    english = Blank((name, "en"), _("{what}, in English", what=label), look)
    return Blank((name, FIRST), label, look, True, hint), english


def form_of(shape: Shape, kind: str, files: Files, thing: str) -> Form:
    """The form of one thing; a thing that is not there yet has empty fields."""
    file, root = shape.where(files, thing)
    parts: list[Part] = []
    for number, group in enumerate(shape.groups):
        if not group.many:
            fields = tuple(_field(one, files, thing, file, root, "") for one in group.blanks)
            parts.append(Part(f"g{number}", group.title, fields, file, root, folded=group.folded))
            continue
        items = at(data_of(files, file), (*root, *group.many))
        count = len(items) if isinstance(items, list) else 0
        parts += [
            _item(group, files, thing, file, (*root, *group.many, place), place == count) for place in range(count + 1)
        ]
    return Form(kind, thing, tuple(parts))


def _item(group: Group, files: Files, thing: str, file: str, path: tuple[Key, ...], new: bool) -> Part:
    key = f"{group.many[-1]}{path[-1]}"
    fields = tuple(_field(one, files, thing, file, path, f"{key}.") for one in group.blanks)
    title = group.more if new else group.title
    return Part(key, title, fields, file, path, extra=new, folded=new, removable=not new)


def _field(blank: Blank, files: Files, thing: str, file: str, root: tuple[Key, ...], before: str) -> Field:
    path = (*root, *blank.path)
    if blank.file is not None:
        file, path = blank.file(files, thing)
    key = before + (".".join(str(step) for step in blank.path) or "all")
    made = Field(key, blank.label, file, path, blank.look, blank.needed, blank.hint, blank.choices)
    return replace(made, unit=blank.unit, columns=blank.columns)
