"""A Word template: filled in, or every mistake of it with the paragraph that has it.

`serve` never loads this.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from io import BytesIO
from zipfile import BadZipFile

from babel.numbers import format_decimal
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import StrictUndefined, TemplateError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment

from bot.domain.errors import Trouble
from bot.library.reading.mistakes import did_you_mean
from bot.reports.child import carry_out
from bot.reports.packed import MOST_UNPACKED, fits
from bot.words import FIRST

NO_WORD_FILE = "Tệp này không phải là tệp Word (.docx), hoặc đã hỏng."
TOO_LARGE = f"Tệp Word này mở ra lớn quá {MOST_UNPACKED // 1024 // 1024} MB."
SHOWN = 60
_TAG = re.compile(r"\{[{%#].*?[}%#]\}")
_UNKNOWN = re.compile(r"'(?:[\w ]+ object' has no attribute ')?(\w+)'")


def fill(template: bytes, values: Mapping[str, object]) -> bytes:
    """The document. A value {"picture": base64, "width": mm} is a picture.

    Raises Trouble that names the field and the paragraph where the template asks for something that there is not.
    """
    document = _opened(template)
    try:
        document.render({name: _value(value, document) for name, value in values.items()}, _environment())
    except UndefinedError as error:
        named = _UNKNOWN.search(str(error.message))
        raise Trouble(_unknown(named[1] if named else "?", values, template)) from error
    except TemplateError as error:
        raise Trouble(_broken(template, str(error.message))) from error
    except (ArithmeticError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise Trouble(_broken(template, str(error))) from error
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def mistakes(template: bytes, known: Collection[str]) -> list[str]:
    """Whatever an editor has to mend in a template that may use these fields."""
    try:
        asked = _opened(template).get_undeclared_template_variables(_environment())
    except Trouble as trouble:
        return [str(trouble)]
    except TemplateError as error:
        return [_broken(template, str(error.message))]
    return [_unknown(name, known, template) for name in sorted(asked - set(known))]


def _environment() -> SandboxedEnvironment:
    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    environment.filters["ngay"] = _day
    environment.filters["so"] = lambda number: format_decimal(number, locale=FIRST)
    return environment


def _day(written: str) -> str:
    """A day as documents write it: days below 10 and the months 1 and 2 with a zero before them."""
    day = date.fromisoformat(written)
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def _value(value: object, document: DocxTemplate) -> object:
    match value:
        case {"picture": str(data), "width": int(width)}:
            return InlineImage(document, BytesIO(b64decode(data)), width=Mm(width))
        case Mapping():
            return {name: _value(inner, document) for name, inner in value.items()}
        case list():
            return [_value(inner, document) for inner in value]
    return value


def _opened(template: bytes) -> DocxTemplate:
    document = DocxTemplate(BytesIO(template))
    try:
        if not fits(template):
            raise Trouble(TOO_LARGE)
        document.init_docx()
        whole = hasattr(document.get_docx().element, "body")
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError, SyntaxError) as error:
        raise Trouble(NO_WORD_FILE) from error
    if not whole:
        raise Trouble(NO_WORD_FILE)
    return document


def _paragraphs(template: bytes) -> Iterator[tuple[str, str]]:
    """Each paragraph's place, counted as one reads, and its text.

    However Word has cut it up.
    """
    document = _opened(template).get_docx()
    sections = [part for one in document.sections for part in (one.header, one.footer)]
    parts = [("Đoạn", document.element.body), *(("Đầu, cuối trang, đoạn", one._element) for one in sections)]
    for name, part in parts:
        texts = ("".join(run.text or "" for run in one.iter(qn("w:t"))) for one in part.iter(qn("w:p")))
        for number, text in enumerate((text for text in texts if text.strip()), start=1):
            yield f"{name} {number}", text


def _unknown(name: str, known: Collection[str], template: bytes) -> str:
    asks = re.compile(rf"\b{re.escape(name)}\b")
    for where, text in _paragraphs(template):
        if any(asks.search(tag) for tag in _TAG.findall(text)):
            return f"{where} (“{_shortened(text)}”): không có mục “{name}”.{did_you_mean(name, known)}"
    return f"Không có mục “{name}”.{did_you_mean(name, known)}"


def _broken(template: bytes, why: str) -> str:
    """The first paragraph that is wrong by itself.

    A loop that is never closed shows only in the whole.
    """
    environment = _environment()
    for where, text in _paragraphs(template):
        alone = re.sub(r"\{%.*?%\}", "", text)
        try:
            environment.parse(alone)
        except TemplateError:
            return f"{where} (“{_shortened(text)}”): dấu {{{{ … }}}} viết chưa đúng."
    return f"Một đoạn {{% for … %}} hay {{% if … %}} mở mà không đóng, hoặc viết chưa đúng ({why})."


def _shortened(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


if __name__ == "__main__":
    carry_out(lambda template, values: b64encode(fill(b64decode(template), values)))
