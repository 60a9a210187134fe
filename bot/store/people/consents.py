"""What a citizen agreed to: which text, which purposes, when, and when it was taken back."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, exists, insert, select, update

from bot.store.engine.database import Transaction
from bot.store.tables import address, consent, purpose_withdrawn, subscription


@dataclass(frozen=True)
class Given:
    """One consent; `text_sha256` is of the very text that was shown.

    purposes    what was agreed to then; withdrawn: those of them that were taken back since, by themselves
    """

    id: int
    version: str
    purposes: tuple[str, ...]
    channel: str
    text_sha256: str
    given_at: datetime
    withdrawn_at: datetime | None
    withdrawn: tuple[str, ...] = ()

    @property
    def valid(self) -> tuple[str, ...]:
        """The purposes that still hold."""
        held = () if self.withdrawn_at else self.purposes
        return tuple(purpose for purpose in held if purpose not in self.withdrawn)


_GIVE = insert(consent).returning(consent.c.id)
_WITHDRAW = (
    update(consent)
    .where(consent.c.citizen_id == bindparam("who"), consent.c.withdrawn_at.is_(None))
    .values(withdrawn_at=bindparam("now"))
)
_OF = select(consent).where(consent.c.citizen_id == bindparam("who")).order_by(consent.c.id)
_TAKE_BACK = insert(purpose_withdrawn)
_TAKEN_BACK = (
    select(purpose_withdrawn.c.consent_id, purpose_withdrawn.c.purpose)
    .join(consent, consent.c.id == purpose_withdrawn.c.consent_id)
    .where(consent.c.citizen_id == bindparam("who"))
)
STILL_HOLDS = and_(
    consent.c.withdrawn_at.is_(None),
    ~exists()
    .where(purpose_withdrawn.c.consent_id == consent.c.id, purpose_withdrawn.c.purpose == subscription.c.purpose)
    .correlate(consent, subscription),
)
"""That the consent of a row is taken back neither whole nor for what the row's subscription is about."""
_LEFT_BEHIND = (
    select(subscription.c.id, subscription.c.purpose, address.c.citizen_id)
    .add_columns(*(consent.c[name] for name in ("version", "channel", "text_sha256", "given_at", "read_by")))
    .join(address, address.c.id == subscription.c.address_id)
    .join(consent, consent.c.id == subscription.c.consent_id)
    .where(address.c.id.in_(bindparam("those", expanding=True)), consent.c.citizen_id != address.c.citizen_id)
    .where(STILL_HOLDS)
)
_RESTS_ON = update(subscription).where(subscription.c.id == bindparam("this")).values(consent_id=bindparam("given"))


def give(
    tx: Transaction,
    citizen_id: int,
    version: str,
    purposes: Iterable[str],
    channel: str,
    text_sha256: str,
    now: datetime,
    *,
    read_by: int | None = None,
) -> int:
    """Records consent to this text for these purposes (without spaces); returns its id.

    read_by    the member of staff who read the text aloud
    """
    row = {
        "citizen_id": citizen_id,
        "version": version,
        "purposes": " ".join(purposes),
        "channel": channel,
        "text_sha256": text_sha256,
        "given_at": now,
        "read_by": read_by,
    }
    number: int = tx.connection.execute(_GIVE, row).scalar_one()
    return number


def digest(shown: str) -> str:
    """What says later which very text was agreed to."""
    return hashlib.sha256(shown.encode()).hexdigest()


def withdraw(tx: Transaction, citizen_id: int, now: datetime) -> None:
    """Takes back everything that the citizen agreed to."""
    tx.connection.execute(_WITHDRAW, {"who": citizen_id, "now": now})


def withdraw_purpose(tx: Transaction, citizen_id: int, purpose: str, now: datetime) -> bool:
    """Takes back one purpose wherever it still holds; False where it does nowhere."""
    held = [given.id for given in of_citizen(tx, citizen_id) if purpose in given.valid]
    if held:
        tx.connection.execute(_TAKE_BACK, [{"consent_id": one, "purpose": purpose, "at": now} for one in held])
    return bool(held)


def of_citizen(tx: Transaction, citizen_id: int) -> list[Given]:
    """All consents of the citizen, in order."""
    who = {"who": citizen_id}
    taken_back = [tuple(row) for row in tx.connection.execute(_TAKEN_BACK, who)]
    return [
        Given(
            id=row.id,
            version=row.version,
            purposes=tuple(row.purposes.split()),
            channel=row.channel,
            text_sha256=row.text_sha256,
            given_at=row.given_at,
            withdrawn_at=row.withdrawn_at,
            withdrawn=tuple(purpose for number, purpose in taken_back if number == row.id),
        )
        for row in tx.connection.execute(_OF, who)
    ]


def keep_for(tx: Transaction, address_ids: Collection[int]) -> None:
    """What is told at these addresses rests on a consent of their own once they are parted.

    What either of them takes back later is not taken back for the other.
    """
    for row in tx.connection.execute(_LEFT_BEHIND, {"those": list(address_ids)}).all():
        told = (row.citizen_id, row.version, (row.purpose,), row.channel, row.text_sha256, row.given_at)
        given = give(tx, *told, read_by=row.read_by)
        tx.connection.execute(_RESTS_ON, {"this": row.id, "given": given})
