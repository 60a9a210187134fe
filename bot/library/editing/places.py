"""Where a mistake of the checker is in a form: at the field in whose place it was found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from yaml.nodes import MappingNode, Node, SequenceNode

from bot.library.editing.form import Field, Files, Form, Part, text_of
from bot.library.editing.pages import ITEMS, item_lines, section_of
from bot.library.editing.yaml_file import Key
from bot.library.reading.mistakes import Findings, Mistake
from bot.library.reading.yaml_reader import compose

FOLDER = "content/"


def by_field(form: Form, files: Files, mistakes: Iterable[Mistake]) -> Mapping[str, list[str]]:
    """What is said at which field or part; "" for what is at none of them."""
    said: dict[str, list[str]] = {}
    for mistake in mistakes:
        path = mistake.file.removeprefix(FOLDER)
        place = _place(form, files, path, mistake)
        where = "" if place or path in {field.file for field in form.fields} else f"{mistake.file}: "
        said.setdefault(place, []).append(f"{where}{mistake.message}")
    return said


def _place(form: Form, files: Files, path: str, mistake: Mistake) -> str:
    near: list[tuple[int, str]] = []
    root = compose(text_of(files, path), Findings("")) if path.endswith(".yaml") and path in files else None
    places: list[Field | Part] = [*form.fields, *form.parts]
    for one in places:
        if one.file != path:
            continue
        if isinstance(one, Field) and one.on_page:
            if one.look != "heading" and _in_section(text_of(files, path), one, mistake.line):
                return one.key
        elif root is not None and one.path and _holds(root.node, one, mistake):
            near.append((len(one.path), one.key))
    headings = (one.key for one in form.fields if one.look == "heading" and one.file == path)
    return max(near)[1] if near else next(headings, "")


def _in_section(page: str, field: Field, line: int) -> bool:
    section = section_of(page, field.answer)
    if section is None:
        return False
    last = section.detail_line + section.detail.count("\n") if section.detail else section.detail_line
    spans = {
        "title": (section.line, section.line),
        "short": (section.short_line, section.detail_line - 1),
        "detail": (section.detail_line, last),
    }
    if field.path[0] == ITEMS:
        number = int(field.path[1]) if len(field.path) > 1 else 0
        at = item_lines(section)
        alone = len(field.path) == 1 or (number == 0 and line not in at)
        return section.line <= line < section.detail_line if alone else line in at[number : number + 1]
    first, end = spans[str(field.path[0])]
    return first <= line <= end


def _holds(root: Node, one: Field | Part, mistake: Mistake) -> bool:
    """Whether the mistake is within what is written there, its key included."""
    found = node_at(root, one.path)
    if found is None:
        return False
    key, node = found
    start = (key or node).start_mark
    end, here = node.end_mark, (mistake.line - 1, mistake.column - 1)
    return (start.line, start.column) <= here < max((end.line, end.column), (start.line, start.column + 1))


def node_at(node: Node, path: Sequence[Key]) -> tuple[Node | None, Node] | None:
    """The key and the value at that path; None where there is nothing."""
    key: Node | None = None
    for step in path:
        if isinstance(node, MappingNode):
            found = next(((k, v) for k, v in node.value if k.value == str(step)), None)
            if found is None:
                return None
            key, node = found
        elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
            key, node = None, node.value[step]
        else:
            return None
    return key, node
