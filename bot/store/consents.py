"""What a citizen agreed to: which text, for which purposes, when, and when she took it back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, insert, select, update

from bot.store.database import Transaction
from bot.store.tables import consent


@dataclass(frozen=True)
class Given:
    """One consent; `text_sha256` is of the very text that she was shown."""

    id: int
    version: str
    purposes: tuple[str, ...]
    channel: str
    text_sha256: str
    given_at: datetime
    withdrawn_at: datetime | None


_GIVE = insert(consent).returning(consent.c.id)
_WITHDRAW = (
    update(consent)
    .where(consent.c.citizen_id == bindparam("who"), consent.c.withdrawn_at.is_(None))
    .values(withdrawn_at=bindparam("now"))
)
_OF = select(consent).where(consent.c.citizen_id == bindparam("who")).order_by(consent.c.id)


def give(
    tx: Transaction,
    citizen_id: int,
    version: str,
    purposes: Iterable[str],
    channel: str,
    text_sha256: str,
    now: datetime,
) -> int:
    """Records that she agrees to this text for these purposes (words without spaces); returns the consent's id."""
    row = {
        "citizen_id": citizen_id,
        "version": version,
        "purposes": " ".join(purposes),
        "channel": channel,
        "text_sha256": text_sha256,
        "given_at": now,
    }
    number: int = tx.connection.execute(_GIVE, row).scalar_one()
    return number


def withdraw(tx: Transaction, citizen_id: int, now: datetime) -> None:
    """She takes back whatever she agreed to."""
    tx.connection.execute(_WITHDRAW, {"who": citizen_id, "now": now})


def of_citizen(tx: Transaction, citizen_id: int) -> list[Given]:
    """All that she agreed to, in order."""
    return [
        Given(
            id=row.id,
            version=row.version,
            purposes=tuple(row.purposes.split()),
            channel=row.channel,
            text_sha256=row.text_sha256,
            given_at=row.given_at,
            withdrawn_at=row.withdrawn_at,
        )
        for row in tx.connection.execute(_OF, {"who": citizen_id})
    ]
