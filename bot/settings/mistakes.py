"""Tells a wrong setting in one sentence: its name and how it is written; never its value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails, PydanticUndefined

from bot.settings.environment import PREFIX

ENV_FILE = Path(".env")
_NUMBERS = ("int_parsing", "int_from_float", "float_parsing", "int_type", "float_type", "int_parsing_size")
_BOUNDS = {"ge": "từ {} trở lên", "gt": "lớn hơn {}", "le": "nhiều nhất {}", "lt": "nhỏ hơn {}"}


def wrong_values(error: ValidationError, fields: Mapping[str, FieldInfo]) -> str:
    """The sentences, a line each, sorted by the names of the variables."""
    told = {str(one["loc"][0]): _said(one, fields[str(one["loc"][0])]) for one in error.errors()}
    return "\n".join(f"{PREFIX}{name.upper()} {said}" for name, said in sorted(told.items()))


def wrong_json(error: Exception, fields: Mapping[str, FieldInfo]) -> str:
    """What is to be said where a value is no JSON, though the setting takes nothing else."""
    found = re.search(r'field "(\w+)"', str(error))
    field = fields.get(found[1]) if found else None
    if found is None or field is None:
        return "Có cài đặt phải viết bằng JSON mà viết sai."
    right = '["zdn.vn", "zadn.vn"]' if "tuple" in str(field.annotation) else '{"lead": {"id": "123456"}}'
    name = f"{PREFIX}{found[1].upper()}"
    return f"{name} phải viết bằng JSON, trong .env đặt giữa hai dấu nháy đơn. Ví dụ: {name}='{right}'."


def wrong_file(file: Path = ENV_FILE) -> str:
    """What is wrong with the file of settings as a whole, or ""."""
    try:
        data = file.read_bytes()
    except OSError:
        return ""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data:
        return f"Tệp {file} lưu bằng bảng mã UTF-16 (Notepad gọi là Unicode). Hãy lưu lại với bảng mã UTF-8."
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return f"Tệp {file}, dòng {line}: không phải mã UTF-8. Hãy lưu lại với bảng mã UTF-8."
    return ""


def _said(one: ErrorDetails, field: FieldInfo) -> str:
    kind, bounds = one["type"], _bounds(field)
    if kind in _NUMBERS:
        said = f"phải là một số{bounds}"
    elif kind == "bool_parsing":
        said = "chỉ nhận true hoặc false"
    elif kind == "literal_error":
        said = f"chỉ nhận: {str(one['ctx']['expected']).replace(' or ', ', ')}"
    elif bounds:
        said = f"phải là một số{bounds}"
    else:
        said = "viết không đúng dạng"
    example = _example(field)
    return f"{said}{f', ví dụ {example}' if example else ''}. Đó là: {field.description}."


def _bounds(field: FieldInfo) -> str:
    told = [
        text.format(value)
        for part in field.metadata
        for name, text in _BOUNDS.items()
        if (value := getattr(part, name, None)) is not None
    ]
    return f" {', '.join(told)}" if told else ""


def _example(field: FieldInfo) -> str:
    default: Any = field.default
    return "" if default is PydanticUndefined or not isinstance(default, int | float | str) else str(default)
