"""What people type into a field, as it is written in a file, and the other way round.

What cannot be understood is written as it was typed, so that the checker tells what is wrong with it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

from bot.domain.text import fold
from bot.library.editing.yaml_file import Plain
from bot.library.reading.slips import meant_day, meant_number

Lookup: TypeAlias = Mapping[str, str]
"""Names of communes by their codes."""
PART = "một phần"
_UNIT = re.compile(r"\s*(năm|tháng|ngày|lần|đồng|đ)$", re.IGNORECASE)


def plain_of(typed: str, look: str, unit: str, codes: Lookup, columns: tuple[str, ...] = ()) -> Plain:
    """What is written for that; `columns`: of a table whose lines are "one; two; three"."""
    match look:
        case "number":
            return number_of(typed, unit)
        case "flag":
            return typed or "false"
        case "day":
            return meant_day(typed) or typed
        case "list" | "several":
            return [part for piece in typed.split(",") if (part := piece.strip())]
        case "lines":
            return [line for each in typed.splitlines() if (line := each.strip())]
        case "codes":
            return [_code(line, codes) for each in typed.splitlines() if (line := each.strip())]
        case "code":
            return _code(typed.strip(), codes)
        case "table":
            return _table(typed)
        case "roster":
            return {day: [one.strip() for one in names.split(",") if one.strip()] for day, names in _rows(typed)}
        case "pairs":
            return dict(_rows(typed))
        case "grid":
            return [_cells(line, ",") for each in typed.splitlines() if (line := each.strip())]
        case "rows":
            return [_row(line.split(";"), columns) for each in typed.splitlines() if (line := each.strip())]
        case "text":
            return typed.replace("\r\n", "\n")
    return " ".join(typed.split())


def shown_of(data: object, look: str, unit: str, codes: Lookup, columns: tuple[str, ...] = ()) -> str:
    """What a field shows of what is written."""
    if data is None:
        return ""
    if isinstance(data, str):
        if look == "text":
            return data.strip("\n")
        if look == "code":
            return f"{data.zfill(5)} {codes.get(data.zfill(5), '')}".strip()
        return number_shown(data, unit) if look == "number" else data
    if isinstance(data, Mapping):
        rows = {key: ", ".join(map(str, value)) if isinstance(value, list) else value for key, value in data.items()}
        return "\n".join(f"{key}: {value}" for key, value in rows.items())
    parts = [str(one) for one in data] if isinstance(data, list) else []
    if look in ("grid", "rows") and isinstance(data, list):
        return "\n".join(_line(one, columns) for one in data)
    if look == "codes":
        return "\n".join(f"{code} {codes.get(code.zfill(5), '')}".strip() for code in parts)
    return (", " if look in ("list", "several") else "\n").join(parts)


def number_of(typed: str, unit: str) -> str:
    """A number as it is written: "2.530.000 đồng" → "2530000", "22 %" → "0.22", "1,5" → "1.5"."""
    text = typed.strip()
    if unit == "dong":
        return meant_number(text) or text
    share, text = text.endswith("%"), _UNIT.sub("", text.removesuffix("%").strip())
    if re.fullmatch(r"[0-9]+,[0-9]+", text):
        text = text.replace(",", ".")
    if not share:
        return text
    try:
        return f"{(Decimal(text) / 100).normalize():f}"
    except InvalidOperation:
        return typed


def number_shown(written: str, unit: str) -> str:
    """The same, as people write it."""
    try:
        number = Decimal(written)
    except InvalidOperation:
        return written
    if unit == "dong" and number == number.to_integral_value():
        return f"{int(number):,}".replace(",", ".")
    if unit == "percent":
        return f"{(number * 100).normalize():f}".replace(".", ",") + " %"
    return written.replace(".", ",")


def _table(typed: str) -> Plain:
    rows = dict(_rows(typed))
    if len(rows) == len([line for line in typed.splitlines() if line.strip()]):
        return {year: number_of(value, "") for year, value in rows.items()}
    return [number_of(part, "dong") for part in typed.replace(";", "\n").splitlines() if part.strip()]


def _rows(typed: str) -> list[tuple[str, str]]:
    """Lines of "name: value"."""
    parts = [line.partition(":") for line in typed.splitlines() if ":" in line]
    return [(name.strip(), value.strip()) for name, _colon, value in parts]


def _cells(line: str, sign: str) -> list[str]:
    return [cell for each in line.split(sign) if (cell := each.strip())]


def _row(cells: list[str], columns: tuple[str, ...]) -> Plain:
    """A line of a table without what is empty; "name?" is a flag, "name#" a number."""
    told = [cell.strip() for cell in cells]
    row = dict(zip(columns, [*told[: len(columns) - 1], "; ".join(told[len(columns) - 1 :])], strict=False))
    return {name.rstrip("?#"): _cell(name, cell) for name, cell in row.items() if cell}


def _cell(name: str, cell: str) -> str:
    if name.endswith("?"):
        return "true"
    return number_of(cell, "dong") if name.endswith("#") else meant_day(cell) or cell


def _line(data: object, columns: tuple[str, ...]) -> str:
    """A line as it is shown: the words of a group, or the cells of a row."""
    if isinstance(data, list):
        return ", ".join(map(str, data))
    if not isinstance(data, Mapping):
        return str(data)
    said = [str(data.get(name.rstrip("?#"), "")) for name in columns]
    marked = [PART if name.endswith("?") and cell == "true" else cell for name, cell in zip(columns, said, strict=True)]
    return "; ".join(marked).rstrip("; ")


def _code(line: str, codes: Lookup) -> str:
    """The code at the beginning of the line, or that of the commune so called."""
    if found := re.match(r"[0-9]{1,5}\b", line):
        return found[0].zfill(5)
    named = [code for code, name in codes.items() if fold(line) in {fold(name), fold(name).partition(" ")[2]}]
    return named[0] if len(named) == 1 else line
