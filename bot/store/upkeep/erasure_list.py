"""The list of erasures, outside database and backup: what a restore has to do again.

Lines of JSON are only ever added: the key (sealed with LOA_KEY), erasures by blinded id, numbers given out at most.
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Table, delete, func, insert, select, text

from bot.domain.errors import Trouble
from bot.store.engine.database import Transaction
from bot.store.engine.url import keep_private
from bot.store.people import erasures
from bot.store.tables import erasure, erasure_key, lead, live_case, number_floor, proposal, staff

NUMBERED = (lead, live_case, staff, proposal)
"""Tables whose numbers people say, type or tap."""
AHEAD, NEAR = 200, 100


@dataclass
class Listed:
    """What the file says: sealed keys, latest last; erasures by number; the highest numbers."""

    keys: list[str] = field(default_factory=list)
    erasures: dict[int, tuple[str, bytes]] = field(default_factory=dict)
    up_to: dict[str, int] = field(default_factory=dict)

    @property
    def last(self) -> int:
        return max(self.erasures, default=0)


def read(file: Path) -> Listed:
    """Reads the file, but for a last line that was cut off.

    Raises Trouble for a file of another kind.
    """
    found = Listed()
    lines = file.read_bytes().split(b"\n") if file.exists() else []
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        try:
            _take_in(found, json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            if number == len(lines) - 1:
                break
            raise Trouble(f"{file} không phải là danh sách xóa của Loa (dòng {number + 1}).") from error
    return found


def bring_up(tx: Transaction, file: Path) -> int:
    """Adds to the file what it lacks, down to the disk; returns how many lines."""
    keep_private(file)
    with file.open("r+b") as opened:
        fcntl.flock(opened, fcntl.LOCK_EX)
        _mend(opened)
        found = read(file)
        if erasures.known_key(tx) is None and found.keys:
            take_over(tx, found)
        lines = _lacking(tx, found)
        opened.seek(0, os.SEEK_END)
        opened.writelines(json.dumps(line, separators=(",", ":")).encode() + b"\n" for line in lines)
        opened.flush()
        os.fsync(opened.fileno())
    return len(lines)


def take_over(tx: Transaction, found: Listed) -> bytes:
    """The database goes on with the list's key, which is returned, and above its numbers.

    Raises Trouble where none of the operator's keys opens it.
    """
    known = next((key for sealed in reversed(found.keys) if (key := _opened(tx, sealed)) is not None), None)
    if known is None:
        raise Trouble("LOA_KEY (và LOA_KEY_OLD) không mở được danh sách xóa: hãy thêm khóa đã dùng trước đây.")
    tx.connection.execute(delete(erasure_key))
    erasures.keep_key(tx, known)
    for table in NUMBERED:
        go_on_above(tx, table, found.up_to.get(table.name, 0))
    go_on_above(tx, erasure, found.last)
    return known


def go_on_above(tx: Transaction, table: Table, floor: int) -> None:
    """No row of the table gets that number, a lower one, or one that there is."""
    column: Any = table.autoincrement_column
    highest = int(tx.connection.execute(select(func.coalesce(func.max(column), 0))).scalar_one())
    floor = max(floor, highest)
    tx.connection.execute(delete(number_floor).where(number_floor.c.name == table.name))
    tx.connection.execute(insert(number_floor).values(name=table.name, floor=floor))
    if tx.shared and floor:
        told = {"table": table.name, "column": column.name, "floor": floor}
        tx.connection.execute(text("SELECT setval(pg_get_serial_sequence(:table, :column), :floor)"), told)


def _opened(tx: Transaction, sealed: str) -> bytes | None:
    try:
        return base64.b64decode(tx.vault.unseal(base64.b64decode(sealed)))
    except Trouble:
        return None


def _mend(opened: Any) -> None:
    """Cuts off the half of a line that a crash left."""
    whole = opened.read()
    end = whole.rfind(b"\n") + 1
    if end < len(whole):
        opened.truncate(end)


def _take_in(found: Listed, line: Mapping[str, Any]) -> None:
    if "key" in line:
        found.keys.append(line["key"])
    elif "up_to" in line:
        for name, number in line["up_to"].items():
            found.up_to[name] = max(int(number), found.up_to.get(name, 0))
    else:
        found.erasures[int(line["n"])] = (str(line["what"]), bytes.fromhex(line["who"]))


def _lacking(tx: Transaction, found: Listed) -> Sequence[Mapping[str, Any]]:
    lines: list[Mapping[str, Any]] = []
    if not found.keys or not base64.b64decode(found.keys[-1]).startswith(tx.vault.mark):
        lines.append({"key": base64.b64encode(tx.vault.seal(base64.b64encode(erasures.key(tx)).decode())).decode()})
    new = select(erasure).where(erasure.c.id > found.last).order_by(erasure.c.id)
    lines += [{"n": row.id, "what": row.what, "who": row.who.hex()} for row in tx.connection.execute(new)]
    up_to = {}
    for table in NUMBERED:
        (column,) = table.primary_key.columns
        highest = int(tx.connection.execute(select(func.coalesce(func.max(column), 0))).scalar_one())
        if highest + NEAR > found.up_to.get(table.name, 0):
            up_to[table.name] = highest + AHEAD
    return [*lines, {"up_to": up_to}] if up_to else lines
