"""Invitations: one, or a whole province's from a table, all or nothing; what each is told."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.errors import Trouble
from bot.domain.people import Role
from bot.domain.places import Places
from bot.domain.text import CODE_LETTERS, fold
from bot.lazy import lazily
from bot.reports.sheets import CellMistake, SheetCell, SheetColumn, SheetRows
from bot.reports.slips import Slip
from bot.search.places.communes import CommuneIndex
from bot.services.staff.membership import code_hash
from bot.services.staff.roles import ROLES
from bot.store.engine.database import Transaction
from bot.store.staff import invitations

read_sheet: Callable[[bytes, Sequence[SheetColumn]], SheetRows] = lazily("bot.reports.excel_reading", "read_sheet")
sheet: Callable[..., bytes] = lazily("bot.reports.excel", "sheet")

LENGTH = 10
MOST_CAPACITY = 500
NAME, ROLE, COMMUNES, SKILLS, CAPACITY = "Tên", "Việc", "Xã", "Kỹ năng", "Giữ nhiều nhất"
COLUMNS = (
    SheetColumn(NAME, ("Họ và tên", "Họ tên"), needed=True),
    SheetColumn(ROLE, ("Vai trò",), needed=True),
    SheetColumn(COMMUNES, ("Các xã", "Xã, phường")),
    SheetColumn(SKILLS),
    SheetColumn(CAPACITY),
)
SHEET = "Cán bộ"
LASTS = timedelta(days=14)
EXAMPLES = (
    ("Chị Minh", ROLES[Role.OFFICER], "Xã Mỹ Long", "khmer", 20),
    ("Anh Phúc", ROLES[Role.SUPERVISOR], "", "", ""),
)


@dataclass(frozen=True)
class Invited:
    """Somebody to be invited; communes: names by code, none: all of them."""

    name: str
    role: Role
    communes: Mapping[str, str]
    skills: tuple[str, ...] = ()
    capacity: int | None = None

    @property
    def fits(self) -> bool:
        """Whether the area is one for the role.

        Officers and collectors have at least one commune, editors none.
        """
        if self.role is Role.EDITOR:
            return not self.communes
        return self.role not in (Role.OFFICER, Role.COLLECTOR) or bool(self.communes)

    @property
    def where(self) -> str:
        """Where they work, as the office says it."""
        if self.role is Role.EDITOR:
            return "không thấy yêu cầu"
        return ", ".join(self.communes.values()) or "tất cả các xã"


def invite(tx: Transaction, invited: Iterable[Invited], expires: datetime, now: datetime) -> list[Slip]:
    """Makes an invitation for each; the codes come back once and are kept nowhere."""
    slips = []
    for one in invited:
        code = "".join(secrets.choice(CODE_LETTERS) for _place in range(LENGTH))
        invitations.invite(
            tx,
            code_hash(code),
            one.name,
            one.role,
            one.communes,
            expires,
            now,
            skills=one.skills,
            capacity=one.capacity,
        )
        slips.append(Slip(one.name, ROLES[one.role], one.where, f"{code[:5]}-{code[5:]}"))
    return slips


def template() -> bytes:
    """An Excel file to fill in, with two rows as examples. Slow: not within a transaction."""
    return sheet(SHEET, [column.name for column in COLUMNS], EXAMPLES)


def read_invited(
    body: bytes, places: Places, may: Callable[[Invited], bool] = lambda _one: True
) -> tuple[list[Invited], list[CellMistake]]:
    """Who is to be invited, from an Excel file; and every mistake by its cell.

    may     whether the one who brings the file may invite such a person

    Raises Trouble for what is no Excel file. Slow: not within a transaction.
    """
    table, index = read_sheet(body, COLUMNS), CommuneIndex(places)
    mistakes = list(table.mistakes)
    invited = [_invited(row, places, index, mistakes) for row in table.rows] if not mistakes else []
    seen: dict[tuple[str, str], str] = {}
    for row, one in zip(table.rows, invited, strict=False):
        if not mistakes and not may(one):
            mistakes.append(CellMistake(row[ROLE].at, f"“{row[ROLE].text}” ở đó ngoài quyền mời của mình"))
        first = seen.setdefault((fold(one.name), one.where), row[NAME].at)
        if first != row[NAME].at:
            mistakes.append(CellMistake(row[NAME].at, f"“{one.name}” ở cùng xã đã có ở {first}"))
    return invited, mistakes


def _invited(row: Mapping[str, SheetCell], places: Places, index: CommuneIndex, mistakes: list[CellMistake]) -> Invited:
    def cell(name: str) -> SheetCell:
        return row.get(name, SheetCell("", ""))

    role = next((role for role, called in ROLES.items() if fold(cell(ROLE).text) in {fold(called), role.value}), None)
    if role is None:
        mistakes.append(CellMistake(cell(ROLE).at, f"không có việc nào tên “{cell(ROLE).text}” ({_each(ROLES)})"))
        role = Role.OFFICER
    communes: dict[str, str] = {}
    try:
        communes = communes_named(parts_of(cell(COMMUNES).text), places, index)
    except Trouble as trouble:
        mistakes.append(CellMistake(cell(COMMUNES).at, str(trouble)))
    if role in (Role.OFFICER, Role.COLLECTOR) and not cell(COMMUNES).text:
        at = cell(COMMUNES).at or cell(ROLE).at
        mistakes.append(CellMistake(at, f"{ROLES[role]} cần ít nhất một xã"))
    if role is Role.EDITOR and communes:
        mistakes.append(CellMistake(cell(COMMUNES).at, f"{ROLES[role]} không thuộc xã nào"))
    capacity = cell(CAPACITY).text
    if capacity and not (capacity.isdecimal() and 0 < int(capacity) <= MOST_CAPACITY):
        mistakes.append(CellMistake(cell(CAPACITY).at, f"“{capacity}” không phải là số từ 1 đến {MOST_CAPACITY}"))
        capacity = ""
    skills = tuple(part.replace(" ", "-") for part in parts_of(cell(SKILLS).text))
    return Invited(cell(NAME).text, role, communes, skills, int(capacity) if capacity else None)


def communes_named(named: Iterable[str], places: Places, index: CommuneIndex | None = None) -> dict[str, str]:
    """The communes by code; raises Trouble for a name that none, or more than one, answers to."""
    index, known = index or CommuneIndex(places), places.communes
    found = {}
    for typed in named:
        if typed in known:
            found[typed] = known[typed].name
            continue
        matches = index.find(typed)
        if not matches:
            raise Trouble(f"Không tìm thấy xã nào tên “{typed}”.")
        if len(matches) > 1:
            choices = "; ".join(f"{match.commune.code} {match.label}" for match in matches[:6])
            raise Trouble(f"“{typed}” có thể là nhiều xã, hãy ghi mã: {choices}.")
        found[matches[0].commune.code] = matches[0].commune.name
    return found


def parts_of(text: str) -> list[str]:
    """What is written between commas, semicolons or lines."""
    return [part.strip() for part in re.split(r"[,;\n]", text) if part.strip()]


def _each(roles: Mapping[Role, str]) -> str:
    return ", ".join(roles.values())
