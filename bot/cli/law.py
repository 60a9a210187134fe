"""`loa reckon` and `loa figures`: the law's arithmetic, and its figures."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal, DecimalException
from pathlib import Path
from typing import Annotated, Any, BinaryIO

import typer
from rich.console import Console

from bot.cli.comparison import show_days, show_effect
from bot.domain.calendar import VIET_NAM
from bot.domain.errors import Trouble
from bot.law.calculator.calculate import calculate
from bot.law.figures.figures import Content, Figure, Figures, FigureValue
from bot.law.refusal import Refusal
from bot.library import load
from bot.reports.plain_table import PlainTable
from bot.settings.settings import read_settings
from bot.words import FIRST, Dong, Language, Percent, Words, _, languages

LONGEST_LINE = 1_000_000
UNITS = {"months": "tháng", "years": "năm", "days": "ngày"}


def calculate_lines(
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Mỗi dòng một yêu cầu, mỗi dòng một kết quả")] = False,
    on: Annotated[str, typer.Option(help="Ngày lấy con số khi dòng không ghi “on”; trống: hôm nay")] = "",
) -> None:
    """Tính theo luật cho chương trình khác: đọc {"id", "what", "inputs"}, ghi {"id", "result"} hoặc {"id", "error"}."""
    if not jsonl:
        raise Trouble("Hãy thêm --jsonl: mỗi dòng vào là một yêu cầu JSON, mỗi dòng ra là một kết quả.")
    day, settings = day_of(on), read_settings()
    figures, vietnamese = load(settings.content).figures, languages(settings.locales)[FIRST]
    for line in lines_of(sys.stdin.buffer):
        written = answer_line(line, figures, vietnamese, day)
        sys.stdout.buffer.write(written.encode("utf-8", "backslashreplace") + b"\n")
        sys.stdout.buffer.flush()


def show_figures(
    on: Annotated[str, typer.Option(help="Xem của ngày nào, ví dụ 2027-01-01; trống: hôm nay")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Xuất JSON cho chương trình khác")] = False,
    days: Annotated[tuple[str, str], typer.Option("--compare", help="So hai ngày: số, ba người mẫu, câu trả lời")] = (
        "",
        "",
    ),
    against: Annotated[
        Path | None,
        typer.Option("--against", metavar="THƯ_MỤC", help="So nội dung cũ trong thư mục này với bản đang sửa"),
    ] = None,
) -> None:
    """Các con số của luật có hiệu lực trong một ngày, con số nào sắp đổi, con số nào còn chờ xác nhận."""
    day, settings = day_of(on), read_settings()
    library, vietnamese = load(settings.content), languages(settings.locales)[FIRST]
    if any(days):
        show_days(library, day_of(days[0]), day_of(days[1]), vietnamese)
        return
    if against is not None:
        show_effect(load(against), library, day, vietnamese)
        return
    figures = sorted(library.figures.by_name.values(), key=lambda figure: figure.name)
    if as_json:
        rows = [_row(figure, day) for figure in figures]
        typer.echo(json.dumps({"on": day.isoformat(), "figures": rows}, ensure_ascii=False, indent=2))
        return
    table = PlainTable("Con số", "Giá trị", "Căn cứ", "Sắp đổi", title=f"Ngày {day:%d/%m/%Y}", lines=True)
    for figure in figures:
        table.row(*_cells(figure, day, vietnamese))
    Console().print(table)


def lines_of(stream: BinaryIO) -> Iterator[bytes | None]:
    """Every line that is not blank; None for one that is too long to be a request."""
    while line := stream.readline(LONGEST_LINE):
        if len(line) < LONGEST_LINE or line.endswith(b"\n"):
            if line.strip():
                yield line
            continue
        while (rest := stream.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
            pass
        yield None


def answer_line(line: bytes | None, figures: Figures, language: Language, today: date) -> str:
    """One line of JSON for one line of JSON; never raises for whatever the line holds."""
    given = _read(line)
    number, what, inputs = given.get("id"), given.get("what"), given.get("inputs", {})
    if not isinstance(number, str | int) or isinstance(number, bool):
        number = None
    if not isinstance(what, str) or not isinstance(inputs, dict):
        message = _("This line is not a request: one JSON object with id, what and inputs is needed.")
        return _json({"id": number, "error": _error("unreadable", message, {}, language)})
    try:
        result = calculate(what, inputs, figures, today)
    except Refusal as refusal:
        error = _error(refusal.code, refusal.message, refusal.bounds, language)
        return _json({"id": number, "error": error})
    steps = [
        {"text": language.say(step.words), "basis": step.basis, "practice": step.practice} for step in result.steps
    ]
    basis = list(dict.fromkeys(step.basis for step in result.steps))
    return _json({"id": number, "result": {**result.values, "steps": steps, "basis": basis}})


def _read(line: bytes | None) -> dict[str, Any]:
    """The JSON object of a line; an empty one where it holds none."""
    try:
        given = json.loads(line.decode("utf-8"), parse_float=Decimal, parse_constant=_refuse) if line else None
    except (ValueError, RecursionError, DecimalException):
        return {}
    return given if isinstance(given, dict) else {}


def _refuse(constant: str) -> object:
    raise ValueError(constant)


def _error(code: str, message: Words, bounds: Mapping[str, int], language: Language) -> dict[str, Any]:
    return {"code": code, "message": language.say(message), "bounds": dict(bounds)}


def _json(answer: Mapping[str, Any]) -> str:
    return json.dumps(answer, ensure_ascii=False)


def day_of(typed: str) -> date:
    """The day that an option says, or today. Raises Trouble."""
    if not typed:
        return datetime.now(VIET_NAM).date()
    try:
        return date.fromisoformat(typed)
    except ValueError as error:
        raise Trouble(f"“{typed}” không phải là ngày; hãy ghi như 2027-01-01.") from error


def _row(figure: Figure, day: date) -> dict[str, Any]:
    reading = figure.on(day)
    return {
        "name": figure.name,
        "title": figure.title,
        "unit": figure.unit,
        "in_force": _plain(reading.value),
        "announced": _plain(reading.announced),
        "coming": _plain(reading.coming),
    }


def _plain(value: FigureValue | None) -> dict[str, Any] | None:
    if value is None:
        return None
    return {
        "value": _number(value.value),
        "from": value.since.isoformat(),
        "to": value.until.isoformat() if value.until else None,
        "basis": value.basis,
        "source": value.source,
        "confirmed": value.confirmed,
        "practice": value.practice,
    }


def _number(content: Content) -> Any:
    if isinstance(content, Decimal):
        return int(content) if content == content.to_integral_value() else float(content)
    if isinstance(content, Mapping):
        return {str(year): _number(value) for year, value in content.items()}
    return content if isinstance(content, str) else [_number(value) for value in content]


def _cells(figure: Figure, day: date, language: Language) -> tuple[str, ...]:
    value, named = figure.on(day).value, f"{figure.title}\n{figure.name}"
    if value is None:
        return named, "không có giá trị", "", _next(figure, day, language)
    practice = " (thông lệ)" if value.practice else ""
    held = f"{_spoken(value, figure.unit, language)}{practice}\ntừ {value.since:%d/%m/%Y}"
    return named, held, value.basis, _next(figure, day, language)


def _next(figure: Figure, day: date, language: Language) -> str:
    """What changes next: an announced value that is due, the next one, or the end of this one."""
    reading = figure.on(day)
    coming = reading.announced or reading.coming
    if coming is not None:
        waiting = "" if coming.confirmed else " (chờ xác nhận)"
        return f"{_spoken(coming, figure.unit, language)} từ {coming.since:%d/%m/%Y}{waiting}"
    if reading.value is not None and reading.value.until is not None:
        return f"hết hiệu lực sau {reading.value.until:%d/%m/%Y}"
    return ""


def _spoken(value: FigureValue, unit: str, language: Language) -> str:
    content = value.value
    if isinstance(content, Mapping):
        return f"bảng {min(content)}–{max(content)}"
    if not isinstance(content, Decimal):
        return content if isinstance(content, str) else "; ".join(map(language.value, content))
    if unit == "dong":
        return language.value(Dong(content))
    if unit == "percent":
        return language.value(Percent(content))
    return f"{language.value(content)} {UNITS.get(unit, '')}".strip()
