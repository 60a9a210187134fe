"""content/targets/: what units are to reach, a year a file; its name is the year."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from datetime import date

from bot.domain.places import Province
from bot.domain.reports.periods import Period, read
from bot.domain.reports.targets import TARGETED, Target
from bot.library.library import Home, Office
from bot.library.reading.content_folder import ContentFolder
from bot.library.reading.mistakes import did_you_mean
from bot.library.reading.yaml_reader import YamlNode

FIELDS = ("decision", "day", "targets")
TARGET = ("unit", "measure", "goal")
MOST = 10_000_000


def read_targets(
    loader: ContentFolder, home: Home | None, provinces: Mapping[str, Province], offices: Iterable[Office]
) -> tuple[Target, ...]:
    """All targets, none without such a folder; any unit may have one while places are unknown."""
    units: Container[str] | None = None
    if home is not None and home.province in provinces:
        communes = (one.code for one in provinces[home.province].communes)
        units = frozenset({home.province, *communes, *(one.id for one in offices)})
    closing = home.closing if home is not None else 0
    found: list[Target] = []
    for path in loader.list("targets"):
        root = loader.read(path)
        if root is None:
            continue
        try:
            whole = read(path.stem, closing)
        except ValueError:
            root.wrong("Tên tệp chỉ tiêu là năm, ví dụ 2026.yaml.")
            continue
        found += _of_year(root, whole, units)
    return tuple(found)


def _of_year(root: YamlNode, year: Period, units: Container[str] | None) -> list[Target]:
    fields = root.fields(FIELDS, required=("targets",))
    if "targets" not in fields:
        return []
    seen: dict[tuple[str, str, str, date], YamlNode] = {}
    found = []
    for node in fields["targets"].items():
        target = _target(node, fields, year, units)
        if target is None:
            continue
        key = (target.unit, target.measure, target.period.name, target.day)
        if key in seen:
            node.wrong(f"Chỉ tiêu này đã có ở dòng {seen[key].line}.")
        seen[key] = node
        found.append(target)
    return found


def _target(
    node: YamlNode, common: Mapping[str, YamlNode], year: Period, units: Container[str] | None
) -> Target | None:
    fields = node.fields((*TARGET, "period", "decision", "day"), required=TARGET)
    given = {name: fields.get(name) or common.get(name) for name in ("decision", "day")}
    for name in (name for name, value in given.items() if value is None):
        node.wrong(f"Thiếu mục {name}: ghi ở đây, hoặc một lần ở đầu tệp.")
    if not fields.keys() >= set(TARGET) or None in given.values():
        return None
    unit, measure = fields["unit"].text(), fields["measure"].text()
    if units is not None and unit not in units:
        fields["unit"].wrong(f"Không có đơn vị nào mang mã “{unit}”: ghi mã tỉnh, mã xã hoặc tên tệp trong offices.")
    if measure not in TARGETED:
        fields["measure"].wrong(
            f"Không có chỉ tiêu “{measure}”.{did_you_mean(measure, TARGETED)} Có: {', '.join(TARGETED)}."
        )
    decision, day = given["decision"], given["day"]
    period = _period(fields["period"], year) if "period" in fields else year
    signed = day.day() if day else None
    if decision is None or signed is None or period is None:
        return None
    return Target(unit, measure, period, _goal(fields["goal"]), decision.text(), signed)


def _goal(node: YamlNode) -> int:
    goal = node.number()
    if not 1 <= goal <= MOST or goal != int(goal):
        node.wrong(f"Chỉ tiêu là số nguyên từ 1 đến {MOST}.")
        return 1
    return int(goal)


def _period(node: YamlNode, year: Period) -> Period | None:
    text = node.text()
    try:
        period = read(text, year.closing)
    except ValueError:
        node.wrong(
            f"“{text}” không phải là kỳ. Viết như {year.year}, {year.year}-Q1, {year.year}-H2 hoặc {year.year}-11."
        )
        return None
    if period.year != year.year or not period.months:
        node.wrong(f"Kỳ {text} không thuộc năm {year.year}.")
        return None
    return period
