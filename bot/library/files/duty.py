"""The `duty` part of content/offices/*.yaml: working hours, whom to tell, how long to wait."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time
from itertools import pairwise
from typing import Any

from bot.domain.calendar import Hours, WorkingTime
from bot.domain.office_rules import Gathering, OfficeRules, Preference, Waits
from bot.domain.rota import Rota
from bot.domain.text import fold
from bot.library.reading.yaml_reader import YamlNode

DUTY: tuple[str, ...] = ("hours", "days", "closed", "opened", "tell", "outside_hours", "quiet", "capacity", "prefer")
DUTY += ("waits", "digest", "gather", "rota")
DAYS = {"T2": 0, "T3": 1, "T4": 2, "T5": 3, "T6": 4, "T7": 5, "CN": 6}
SPOKEN = {"hai": "2", "ba": "3", "tu": "4", "nam": "5", "sau": "6", "bay": "7"}
WAITS = ("again", "supervisor", "province", "call", "follow_up")
TELL = {"all": False, "in_turn": True}
MOST = 10_000
SPAN = re.compile(r"(\d{1,3}) (phút|giờ|ngày)")
WINDOW = re.compile(r"(\d\d?:\d\d)\s*-\s*(\d\d?:\d\d)")


def read_duty(root: YamlNode, base: OfficeRules) -> OfficeRules:
    """The rules of a place: what it does not say is as in `base`."""
    fields = root.fields(DUTY)
    changed: dict[str, Any] = {"hours": read_hours(fields, base.hours)}
    for name in fields.keys() & READ.keys():
        value = READ[name](fields[name])
        if value is not None:
            changed[FIELD.get(name, name)] = value
    if "waits" in fields:
        changed["waits"] = _waits(fields["waits"], base.waits)
    if "rota" in fields:
        changed["rota"] = _rota(fields["rota"], changed["hours"])
    return replace(base, **changed)


def read_hours(fields: Mapping[str, YamlNode], base: Hours) -> Hours:
    """Hours, weekdays and single days; what is not said is as in `base`."""
    windows, days = base.windows, base.days
    if "hours" in fields:
        read = [window for node in fields["hours"].items() if (window := _session(node)) is not None]
        if not read or any(after[0] < before[1] for before, after in pairwise(read)):
            fields["hours"].wrong("Giờ làm việc phải có ít nhất một buổi, các buổi theo thứ tự, không chồng nhau.")
        windows = tuple(read) or windows
    if "days" in fields:
        named = [(node, node.text()) for node in fields["days"].items()]
        for node, name in named:
            if name not in DAYS:
                node.wrong(_no_weekday(name))
        days = frozenset(DAYS[name] for _node, name in named if name in DAYS)
        if not named:
            fields["days"].wrong("Phải làm việc ít nhất một ngày trong tuần.")
    closed = _dates(fields["closed"]) if "closed" in fields else base.closed
    opened = _dates(fields["opened"]) if "opened" in fields else base.opened
    return Hours(windows, days or base.days, closed, opened)


def _meant_weekday(name: str) -> str:
    """ "Thứ hai", "thu 2", "Chủ nhật" as they are written here; "" for what is no weekday."""
    folded = fold(name)
    if folded in ("chu nhat", "cn"):
        return "CN"
    found = re.fullmatch(r"(?:thu )?(?:t ?)?([2-7]|hai|ba|tu|nam|sau|bay)", folded)
    return f"T{SPOKEN.get(found[1], found[1])}" if found else ""


def _no_weekday(name: str) -> str:
    meant = f" Hãy viết {_meant_weekday(name)}." if _meant_weekday(name) else ""
    return f"“{name}” không phải là thứ trong tuần.{meant} Các thứ: {', '.join(DAYS)}."


def _dates(node: YamlNode) -> frozenset[date]:
    return frozenset(day for item in node.items() if (day := item.day()) is not None)


def _time(node: YamlNode, text: str) -> time | None:
    try:
        return time.fromisoformat(text.zfill(5))
    except ValueError:
        node.wrong(f"“{text}” không phải là giờ. Viết như 07:30.")
        return None


def _window(node: YamlNode) -> tuple[time, time] | None:
    text = node.text()
    if not (found := WINDOW.fullmatch(text)):
        node.wrong(f"“{text}” không phải là khoảng giờ. Viết như 07:00-11:00.")
        return None
    start, end = _time(node, found[1]), _time(node, found[2])
    return None if start is None or end is None else (start, end)


def _session(node: YamlNode) -> tuple[time, time] | None:
    window = _window(node)
    if window is not None and window[0] >= window[1]:
        node.wrong("Buổi làm việc phải kết thúc sau khi bắt đầu, trong cùng một ngày.")
        return None
    return window


def _span(node: YamlNode) -> WorkingTime | None:
    text = node.text()
    if not (found := SPAN.fullmatch(text)) or int(found[1]) == 0:
        node.wrong(f"“{text}” không phải là khoảng thời gian làm việc. Viết như “30 phút”, “2 giờ”, “1 ngày”.")
        return None
    amount = int(found[1])
    return WorkingTime(amount, "days") if found[2] == "ngày" else WorkingTime(amount * (60 if found[2] == "giờ" else 1))


def _waits(node: YamlNode, base: Waits) -> Waits:
    spans = {name: _span(value) for name, value in node.fields(WAITS).items()}
    return replace(base, **{name: span for name, span in spans.items() if span is not None})


def _rota(node: YamlNode, hours: Hours) -> Rota:
    """By weekday ("T2") or by day ("2027-02-04"): the names of those on duty."""
    weekdays: dict[int, tuple[str, ...]] = {}
    days: dict[date, tuple[str, ...]] = {}
    places: dict[str, str] = {}
    for name, (key, value) in node.entries().items():
        listed = [(item.text(), item.place) for item in value.items()]
        if not (names := tuple(said for said, _place in listed)):
            value.wrong("Ngày nào đã ghi thì phải có ít nhất một người trực.")
        for said, place in listed:
            places.setdefault(said, place)
        if name in DAYS:
            weekdays[DAYS[name]] = names
            if DAYS[name] not in hours.days:
                key.wrong(f"{name} không phải ngày làm việc (xem mục days), nên không ai trực hôm đó.")
        elif _meant_weekday(name):
            key.wrong(_no_weekday(name))
        elif (day := key.day()) is not None:
            days[day] = names
            if not hours.works(day):
                key.wrong(f"{name} là ngày nghỉ. Nếu hôm đó có làm thì ghi thêm vào mục opened.")
    return Rota(tuple(sorted(weekdays.items())), tuple(sorted(days.items())), tuple(places.items()))


def _prefers(node: YamlNode) -> tuple[Preference, ...]:
    read = []
    for item in node.items():
        fields = item.fields(("skill", "languages", "topics"), required=("skill",))
        if "skill" in fields:
            languages = frozenset(fields["languages"].texts() if "languages" in fields else ())
            topics = frozenset(fields["topics"].texts() if "topics" in fields else ())
            read.append(Preference(fields["skill"].text(), languages, topics))
    return tuple(read)


def _tell(node: YamlNode) -> bool | None:
    text = node.text()
    if text not in TELL:
        node.wrong(f"Chỗ này chỉ nhận: {', '.join(TELL)}.")
    return TELL.get(text)


def _count(node: YamlNode) -> int | None:
    number = node.number()
    if not 1 <= number <= MOST or number != int(number):
        node.wrong(f"Chỗ này phải là số nguyên từ 1 trở lên, nhiều nhất {MOST}.")
        return None
    return int(number)


def _gather(node: YamlNode) -> Gathering | None:
    fields = node.fields(("after", "minutes"), required=("after", "minutes"))
    read = {name: _count(value) for name, value in fields.items()}
    after, minutes = read.get("after"), read.get("minutes")
    return Gathering(after, minutes) if after and minutes else None


READ: Mapping[str, Any] = {
    "tell": _tell,
    "outside_hours": lambda node: node.flag(),
    "quiet": _window,
    "capacity": _count,
    "prefer": _prefers,
    "digest": lambda node: _time(node, node.text()),
    "gather": _gather,
}
FIELD = {"tell": "in_turn", "prefer": "prefers", "gather": "gathering"}
