"""A YAML file changed as data: comments, order, quotes and untouched lines stay."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from io import StringIO
from itertools import pairwise, takewhile
from typing import Any, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import CommentMark
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString
from ruamel.yaml.tokens import CommentToken

from bot.library.editing.merging import relaid

Plain: TypeAlias = "str | Sequence[Plain] | Mapping[str, Plain]"
"""What is written: every scalar is a text, as the checker reads it."""
Key: TypeAlias = str | int
# Written without quotes: numbers, days, and the words for yes and no.
_BARE = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?|[0-9]{4}-[0-9]{2}-[0-9]{2}|true|false")
_NEVER_WRAPPED = 1_000_000
_START = CommentMark(0)


class YamlFile:
    """The data of the file `text`, which is read without a mistake."""

    def __init__(self, text: str) -> None:
        self._before = text
        self.data: Any = _yaml().load(text) or CommentedMap()

    def put(self, path: Sequence[Key], value: Plain) -> None:
        """Writes the value there; what leads to it is made where it is missing.

        A list or mapping that is there already keeps the entries that stay, with their comments.
        """
        node = self.data
        for key, below in pairwise(path):
            if _child(node, key) is None:
                _add(node, key, CommentedSeq() if isinstance(below, int) else _empty(node))
            node = node[key]
        old = _child(node, path[-1]) if path else node
        if value and not isinstance(value, str) and isinstance(old, CommentedMap | CommentedSeq) and len(old):
            if isinstance(value, Mapping) and isinstance(old, CommentedMap):
                self._become(path, old, value)
                return
            if not isinstance(value, Mapping) and isinstance(old, CommentedSeq):
                self._go_through(path, old, value)
                return
        if not path:
            self.data = _node(value, None, flow=False)
            return
        key = path[-1]
        new = _node(value, old, flow=isinstance(node, CommentedSeq) or _flows(node))
        if old is None:
            _add(node, key, new)
        else:
            node[key] = new
            _carry(old, new)

    def _become(self, path: Sequence[Key], old: CommentedMap, value: Mapping[str, Plain]) -> None:
        said = {str(key): key for key in old}
        for name in [name for name in value if name not in said or _plain(old[said[name]]) != value[name]]:
            self.put((*path, said.get(name, name)), value[name])
        for name in [key for name, key in said.items() if name not in value]:
            self.drop((*path, name))

    def _go_through(self, path: Sequence[Key], old: CommentedSeq, value: Sequence[Plain]) -> None:
        before = [_plain(one) for one in old]
        head = _alike(before, value)
        tail = _alike(before[head:][::-1], value[head:][::-1])
        coming = list(value)[head : len(value) - tail]
        for place, item in enumerate(coming, start=head):
            if place < len(before) - tail:
                self.put((*path, place), item)
            elif place == len(old):
                _add(old, place, _node(item, None, flow=True))
            else:
                old.insert(place, _node(item, None, flow=True))
        for place in reversed(range(head + len(coming), len(before) - tail)):
            self.drop((*path, place))

    def drop(self, path: Sequence[Key]) -> None:
        """Takes out what is there; the comments that follow it stay."""
        node = self.data
        for key in path[:-1]:
            node = node[key]
        keys = list(node) if isinstance(node, CommentedMap) else list(range(len(node)))
        place = keys.index(path[-1])
        rest = _cut(node, keys[place])
        del node[keys[place]]
        if place:
            _hang(node, keys[place - 1], rest)

    def has(self, path: Sequence[Key]) -> bool:
        """Whether anything is written there."""
        node = self.data
        for key in path:
            node = _child(node, key) if isinstance(node, CommentedMap | CommentedSeq) else None
        return node is not None

    def text(self) -> str:
        """The file as it is now."""
        written, unchanged = _dumped(self.data), _dumped(_yaml().load(self._before))
        # Lists that an editor broke into lines would be written on one: only what changed is taken over.
        return relaid(unchanged, written, self._before)


def _yaml() -> YAML:
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = _NEVER_WRAPPED
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _dumped(data: Any) -> str:
    target = StringIO()
    _yaml().dump(data, target)
    return target.getvalue()


def _empty(node: Any) -> Any:
    """A new mapping below it: an item of a list is written on one line."""
    made = CommentedMap()
    if isinstance(node, CommentedSeq) or _flows(node):
        made.fa.set_flow_style()
    return made


def _child(node: Any, key: Key) -> Any:
    if isinstance(node, CommentedSeq):
        return node[key] if isinstance(key, int) and key < len(node) else None
    return node.get(key)


def _flows(node: Any) -> bool:
    return bool(node.fa.flow_style())


def _node(value: Plain, old: Any, *, flow: bool) -> Any:
    """The value as ruamel writes it; in the style of the `old` one where there is one."""
    if isinstance(value, str):
        if "\n" in value:
            return LiteralScalarString(value.rstrip("\n") + "\n")
        with suppress(ValueError):  # a day that there is not, such as 2027-02-31
            return _yaml().load(value) if _BARE.fullmatch(value) else DoubleQuotedScalarString(value)
        return DoubleQuotedScalarString(value)
    made: Any
    if isinstance(value, Mapping):
        made = CommentedMap({key: _node(inner, None, flow=flow) for key, inner in value.items()})
    else:
        made = CommentedSeq(_node(inner, None, flow=flow or not isinstance(inner, str)) for inner in value)
        flow = flow or all(isinstance(inner, str) and _BARE.fullmatch(inner) for inner in value)
    if (_flows(old) if isinstance(old, CommentedMap | CommentedSeq) and len(old) else flow) or not value:
        made.fa.set_flow_style()
    return made


def _plain(node: Any) -> Plain:
    """What is written there, every scalar a text."""
    if isinstance(node, CommentedMap):
        return {str(key): _plain(value) for key, value in node.items()}
    if isinstance(node, CommentedSeq):
        return [_plain(value) for value in node]
    return str(node).lower() if isinstance(node, bool) else str(node)


def _alike(one: Sequence[Plain], other: Sequence[Plain]) -> int:
    """How many entries are the same at their beginnings."""
    return sum(1 for _both in takewhile(lambda both: both[0] == both[1], zip(one, other, strict=False)))


def _add(node: Any, key: Key, new: Any) -> None:
    """Adds it at the end; comments and blank lines that were at the end stay below it."""
    keys = list(node) if isinstance(node, CommentedMap) else list(range(len(node)))
    rest = _cut(node, keys[-1]) if keys else ""
    if isinstance(node, CommentedSeq):
        node.append(new)
        _hang(node, len(node) - 1, rest)
    else:
        quoted = bool(keys) and isinstance(keys[-1], DoubleQuotedScalarString)
        node[DoubleQuotedScalarString(str(key)) if quoted else key] = new
        _hang(node, key, rest)


def _carry(old: Any, new: Any) -> None:
    """Comments at the end of a list or mapping that is written anew stay below it."""
    for kind in (CommentedMap, CommentedSeq):
        if isinstance(old, kind) and isinstance(new, kind) and len(old) and len(new):
            last = len(old) - 1 if kind is CommentedSeq else list(old)[-1]
            to = len(new) - 1 if kind is CommentedSeq else list(new)[-1]
            _hang(new, to, _cut(old, last))


def _cut(node: Any, key: Key) -> str:
    """Takes away the lines of comment below that entry; the comment on its own line stays."""
    inner = node[key]
    if isinstance(inner, CommentedMap | CommentedSeq) and len(inner) and not _flows(inner):
        below = _cut(inner, len(inner) - 1 if isinstance(inner, CommentedSeq) else list(inner)[-1])
        return below + _cut_end(inner)
    own = ""
    if token := _token(node, key):
        first, ended, rest = token.value.partition("\n")
        token.value, own = first + ended, rest
    return own


def _cut_end(node: Any) -> str:
    cut = "".join(token.value for token in node.ca.end or ())
    node.ca.end = []
    return cut


def _hang(node: Any, key: Key, rest: str) -> None:
    """Puts lines of comment below that entry."""
    if not rest:
        return
    inner = node[key]
    if isinstance(inner, CommentedMap | CommentedSeq) and len(inner) and not _flows(inner):
        _hang(inner, len(inner) - 1 if isinstance(inner, CommentedSeq) else list(inner)[-1], rest)
    elif token := _token(node, key):
        token.value += rest
    else:
        slots = node.ca.items.setdefault(key, [None, None, None, None])
        slots[_slot(node)] = CommentToken(f"\n{rest}", _START, None)


def _token(node: Any, key: Key) -> Any:
    slots = node.ca.items.get(key)
    return slots[_slot(node)] if slots else None


def _slot(node: Any) -> int:
    """Where ruamel keeps the comment behind an entry."""
    return 0 if isinstance(node, CommentedSeq) else 2
