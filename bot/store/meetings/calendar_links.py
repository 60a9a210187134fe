"""Links to a meeting's calendar file: signed, good for a while, and without a name."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from hmac import compare_digest

from bot.domain.meetings import Meeting
from bot.store.engine.database import Transaction
from bot.store.meetings import queries

#: A meeting may be moved later: its link outlives the old day by so much.
LASTS = timedelta(days=7)
MOST_DIGITS = 11


def token_of(tx: Transaction, meeting: Meeting) -> str:
    """What the link carries."""
    until = int((meeting.plan.ends + LASTS).timestamp())
    return f"{meeting.number}-{until}-{_signature(tx, meeting.number, until)}"


def linked(tx: Transaction, token: str, now: datetime) -> Meeting | None:
    """The meeting whose link that is; None for one that is too old, or none of ours."""
    number, _dash, rest = token.partition("-")
    until, _dash, signed = rest.partition("-")
    if not all(one.isascii() and one.isdecimal() and len(one) <= MOST_DIGITS for one in (number, until)):
        return None
    good = compare_digest(_signature(tx, int(number), int(until)).encode(), signed.encode())
    return queries.get(tx, int(number)) if good and datetime.fromtimestamp(int(until), UTC) > now else None


def _signature(tx: Transaction, number: int, until: int) -> str:
    return urlsafe_b64encode(tx.vault.blind(f"calendar:{number}:{until}")[:18]).decode()
