"""The register of codes: those of the content, and those made on the board.

A code is there for ever. No two are alike, whatever they are printed on: each is drawn until it is new to both.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlalchemy.dialects.postgresql import insert

from bot.domain.outreach.codes import CodeKind, drawn
from bot.library.library import Library, Poster
from bot.store.engine.database import Transaction
from bot.store.tables import code as made

_ADD = (
    insert(made)
    .values({name: bindparam(name) for name in ("code", "kind", "place", "commune", "made_at", "made_by", "meeting")})
    .on_conflict_do_nothing(index_elements=["code"])
)
_AMONG = select(made).where(made.c.code.in_(bindparam("codes", expanding=True)))
_ALL = select(made).where(made.c.kind != CodeKind.DOOR.value).order_by(made.c.made_at.desc(), made.c.code)
_OF_MEETING = select(made).where(made.c.meeting == bindparam("number"), made.c.kind == bindparam("kind"))


def find(tx: Transaction, library: Library, code: str) -> Poster | None:
    """The code as it was printed, or None."""
    return among(tx, library, [code]).get(code)


def among(tx: Transaction, library: Library, codes: Iterable[str]) -> Mapping[str, Poster]:
    """Those of the codes that there are."""
    asked = set(codes)
    found = {code: library.posters[code] for code in asked & library.posters.keys()}
    if others := asked - found.keys():
        rows = tx.connection.execute(_AMONG, {"codes": sorted(others)})
        found |= {row.code: _poster(row) for row in rows}
    return found


def every(tx: Transaction, library: Library, communes: frozenset[str]) -> list[Poster]:
    """The codes of these communes (none: of all), those made last first; none of a door."""
    rows = tx.connection.execute(_ALL)
    register = [_poster(row) for row in rows]
    register += [one for one in library.posters.values() if one.code not in {row.code for row in register}]
    return [one for one in register if not communes or one.commune in communes]


def make(
    tx: Transaction,
    library: Library,
    kind: CodeKind,
    commune: str,
    place: str,
    by: int,
    now: datetime,
    meeting: int | None = None,
) -> Poster:
    """A new code for what is printed, or for that meeting."""
    row = {"kind": kind.value, "place": place, "commune": commune, "made_at": now, "made_by": by, "meeting": meeting}
    while True:
        code = drawn(secrets.choice)
        if code not in library.posters and tx.connection.execute(_ADD, {"code": code, **row}).rowcount:
            return Poster(code, place, commune, kind=kind.value, meeting=meeting or 0)


def of_meeting(tx: Transaction, number: int, kind: CodeKind) -> Poster | None:
    """The code of that kind that was made with the meeting, if there is one."""
    row = tx.connection.execute(_OF_MEETING, {"number": number, "kind": kind.value}).first()
    return None if row is None else _poster(row)


def _poster(row: Row[*tuple[Any, ...]]) -> Poster:
    return Poster(row.code, row.place, row.commune, kind=row.kind, meeting=row.meeting or 0)
