"""An object with all that hangs on it as arrays and JSON, and back; nothing is called.

Every value is a number. First come those that hold no others, as JSON; then, level by level, those that hold earlier
ones: of a class of ours, of named tuples, lists, dictionaries, as columns of numbers. Equal texts are kept once. What a
`cached_property` has worked out is left out, and is worked out again where it is asked for.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from enum import Enum
from functools import cached_property
from importlib import import_module
from itertools import groupby, islice
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Arrays: TypeAlias = Mapping[str, NDArray[Any]]

_MICROSECOND = timedelta(microseconds=1)
PLAIN = (str, int, float, bool, type(None))
_SPOKEN: Mapping[type, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    Decimal: (str, Decimal),
    date: (date.isoformat, date.fromisoformat),
    time: (time.isoformat, time.fromisoformat),
    timedelta: (lambda span: span // _MICROSECOND, lambda count: count * _MICROSECOND),
    bytes: (lambda data: data.decode("latin-1"), lambda text: text.encode("latin-1")),
}
_HOLDING: Mapping[str, Callable[[Iterable[Any]], Any]] = {
    kind.__name__: kind for kind in (tuple, list, set, frozenset, dict)
}


@dataclass
class _Node:
    kind: tuple[str, ...]
    level: int
    within: tuple[int, ...] = ()
    data: Any = None


def flattened(root: object, home: str) -> dict[str, NDArray[Any]]:
    """The arrays from which `rebuilt` makes the object again.

    Raises TypeError for what is neither plain data nor of a class of ours.

    home    the package whose classes may hang on it
    """
    nodes = _Walk(home)
    top = nodes.number(root)
    found = nodes.found
    order = sorted(range(len(found)), key=lambda number: (found[number].level, found[number].kind))
    moved = {number: place for place, number in enumerate(order)}
    groups: list[dict[str, Any]] = []
    arrays: dict[str, NDArray[Any]] = {}
    for (_level, kind), alike in groupby((found[number] for number in order), lambda node: (node.level, node.kind)):
        together, here = list(alike), len(groups)
        groups.append({"kind": kind, "count": len(together)})
        if kind[0] == "array":
            arrays |= {f"array{here}.{place}": node.data for place, node in enumerate(together)}
        elif together[0].level == 0:
            groups[-1]["values"] = [node.data for node in together]
        else:
            inner = [moved[number] for node in together for number in node.within]
            arrays[f"within{here}"] = np.asarray(inner, np.int32)
            arrays[f"lengths{here}"] = np.asarray([len(node.within) for node in together], np.int32)
    told = json.dumps({"groups": groups, "top": moved[top]}, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return {"told": np.frombuffer(told, np.uint8), **arrays}


class _Walk:
    """Numbers whatever hangs on an object, what is held before what holds it."""

    def __init__(self, home: str) -> None:
        self.found: list[_Node] = []
        self._home, self._numbers, self._kept = home, dict[Any, int](), list[object]()

    def number(self, value: object) -> int:
        kind = type(value)
        plain = kind in PLAIN or kind in _SPOKEN
        key = (kind, value if kind is str else repr(value)) if plain else id(value)
        if (known := self._numbers.get(key)) is not None:
            return known
        if not plain:
            self._kept.append(value)  # as long as it lives nothing else gets its id
        self.found.append(self._node(value))
        self._numbers[key] = len(self.found) - 1
        return len(self.found) - 1

    def _node(self, value: Any) -> _Node:
        kind = type(value)
        name = f"{kind.__module__}:{kind.__qualname__}"
        if kind in PLAIN:
            return _Node(("plain",), 0, data=value)
        if kind in _SPOKEN:
            return _Node(("spoken", kind.__name__), 0, data=_SPOKEN[kind][0](value))
        if isinstance(value, np.ndarray):
            return _Node(("array",), 0, data=value)
        if kind.__name__ in _HOLDING and kind.__module__ == "builtins":
            inner = (part for pair in value.items() for part in pair) if kind is dict else value
            return self._holding((kind.__name__,), inner)
        if not kind.__module__.startswith(f"{self._home}."):
            raise TypeError(name)
        if isinstance(value, Enum):
            return _Node(("enum", name), 0, data=value.name)
        if isinstance(value, tuple):
            return self._holding(("named", name), value)
        attributes = dict(_attributes(value))
        return self._holding(("object", name, *attributes), attributes.values())

    def _holding(self, kind: tuple[str, ...], inner: Iterable[object]) -> _Node:
        within = tuple(map(self.number, inner))
        return _Node(kind, 1 + max((self.found[number].level for number in within), default=0), within)


def _attributes(value: object) -> Iterator[tuple[str, object]]:
    for name, held in getattr(value, "__dict__", {}).items():
        if not isinstance(getattr(type(value), name, None), cached_property):
            yield name, held
    for kind in type(value).__mro__:
        for name in getattr(kind, "__slots__", ()):
            if hasattr(value, name):
                yield name, getattr(value, name)


def rebuilt(arrays: Arrays, home: str) -> Any:
    """The object that was flattened.

    Raises what damaged arrays lead to: ValueError, LookupError, TypeError …
    """
    told = json.loads(arrays["told"].tobytes().decode("utf-8", "surrogatepass"))
    values: list[Any] = []
    for number, group in enumerate(told["groups"]):
        kind, name, attributes = group["kind"][0], "".join(group["kind"][1:2]), group["kind"][2:]
        match kind:
            case "array":
                values += [arrays[f"array{number}.{place}"] for place in range(group["count"])]
            case "plain":
                values += group["values"]
            case "spoken":
                read = next(read for spoken, (_say, read) in _SPOKEN.items() if spoken.__name__ == name)
                values += map(read, group["values"])
            case "enum":
                values += [_class(name, home)[member] for member in group["values"]]
            case _:
                inner = map(values.__getitem__, arrays[f"within{number}"].tolist())
                rows = (tuple(islice(inner, length)) for length in arrays[f"lengths{number}"].tolist())
                values += _made(kind, rows, name, attributes, home)
    return values[told["top"]]


def _made(kind: str, rows: Iterator[Sequence[Any]], name: str, attributes: Sequence[str], home: str) -> list[Any]:
    if kind == "tuple":
        return list(rows)
    if kind == "dict":
        return [dict(zip(row[::2], row[1::2], strict=True)) for row in rows]
    if kind in _HOLDING:
        return [_HOLDING[kind](row) for row in rows]
    own, put = _class(name, home), object.__setattr__
    if kind == "named":
        return [own._make(row) for row in rows]
    made = []
    for row in rows:
        thing = object.__new__(own)
        for attribute, value in zip(attributes, row, strict=True):
            put(thing, attribute, value)
        made.append(thing)
    return made


def _class(name: str, home: str) -> Any:
    module, _, qualified = name.partition(":")
    if not module.startswith(f"{home}."):
        raise ValueError(name)
    found: Any = import_module(module)
    for part in qualified.split("."):
        found = getattr(found, part)
    if not isinstance(found, type):
        raise ValueError(name)
    return found
