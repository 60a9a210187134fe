"""At the door: who scans is counted, once each and never by name.

Screens are opened by a link that works once.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from bot.domain.meetings import DOOR_OPENS, Meeting, MeetingState
from bot.domain.outreach.codes import CodeKind
from bot.store.engine.columns import there_is
from bot.store.engine.database import Transaction
from bot.store.tables import address, code, meeting, scan, screen, staff

LINK_LIVES = timedelta(minutes=30)
#: So long after the end it is remembered who was counted already, and a screen may stay open.
LEFT_OPEN = timedelta(hours=6)

_SCAN = upsert(scan).on_conflict_do_nothing(index_elements=["meeting", "hash"])
_COUNT = update(meeting).where(meeting.c.number == bindparam("of")).values(scanned=meeting.c.scanned + 1)
_ADDRESSES = select(address.c.id).where(address.c.citizen_id == bindparam("who"))
_MEETINGS = select(scan.c.meeting).distinct()
_FORGET = delete(scan).where(scan.c.hash.in_(bindparam("those", expanding=True)))
_AT = (
    select(code.c.meeting)
    .join(meeting, meeting.c.number == code.c.meeting)
    .where(code.c.code == bindparam("code"), code.c.kind == CodeKind.DOOR.value)
    .where(meeting.c.state == MeetingState.ANNOUNCED.value)
    .where(meeting.c.starts <= bindparam("opened"), meeting.c.ends > bindparam("now"))
)
# A screen is theirs who opened it: it ends with their right, and with the meeting.
_THEIRS = there_is(select(staff.c.id).where(staff.c.id == screen.c.made_by, staff.c.active))
_OPEN = insert(screen)
_ENTER = (
    update(screen)
    .where(screen.c.link_hash == bindparam("link"), screen.c.made_at > bindparam("since"))
    .where(screen.c.token_hash.is_(None), _THEIRS)
    .values(token_hash=bindparam("token"))
    .returning(screen.c.meeting)
)
_OF_TOKEN = (
    select(screen.c.meeting)
    .join(meeting, meeting.c.number == screen.c.meeting)
    .where(screen.c.token_hash == bindparam("token"), meeting.c.ends > bindparam("since"), _THEIRS)
    .where(meeting.c.state != MeetingState.CANCELLED.value)
)
_over = meeting.c.ends < bindparam("before")
_EXPIRE_SCANS = delete(scan).where(there_is(select(meeting.c.number).where(meeting.c.number == scan.c.meeting, _over)))
_EXPIRE_SCREENS = delete(screen).where(
    there_is(select(meeting.c.number).where(meeting.c.number == screen.c.meeting, _over))
)


def scanned(tx: Transaction, number: int, address_id: int) -> bool:
    """Counts them as present; False where they were counted before."""
    row = {"meeting": number, "hash": _hash(tx, number, address_id)}
    if not tx.connection.execute(_SCAN, row).rowcount:
        return False
    tx.connection.execute(_COUNT, {"of": number})
    return True


def at(tx: Transaction, code: str, now: datetime) -> bool:
    """Whether that is the code of a door at which people come in now."""
    bound = {"code": code, "opened": now + DOOR_OPENS, "now": now}
    return tx.connection.execute(_AT, bound).first() is not None


def forget(tx: Transaction, citizen: int) -> None:
    """Nothing tells any more that the citizen was counted; the counts stay."""
    places = list(tx.connection.execute(_ADDRESSES, {"who": citizen}).scalars())
    numbers = list(tx.connection.execute(_MEETINGS).scalars())
    if those := [_hash(tx, number, place) for number in numbers for place in places]:
        tx.connection.execute(_FORGET, {"those": those})


def screen_over(meeting: Meeting, now: datetime) -> bool:
    """Whether its screen shows nothing any more: six hours after the end, or if cancelled."""
    return meeting.state is MeetingState.CANCELLED or meeting.plan.ends <= now - LEFT_OPEN


def open_screen(tx: Transaction, number: int, by: int, link: str, now: datetime) -> None:
    """From now on that link opens a screen, once, for half an hour."""
    tx.connection.execute(_OPEN, {"meeting": number, "made_by": by, "made_at": now, "link_hash": tx.vault.blind(link)})


def enter(tx: Transaction, link: str, token: str, now: datetime) -> int | None:
    """Uses the link up for that token; returns the meeting, None for a link that is no good."""
    hashed = {"link": tx.vault.blind(link), "token": tx.vault.blind(token)}
    found: int | None = tx.connection.execute(_ENTER, {**hashed, "since": now - LINK_LIVES}).scalar()
    return found


def of_token(tx: Transaction, token: str, now: datetime) -> int | None:
    """The meeting whose screen that token may show."""
    bound = {"token": tx.vault.blind(token), "since": now - LEFT_OPEN}
    found: int | None = tx.connection.execute(_OF_TOKEN, bound).scalar()
    return found


def expire(tx: Transaction, now: datetime) -> int:
    """Forgets who was counted at meetings that are over, and their screens.

    Returns how many rows.
    """
    before = {"before": now - LEFT_OPEN}
    return sum(tx.connection.execute(each, before).rowcount for each in (_EXPIRE_SCANS, _EXPIRE_SCREENS))


def _hash(tx: Transaction, number: int, address_id: int) -> bytes:
    return tx.vault.blind(f"scan:{number}:{address_id}")
