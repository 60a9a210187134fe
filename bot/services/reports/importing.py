"""Targets and the insurer's counts from Excel: all of a file, or every mistake by cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.errors import Trouble
from bot.domain.reports.official import OfficialCount
from bot.domain.reports.periods import FIRST_YEAR, LAST_YEAR, Period, read
from bot.domain.reports.targets import TARGETED, Target
from bot.domain.reports.units import Unit
from bot.domain.text import fold
from bot.lazy import lazily
from bot.library.library import Library
from bot.reports.results.units import units
from bot.reports.sheets import CellMistake, SheetCell, SheetColumn, SheetRows
from bot.search.places.communes import CommuneIndex
from bot.services.staff.inviting import communes_named

read_sheet: Callable[[bytes, Sequence[SheetColumn]], SheetRows] = lazily("bot.reports.excel_reading", "read_sheet")

UNIT, MEASURE, PERIOD, GOAL, DECISION, DAY = "Đơn vị", "Chỉ tiêu", "Kỳ", "Số", "Quyết định", "Ngày"
MONTH, TOTAL, NEW, STOPPED = "Tháng", "Đang tham gia", "Mới", "Dừng đóng"
TARGET_COLUMNS = tuple(SheetColumn(name, needed=True) for name in (UNIT, MEASURE, PERIOD, GOAL, DECISION, DAY))
COUNT_COLUMNS = (
    SheetColumn(MONTH, needed=True),
    SheetColumn(UNIT, ("Xã", "Xã, phường", "Mã xã"), needed=True),
    SheetColumn(TOTAL, ("Tổng số", "Tổng")),
    SheetColumn(NEW, ("Tham gia mới", "Tăng mới")),
    SheetColumn(STOPPED, ("Dừng", "Giảm")),
)


@dataclass(frozen=True)
class SheetForm:
    """A sheet to fill in: what it and its file are called, its columns, and rows that show how."""

    title: str
    file: str
    columns: Sequence[SheetColumn]
    examples: Sequence[Sequence[object]]


SHEETS: Mapping[str, SheetForm] = {
    "targets": SheetForm(
        "Chỉ tiêu", "chi-tieu", TARGET_COLUMNS, (("Xã Mỹ Long", "mới", "2026", 120, "12/QĐ-UBND", "15/01/2026"),)
    ),
    "official": SheetForm("Số liệu BHXH", "so-lieu-bhxh", COUNT_COLUMNS, (("11/2026", "Xã Mỹ Long", 850, 25, 4),)),
}
MEASURES: Mapping[str, tuple[str, ...]] = {
    "new": ("mới", "người mới", "phát triển mới"),
    "total": ("tổng", "đang tham gia"),
    "kept": ("đóng tiếp", "duy trì"),
    "meetings": ("hội nghị",),
    "reached": ("lượt biết đến", "lượt đến"),
}
_MONTH = re.compile(r"(?:tháng )?(\d\d?)[/-](\d{4})|(\d{4})-(\d\d?)")
_DAY = re.compile(r"(\d\d?)/(\d\d?)/(\d{4})")
MOST, DIGITS = 10_000_000, 20


class _Reading:
    """Cells read one by one; what cannot be read is a mistake, and its value None."""

    def __init__(self, library: Library) -> None:
        self.library, self.units = library, units(library)
        self.by_name = {fold(one.name): one for one in self.units.values()}
        self.index = CommuneIndex(library.places)
        self.mistakes: list[CellMistake] = []

    def wrong(self, cell: SheetCell, said: str) -> None:
        self.mistakes.append(CellMistake(cell.at, said))

    def unit(self, cell: SheetCell) -> Unit | None:
        found = self.units.get(cell.text) or self.units.get(cell.text.zfill(5)) or self.by_name.get(fold(cell.text))
        if found is None:
            try:
                found = self.units.get(next(iter(communes_named([cell.text], self.library.places, self.index))))
            except Trouble as trouble:
                self.wrong(cell, str(trouble).rstrip("."))
                return None
        if found is None:
            self.wrong(cell, f"“{cell.text}” không thuộc tỉnh này")
        return found

    def number(self, cell: SheetCell) -> int | None:
        digits = re.sub(r"[.,\s](?=\d{3}\b)", "", cell.text)
        if digits.isascii() and digits.isdecimal() and len(digits) <= DIGITS and int(digits) <= MOST:
            return int(digits)
        self.wrong(cell, f"“{cell.text}” không phải là số nguyên từ 0 đến {MOST}")
        return None

    def period(self, cell: SheetCell) -> Period | None:
        try:
            found = read(cell.text, self.library.home.closing)
        except ValueError:
            found = None
        if found is None or not found.year:
            self.wrong(cell, f"“{cell.text}” không phải là kỳ, viết như 2026, 2026-Q1, 2026-H2 hoặc 2026-11")
            return None
        return found

    def month(self, cell: SheetCell) -> date | None:
        found = _MONTH.fullmatch(cell.text.strip().lower()) or _DAY.fullmatch(cell.text)
        try:
            match [int(part) for part in found.groups() if part] if found else []:
                case [first, second] if FIRST_YEAR <= max(first, second) <= LAST_YEAR:
                    return date(max(first, second), min(first, second), 1)
                case [_day, month, year] if FIRST_YEAR <= year <= LAST_YEAR:
                    return date(year, month, 1)
        except ValueError:
            pass
        self.wrong(cell, f"“{cell.text}” không phải là tháng, viết như 11/2026")
        return None

    def day(self, cell: SheetCell) -> date | None:
        found = _DAY.fullmatch(cell.text)
        try:
            return date(int(found[3]), int(found[2]), int(found[1])) if found else date.fromisoformat(cell.text)
        except ValueError:
            self.wrong(cell, f"“{cell.text}” không phải là ngày, viết như 15/01/2026")
            return None

    def measure(self, cell: SheetCell) -> str | None:
        typed = fold(cell.text)
        found = next((name for name, called in MEASURES.items() if typed in {name, *map(fold, called)}), None)
        if found is None:
            named = ", ".join(called[0] for called in MEASURES.values())
            self.wrong(cell, f"không có chỉ tiêu “{cell.text}” ({named})")
        return found


def read_targets(body: bytes, library: Library) -> tuple[list[Target], list[CellMistake]]:
    """The targets of an Excel file, and every mistake. Raises Trouble for what is no Excel file."""
    sheet, reading = read_sheet(body, TARGET_COLUMNS), _Reading(library)
    found = []
    for row in sheet.rows if not sheet.mistakes else ():
        unit, measure, period = reading.unit(row[UNIT]), reading.measure(row[MEASURE]), reading.period(row[PERIOD])
        goal, day = reading.number(row[GOAL]), reading.day(row[DAY])
        if unit and measure and period and goal is not None and day:
            found.append(Target(unit.code, measure, period, goal, row[DECISION].text, day))
    return found, [*sheet.mistakes, *reading.mistakes]


def read_counts(
    body: bytes, library: Library, now: datetime
) -> tuple[dict[tuple[date, str], OfficialCount], list[CellMistake]]:
    """The insurer's counts of an Excel file, by month and unit, and every mistake."""
    sheet, reading = read_sheet(body, COUNT_COLUMNS), _Reading(library)
    found: dict[tuple[date, str], OfficialCount] = {}
    for row in sheet.rows if not sheet.mistakes else ():
        month, unit = reading.month(row[MONTH]), reading.unit(row[UNIT])
        numbers = [
            reading.number(cell) if (cell := row.get(name)) and cell.text else None for name in (TOTAL, NEW, STOPPED)
        ]
        if month and month > now.date():
            reading.wrong(row[MONTH], "tháng này chưa tới")
        if month and unit and (month, unit.code) in found:
            reading.wrong(row[UNIT], f"{unit.name} đã có dòng khác cho tháng {month:%m/%Y}")
        if month and unit:
            found[month, unit.code] = OfficialCount(*numbers)
    return found, [*sheet.mistakes, *reading.mistakes]


assert MEASURES.keys() == TARGETED.keys()
