"""A part of an answer as a Jinja template, compiled once in a sandbox.

It knows its mistakes and the figures that it needs.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from jinja2 import Template, TemplateError, TemplateSyntaxError, nodes

from bot.law.benefits.pension_rate import Sex
from bot.law.figures.derived import DERIVED, SupportGroup
from bot.law.refusal import Refusal
from bot.library.answers.bare_numbers import bare_numbers
from bot.library.answers.formatting import BY_NAME, FUNCTIONS, Formatter
from bot.library.answers.markdown import plain
from bot.library.answers.odd_markup import odd_markup
from bot.library.answers.template_rules import WHOLE, Sandbox, long_expressions, odd_nodes
from bot.library.answers.template_values import NOT_A_NUMBER
from bot.library.reading.mistakes import Findings, Repair, did_you_mean
from bot.library.reading.text_file import place

_SANDBOX = Sandbox()
LONGEST, LONGEST_SHOWN = 8_000, 20_000
_INSTEAD = {
    "số tiền": "{{ dong(floor_contribution) }}",
    "phần trăm": "{{ percent(contribution_rate) }}",
    "tuổi": "{{ min_join_age }} tuổi",
    "thời gian": "{{ pension_min_years }} năm",
    "số điện thoại": "{{ hotline }}",
    "số lần": "{{ times(one_off_withdrawal_from_2014) }}",
}
_FAULTS = (TemplateError, TypeError, ValueError, LookupError, ArithmeticError, AttributeError, NameError)
# What Python's own compiler may say of a template that is nested very deep.
_TOO_MUCH = (RecursionError, MemoryError, SyntaxError)


@dataclass(frozen=True, eq=False)
class Part:
    """The short text of an answer, or its detail.

    line        where it starts in its file
    figures     every figure that it rests on, also through derived names and functions
    """

    text: str
    line: int = 1
    names: frozenset[str] = frozenset()
    functions: frozenset[str] = frozenset()
    figures: frozenset[str] = frozenset()

    @cached_property
    def template(self) -> Template | None:
        """Made when it is first asked for: not every answer is."""
        return _SANDBOX.from_string("\n" * (self.line - 1) + self.text) if "{" in self.text else None

    def markdown(self, formatter: Formatter) -> str:
        """The text with its figures filled in. Raises Refusal where one is missing or out of bounds."""
        if self.template is None:
            return self.text
        functions = formatter.functions(self.functions)
        return self.template.render({name: formatter.quantity(name) for name in self.names} | functions)

    def say(self, formatter: Formatter) -> str | None:
        """The plain text, or None where a figure has no value on the day.

        A branch of the template that no trial took may fail in other ways; nothing wrong is said then either.
        """
        try:
            return formatter.starred(plain(self.markdown(formatter)))
        except (Refusal, *_FAULTS, *_TOO_MUCH):
            return None


def compile_part(
    text: str, line: int, known: Collection[str], findings: Findings, phones: Collection[str] = ()
) -> Part | None:
    """The part that starts at `line` of its file; what is wrong with it is found.

    known   names of figures and derived values; phones: the figures of those that may be typed
    """
    if len(text) > LONGEST:
        findings.add(f"Phần này dài {len(text)} ký tự, nhiều nhất {LONGEST}.", line)
        return None
    _find_bare_numbers(text, line, findings, phones)
    for odd in odd_markup(text):
        ahead, column = place(text[: odd.at])
        start = column + (odd.start - odd.at) if odd.start is not None else 0
        repair = Repair(start, start + odd.takes, odd.put) if start else None
        findings.add(odd.message, line + ahead - 1, column, repair)
    if _find_odd_braces(text, line, findings) or _find_long(text, line, findings):
        return None
    if "{" not in text:
        return Part(text)
    try:
        return _compiled(text, line, known, findings)
    except TemplateSyntaxError as error:
        findings.add(f"Lỗi trong {{{{ … }}}} hoặc {{% … %}}: {_plain_words(str(error.message))}", error.lineno)
    except (*_FAULTS, *_TOO_MUCH):
        findings.add("Lỗi trong {{ … }} hoặc {% … %}: lồng nhau quá nhiều lớp.", line)
    return None


def _compiled(text: str, line: int, known: Collection[str], findings: Findings) -> Part | None:
    tree = _SANDBOX.parse("\n" * (line - 1) + text)
    for at, why in odd_nodes(tree):
        findings.add(f"Lỗi trong {{{{ … }}}} hoặc {{% … %}}: {why}.", at, _column(text, at - line))
        return None
    found = list(tree.find_all((nodes.Name, nodes.Call)))
    written = [node for node in found if isinstance(node, nodes.Name)]
    used = {name.name: name.lineno for name in reversed(written) if name.ctx == "load"}
    stored = {name.name for name in written if name.ctx != "load"} | {"loop"}
    calls = [node for node in found if isinstance(node, nodes.Call)]
    announced = dict(_announced(calls))
    names, functions = used.keys() & set(known), used.keys() & FUNCTIONS.keys()
    unknown = (used.keys() - names - functions - stored) | (announced.keys() - set(known))
    for name in unknown:
        _find_unknown(name, used.get(name) or announced[name], text, line, known, findings)
    called = {id(call.node) for call in calls}
    uncalled = {name.name: name.lineno for name in written if name.name in functions and id(name) not in called}
    for name, at in uncalled.items():
        findings.add(f"Sau “{name}” phải có ngoặc tròn: {name}(…).", *_where(name, at, text, line))
    if unknown or uncalled:
        return None
    figures = _figures(names | announced.keys(), functions)
    part = Part(text, line, frozenset(names), frozenset(functions), figures)
    vars(part)["template"] = _SANDBOX.from_string(tree)
    return part


def try_out(part: Part, formatter: Formatter, line: int, findings: Findings) -> str:
    """The rendered Markdown; "" where it cannot be rendered, which is found."""
    fault: Exception
    try:
        shown = part.markdown(formatter)
        if len(shown) > LONGEST_SHOWN:
            findings.add(f"Phần này hiện ra dài {len(shown)} ký tự, nhiều nhất {LONGEST_SHOWN}.", line)
            return ""
        return shown
    except Refusal as refusal:
        fault, why = (
            refusal,
            f"phép tính không làm được ({refusal.code} {dict(refusal.bounds) or ''})".replace(" )", ")"),
        )
    except (*_FAULTS, *_TOO_MUCH) as error:
        fault, why = error, _in_plain_words(error)
    findings.add(f"Lỗi trong {{{{ … }}}}: {why}.", _line_of(fault) or line)
    return ""


def _in_plain_words(error: Exception) -> str:
    said = str(error)
    if "is not a valid SupportGroup" in said:
        return f"không có diện {said.split(' is ')[0]}. Các diện: {', '.join(SupportGroup)}"
    if "is not a valid Sex" in said:
        return f"không có {said.split(' is ')[0]}. Chỉ có: {', '.join(Sex)}"
    if "positional argument" in said:
        return "thiếu hoặc thừa giá trị trong ngoặc tròn"
    if said == NOT_A_NUMBER:
        return "chỗ này cần một con số, không phải chữ hay bảng"
    return f"biểu thức không tính được ({said})"


def _line_of(fault: BaseException) -> int:
    """The line of the template that failed, as Jinja writes it into the traceback."""
    trace, line = fault.__traceback__, 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _announced(calls: Iterable[nodes.Call]) -> Iterator[tuple[str, int]]:
    """The names asked for by announced("…") and since("…"), with their lines."""
    for call in calls:
        if isinstance(call.node, nodes.Name) and call.node.name in BY_NAME:
            yield from ((str(arg.value), arg.lineno) for arg in call.args if isinstance(arg, nodes.Const))


def _figures(names: Collection[str], functions: Collection[str]) -> frozenset[str]:
    needs = [DERIVED[name].needs if name in DERIVED else (name,) for name in names]
    return frozenset(figure for group in (*needs, *(FUNCTIONS[name] for name in functions)) for figure in group)


def _find_unknown(name: str, at: int, text: str, line: int, known: Collection[str], findings: Findings) -> None:
    hint = did_you_mean(name, {*known, *FUNCTIONS})
    findings.add(f"Không có con số nào tên “{name}”.{hint}", *_where(name, at, text, line))


def _where(name: str, at: int, text: str, line: int) -> tuple[int, int]:
    """Line and column of `name` in the file, from line `at` on; `text` begins on line `line`."""
    found = re.search(rf"\b{re.escape(name)}\b", "\n".join(text.split("\n")[at - line :]))
    ahead, column = place(text.split("\n", at - line)[-1][: found.start()]) if found else (1, 1)
    return at + ahead - 1, column


def _column(text: str, ahead: int) -> int:
    """The column of the first brace on that line of the text."""
    return max(text.split("\n")[ahead].find("{"), 0) + 1


def _find_long(text: str, line: int, findings: Findings) -> bool:
    for start in long_expressions(text):
        ahead, column = place(text[:start])
        findings.add("Biểu thức trong ngoặc nhọn dài quá. Hãy viết gọn lại.", line + ahead - 1, column)
        return True
    return False


def _find_odd_braces(text: str, line: int, findings: Findings) -> bool:
    """Finds the first brace that opens or closes nothing; those after it may be right."""
    odd = re.search(r"[{}]", WHOLE.sub(lambda whole: re.sub(r"[^\n]", " ", whole[0]), text))
    if odd is None:
        return False
    ahead, column = place(text[: odd.start()])
    message = "Dấu ngoặc nhọn này lẻ. Con số viết giữa hai dấu mỗi bên: {{ percent(contribution_rate) }}."
    if text.startswith("{#", odd.start()):
        message = (
            "Mã {#…} chỉ viết ở cuối dòng câu hỏi. Dòng đó bắt đầu bằng đúng hai dấu # và một dấu cách: ## Câu hỏi?"
        )
    findings.add(message, line + ahead - 1, column)
    return True


def _find_bare_numbers(text: str, line: int, findings: Findings, phones: Collection[str]) -> None:
    for offset, kind, written in bare_numbers(text, phones):
        ahead, column = place(text[:offset])
        message = f"“{written.strip()}” là {kind} viết thẳng. Hãy dùng tên con số, ví dụ {_INSTEAD[kind]}."
        findings.add(message, line + ahead - 1, column)


def _plain_words(problem: str) -> str:
    if "end of print statement" in problem or "unexpected '}'" in problem or "end of template" in problem:
        if tag := re.search(r"innermost block that needs to be closed is '(if|for)'", problem):
            return f"{{% {tag[1]} … %}} này chưa đóng. Hãy thêm {{% end{tag[1]} %}} ở cuối."
        return "thiếu dấu đóng ), }} hoặc %}, hoặc viết thừa chữ."
    if tag := re.search(r"unknown tag '(endif|else|elif|endfor)'", problem):
        opening = "{% for … %}" if tag[1] == "endfor" else "{% if … %}"
        return f"có {{% {tag[1]} %}} mà không có {opening} nào đang mở ở trước. Hãy bỏ đi, hoặc thêm {opening}."
    if tag := re.search(r"unknown tag '(\w+)'", problem):
        return f"không có {{% {tag[1]} … %}}. Ở đây chỉ dùng được {{% if … %}} và {{% for … %}}."
    return f"không hiểu được ({problem})"
