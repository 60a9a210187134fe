"""Meetings of a province from one Excel file: all of them or none, mistakes by their cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time

from bot.domain.calendar import VIET_NAM, local
from bot.domain.meetings import LONGEST_PLACE, LONGEST_TITLE, MOST_SEATS, Meeting, MeetingState, Plan, clashes
from bot.domain.people import Staff
from bot.domain.rights import may_hold
from bot.domain.text import fold
from bot.lazy import lazily
from bot.library.library import Library
from bot.reports.sheets import CellMistake, SheetCell, SheetColumn, SheetRows
from bot.search.places.communes import CommuneIndex
from bot.search.values.days import read_day
from bot.search.values.occasions import read_occasion
from bot.services.context import Context
from bot.services.meetings import planning
from bot.store.engine.database import Transaction
from bot.store.meetings import queries
from bot.words import FIRST

read_sheet: Callable[[bytes, Sequence[SheetColumn]], SheetRows] = lazily("bot.reports.excel_reading", "read_sheet")

SHEET = "Hội nghị"
KIND, TITLE, COMMUNE, PLACE, DAY = "Loại", "Tên buổi", "Xã", "Địa điểm", "Ngày"
STARTS, ENDS, SEATS, OFFICER = "Từ", "Đến", "Số chỗ", "Cán bộ"
MORE: Mapping[str, str] = {
    "Ấp, khóm": "hamlet",
    "Tổ chức": "organiser",
    "Phối hợp": "partners",
    "Báo cáo viên": "speaker",
    "Đối tượng": "target",
    "Liên hệ": "contact",
}
COLUMNS = (
    *(SheetColumn(name, needed=True) for name in (KIND, COMMUNE, PLACE, DAY)),
    SheetColumn(STARTS, ("Giờ", "Bắt đầu"), needed=True),
    SheetColumn(ENDS, ("Kết thúc",)),
    SheetColumn(OFFICER, ("Người phụ trách",)),
    *(SheetColumn(name) for name in (TITLE, SEATS, *MORE)),
)
EXAMPLES = (
    ("Hội nghị", "Xã Mỹ Long", "Nhà văn hóa ấp 3", "05/12/2026", "8g30", "10g", "Minh", "Hội nghị tháng 12", 60),
    ("Tư vấn ở chợ", "Xã Mỹ Long", "Chợ Mỹ Long", "12/12/2026", "7g", "", "Minh", "", ""),
)
MOST = 5_000


@dataclass(frozen=True)
class Brought:
    """One row: the plan, who answers for it, and the cell that names the place."""

    plan: Plan
    by: Staff
    at: str


@dataclass
class MeetingSheet:
    """Reads the rows of one file.

    member   who brings it, and answers for meetings where nobody is named; None: somebody has to be named
    """

    library: Library
    colleagues: Sequence[Staff]
    now: datetime
    member: Staff | None = None
    mistakes: list[CellMistake] = field(default_factory=list)

    def read(self, body: bytes) -> list[Brought]:
        """Raises Trouble for what is no Excel file. Slow: not within a transaction."""
        sheet = read_sheet(body, COLUMNS)
        self.mistakes = list(sheet.mistakes)
        index = CommuneIndex(self.library.places)
        rows = () if self.mistakes else sheet.rows
        return [found for row in rows if (found := self._row(row, index)) is not None]

    def _row(self, row: Mapping[str, SheetCell], index: CommuneIndex) -> Brought | None:
        before = len(self.mistakes)
        kind = self._kind(row[KIND])
        commune = self._commune(row[COMMUNE], index)
        by = self._officer(row.get(OFFICER, SheetCell(row[KIND].at, "")), commune)
        times = self._times(row)
        seats = self._seats(row.get(SEATS, SheetCell("", "")))
        if len(self.mistakes) > before or by is None or times is None or kind is None:
            return None
        starts, ends = times
        place = self._line(row[PLACE])
        usual = self.library.meetings[kind]
        ends = ends or min(starts + usual.lasts, starts.replace(hour=23, minute=59))
        title = (row[TITLE].text if TITLE in row else "") or f"{usual.name[FIRST]} – {place}"
        more = {name: self._line(row[column]) for column, name in MORE.items() if column in row}
        plan = Plan(kind, title[:LONGEST_TITLE], commune, place, starts, ends, seats, **more)
        return Brought(plan, by, row[PLACE].at)

    def _wrong(self, cell: SheetCell, said: str) -> None:
        self.mistakes.append(CellMistake(cell.at, said))

    def _line(self, cell: SheetCell) -> str:
        return " ".join(cell.text.split())[:LONGEST_PLACE]

    def _kind(self, cell: SheetCell) -> str | None:
        kinds = self.library.meetings
        found = next((id_ for id_, one in kinds.items() if fold(cell.text) in {id_, fold(one.name[FIRST])}), None)
        if found is None:
            names = ", ".join(one.name[FIRST] for one in kinds.values())
            self._wrong(cell, f"không có loại “{cell.text}” ({names})")
        return found

    def _commune(self, cell: SheetCell, index: CommuneIndex) -> str:
        known = {cell.text: ""} if cell.text in self.library.places.communes else {}
        found = known or {match.commune.code: match.label for match in index.find(cell.text)}
        if len(found) != 1:
            choices = "; ".join(f"{code} {label}" for code, label in list(found.items())[:6])
            more = f" có thể là nhiều xã, hãy ghi mã: {choices}" if found else " không phải tên xã nào"
            self._wrong(cell, f"“{cell.text}”{more}")
        elif self.member is not None and not may_hold(self.member, next(iter(found))):
            self._wrong(cell, "xã này ngoài phần việc của mình")
        return next(iter(found), "")

    def _officer(self, cell: SheetCell, commune: str) -> Staff | None:
        """The one of that name who may hold meetings there; nobody named: who brings the file."""
        if not cell.text and self.member is not None:
            return self.member
        able = [one for one in self.colleagues if may_hold(one, commune) and fold(one.name) == fold(cell.text)]
        if len(able) != 1:
            why = "cần tên cán bộ phụ trách" if not cell.text else f"“{cell.text}”: "
            more = "có nhiều người cùng tên ở xã này" if able else "không có cán bộ nào tên vậy ở xã này"
            self._wrong(cell, f"{why}{more}" if cell.text else why)
            return None
        return able[0]

    def _times(self, row: Mapping[str, SheetCell]) -> tuple[datetime, datetime | None] | None:
        day = read_day(row[DAY].text, local(self.now).date())
        starts = self._clock(row[STARTS])
        last = row.get(ENDS, SheetCell("", ""))
        ends = self._clock(last) if last.text else None
        if day is None:
            self._wrong(row[DAY], f"“{row[DAY].text}” không phải là một ngày, ví dụ 05/12/2026")
        if day is None or starts is None or (last.text and ends is None):
            return None
        begins = datetime.combine(day, starts, VIET_NAM)
        over = datetime.combine(day, ends, VIET_NAM) if ends else None
        if begins <= self.now:
            self._wrong(row[DAY], "ngày giờ đó đã qua")
        if over is not None and over <= begins:
            self._wrong(last, "giờ kết thúc phải sau giờ bắt đầu, cùng ngày")
        return begins, over

    def _clock(self, cell: SheetCell) -> time | None:
        found = read_occasion(cell.text, local(self.now).date()).starts
        if found is None:
            self._wrong(cell, f"“{cell.text}” không phải là giờ, ví dụ 8g30")
        return found

    def _seats(self, cell: SheetCell) -> int | None:
        if cell.text and not (cell.text.isdecimal() and 1 <= int(cell.text[:9]) <= MOST_SEATS):
            self._wrong(cell, f"“{cell.text}” không phải là số từ 1 đến {MOST_SEATS}")
            return None
        return int(cell.text) if cell.text else None


@dataclass(frozen=True)
class Effect:
    """What the rows would do: mistakes that only other meetings tell, and clashes."""

    mistakes: tuple[CellMistake, ...]
    clashes: tuple[CellMistake, ...]


def effect(tx: Transaction, brought: Sequence[Brought]) -> Effect:
    """Which of them are there already, and which clash with others in a place or for an officer."""
    if not brought:
        return Effect((), ())
    since, until = (choose(one.plan.starts for one in brought) for choose in (min, max))
    states = MeetingState.PLANNED, MeetingState.ANNOUNCED
    day = max(one.plan.ends - one.plan.starts for one in brought)
    there = queries.between(tx, since - day, until + day, MOST, states=states)
    wrong: list[CellMistake] = []
    near: list[CellMistake] = []
    for row, one in enumerate(brought):
        rows = [Meeting(0, other.plan, MeetingState.PLANNED, other.by.id) for other in brought[:row]]
        for other in clashes(one.plan, [*there, *rows], one.by.id):
            name = f"hội nghị {other.number}" if other.number else f"“{other.plan.title}” cũng trong tệp này"
            here = (one.plan.commune, fold(one.plan.place), one.plan.starts)
            same = here == (other.plan.commune, fold(other.plan.place), other.plan.starts)
            said = f"đã có: {name}" if same else f"trùng giờ với {name}: {other.plan.place}"
            (wrong if same else near).append(CellMistake(one.at, said))
    return Effect(tuple(wrong), tuple(near))


def bring(brought: Iterable[Brought], context: Context) -> list[Meeting]:
    """Makes and announces all of them."""
    made = [queries.add(context.tx, one.plan, one.by.id, context.now) for one in brought]
    return [done for one in made if (done := planning.announce(one.number, context)) is not None]
