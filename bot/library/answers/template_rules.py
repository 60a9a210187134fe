"""What a template may be made of: names, functions, sums, if and for; nothing slow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import StrictUndefined, nodes
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment

from bot.library.answers.template_values import NOT_A_NUMBER

LONGEST_EXPRESSION, LARGEST = 300, 10**15
WHOLE = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}|\{#[^{}#]*#\}")
_SUMS = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.Neg, nodes.Pos, nodes.Compare, nodes.Operand)
_VALUES = (nodes.Const, nodes.Name, nodes.Call, nodes.Getitem, nodes.List, nodes.Tuple, nodes.TemplateData)
_CHOICES = (nodes.And, nodes.Or, nodes.Not, nodes.CondExpr, nodes.If, nodes.For, nodes.Output, nodes.Template)
_ALLOWED = (*_SUMS, *_VALUES, *_CHOICES)
_REFUSED: Mapping[type[nodes.Node], str] = {
    nodes.Filter: "không có bộ lọc “| {name}”. Cách hiện con số viết ở trước, ví dụ {{{{ dong(…) }}}}",
    nodes.Getattr: "không dùng dấu chấm “.{attr}” sau một tên",
    nodes.Assign: "không dùng {{% set %}}. Hãy viết thẳng con số ở chỗ cần",
    nodes.Pow: "không dùng phép lũy thừa **",
}


class Sandbox(SandboxedEnvironment):
    """Knows no global name and no filter; only numbers are multiplied."""

    intercepted_binops = frozenset({"*"})

    def __init__(self) -> None:
        # What comes out is the plain text of a chat, never HTML, so nothing is escaped.
        super().__init__(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False)
        self.globals.clear()
        self.filters.clear()

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        if isinstance(left, str | list | tuple) or isinstance(right, str | list | tuple):
            raise TypeError(NOT_A_NUMBER)
        return super().call_binop(context, operator, left, right)


def odd_nodes(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    """The line of each part of the template that may not be used, and what is to be said of it."""
    for node in tree.find_all(nodes.Node):
        if not isinstance(node, _ALLOWED):
            said = _REFUSED.get(
                type(node), "chỗ này chỉ dùng được tên con số, cách hiện, + - * /, {{% if %}}, {{% for %}}"
            )
            yield node.lineno, said.format(**{name: getattr(node, name) for name in node.fields})
            return
        if (
            isinstance(node, nodes.Const)
            and isinstance(node.value, int | float)
            and not -LARGEST < node.value < LARGEST
        ):
            yield node.lineno, "có con số lớn quá"
            return
        if isinstance(node, nodes.For) and not _plain_loop(node):
            yield node.lineno, "{% for … %} chỉ đi qua một con số dạng danh sách, hoặc [1, 2, 3], và không lồng nhau"
            return


def _plain_loop(loop: nodes.For) -> bool:
    return (
        isinstance(loop.target, nodes.Name)
        and isinstance(loop.iter, nodes.Name | nodes.List)
        and not loop.recursive
        and all(loop.find(nodes.For) is None for loop in (*loop.body, *loop.else_))
        and not any(isinstance(part, nodes.For) for part in (*loop.body, *loop.else_))
    )


def long_expressions(text: str) -> Iterator[int]:
    """Where an expression begins that is longer than anybody can read."""
    for found in WHOLE.finditer(text):
        if len(found[0]) > LONGEST_EXPRESSION:
            yield found.start()
