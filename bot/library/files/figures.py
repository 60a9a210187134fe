"""content/figures/*.yaml: figures with dated values, without gap or overlap."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from yaml.nodes import MappingNode

from bot.law.figures.derived import DERIVED
from bot.law.figures.figures import UNITS, Content, Figure, FigureValue
from bot.library.answers.plain_words import SUMS, find_figures
from bot.library.files.figure_tables import find_leaps, find_odd_years, find_unsorted
from bot.library.reading.mistakes import did_you_mean
from bot.library.reading.slips import meant_amount
from bot.library.reading.yaml_reader import YamlNode

MOST_ITEMS = 50
FIELDS = ("name", "unit", "values")
VALUE_FIELDS = ("value", "from", "to", "basis", "source", "confirmed", "practice")
NEEDED = ("value", "from", "basis", "confirmed")


def read_figures(root: YamlNode, taken: dict[str, str]) -> dict[str, Figure]:
    """The figures of one file.

    taken       names that are used already, with their files; gains these
    """
    figures: dict[str, Figure] = {}
    for name, (key, body) in root.entries().items():
        if not name.isidentifier() or not name.isascii() or name != name.lower():
            key.wrong(f"Tên con số “{name}” chỉ được gồm chữ thường không dấu, số và dấu gạch dưới: chuan_ngheo.")
        elif name in DERIVED:
            key.wrong(f"“{name}” được tính từ các con số khác, không viết ở đây.")
        elif name in taken:
            key.wrong(f"Con số “{name}” đã có trong {taken[name]}. Hãy bỏ bớt một.")
        elif (figure := _figure(name, body)) is not None:
            figures[name] = figure
            taken[name] = root.findings.file
    return figures


def _figure(name: str, body: YamlNode) -> Figure | None:
    before = len(body.findings.found)
    fields = body.fields(FIELDS, required=FIELDS)
    if len(fields) < len(FIELDS):
        return None
    unit = fields["unit"].text()
    if unit not in UNITS:
        fields["unit"].wrong(f"Không có đơn vị “{unit}”.{did_you_mean(unit, UNITS)} Các đơn vị: {', '.join(UNITS)}.")
        return None
    places = list(fields["values"].items())
    if not places:
        fields["values"].wrong("Con số này chưa có giá trị nào.")
    read = [(node, value) for node in places if (value := _value(node, unit)) is not None]
    read.sort(key=lambda pair: pair[1].since)
    _find_gaps(read)
    if len(body.findings.found) == before:
        find_leaps(read)
    if len(body.findings.found) > before:
        return None  # told here, and not once more wherever it is used
    find_figures(fields["name"], SUMS)
    return Figure(name, fields["name"].text(), unit, tuple(value for _node, value in read))


def _value(node: YamlNode, unit: str) -> FigureValue | None:
    fields = node.fields(VALUE_FIELDS, required=NEEDED)
    since = fields["from"].day() if "from" in fields else None
    until = fields["to"].day() if "to" in fields else None
    if since is None or len([name for name in NEEDED if name in fields]) < len(NEEDED):
        return None
    if until is not None and until < since:
        fields["to"].wrong("Ngày hết hiệu lực (to) đứng trước ngày bắt đầu (from).")
        return None
    return FigureValue(
        value=_content(fields["value"], unit),
        since=since,
        until=until,
        basis=fields["basis"].quoted(),
        source=fields["source"].quoted() if "source" in fields else "",
        confirmed=fields["confirmed"].flag(),
        practice=fields["practice"].flag() if "practice" in fields else False,
    )


def _content(node: YamlNode, unit: str) -> Content:
    if unit == "text":
        return node.text()
    if unit == "table":
        return _table(node)
    if unit == "dong" and (meant := meant_amount(written := node.text())):
        node.wrong(f"“{written}” không phải là số. Có phải ý là {meant}? Viết liền, không có dấu ngăn.", meant)
        return Decimal(meant)
    number = node.number()
    if number < 0:
        node.wrong("Con số này không thể âm.")
    elif unit == "percent" and number > 1:
        share = number / 100
        node.wrong(f"Phần trăm viết theo tỷ lệ: {number} % là {share.normalize():f}.")
    elif unit == "dong" and number != number.to_integral_value():
        node.wrong("Số tiền phải là số đồng chẵn, không có phần lẻ.")
    return number


def _table(node: YamlNode) -> Content:
    if not isinstance(node.node, MappingNode):
        items, before = list(node.items()), len(node.findings.found)
        numbers = tuple(item.number() for item in items)
        if len(numbers) > MOST_ITEMS:
            node.wrong(f"Danh sách dài quá: nhiều nhất {MOST_ITEMS} số.")
        elif len(node.findings.found) == before:
            find_unsorted(numbers, items)
        return numbers
    return _by_year(node)


def _by_year(node: YamlNode) -> Content:
    table: dict[int, Decimal] = {}
    places: dict[int, YamlNode] = {}
    before = len(node.findings.found)
    for name, (key, value) in node.entries().items():
        if re.fullmatch(r"(?:19|20|21)[0-9]{2}", name):
            table[int(name)], places[int(name)] = value.number(), value
        else:
            key.wrong(f"“{name}” phải là số năm, ví dụ 2026.")
    if not table:
        node.wrong("Bảng này đang trống.")
    elif len(node.findings.found) == before:
        find_odd_years(table, places)
    return table


def _find_gaps(read: Sequence[tuple[YamlNode, FigureValue]]) -> None:
    for (_before, earlier), (node, later) in pairwise(read):
        if earlier.until is None or earlier.until >= later.since:
            end = f"đến hết ngày {_spoken(earlier.until)}" if earlier.until else "chưa có ngày hết (to)"
            node.wrong(
                f"Hai giá trị chồng lên nhau: giá trị trước {end}, giá trị này từ {_spoken(later.since)}."
                f" Hãy ghi to: {later.since - timedelta(days=1)} cho giá trị trước."
            )
        elif earlier.until + timedelta(days=1) < later.since:
            first, last = earlier.until + timedelta(days=1), later.since - timedelta(days=1)
            node.wrong(
                f"Bị hở từ ngày {_spoken(first)} đến {_spoken(last)}: không có giá trị nào."
                " Hãy nối ngày to của giá trị trước với ngày from của giá trị này."
            )


def _spoken(day: date) -> str:
    return day.strftime("%d/%m/%Y")
