"""Puts down requests: asked, asked for again, corrected, passed on no more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import bindparam, func, insert, select, update

from bot.domain.calls.known import Prefer
from bot.domain.commands.leads import RequestCall
from bot.domain.consents import ATTACHING, HAND_ON, LIVE
from bot.domain.leads import Lead, LeadState
from bot.domain.phone import PhoneNumber
from bot.store.engine.database import Transaction
from bot.store.tables import consent, lead, next_number

_THIS = lead.c.number == bindparam("this")
_ASKED = select(func.count()).where(
    consent.c.citizen_id == bindparam("who"),
    consent.c.given_at >= bindparam("since"),
    consent.c.purposes.not_in([LIVE, *ATTACHING]),
)
_NEXT = select(next_number(lead.c.number))
_ADD = insert(lead).returning(lead.c.number)
_CORRECT = (
    update(lead)
    .where(_THIS)
    .values(name=bindparam("called"), phone=bindparam("at_phone"), phone_blind=bindparam("blinded"))
)
_SHARE = (
    update(lead)
    .where(_THIS)
    .values(consent_id=bindparam("by"), shared=bindparam("to"), channel=bindparam("over"), source=bindparam("code"))
)
_LINK = update(lead).where(_THIS, lead.c.meeting.is_distinct_from(bindparam("at"))).values(meeting=bindparam("at"))
_PREFER = update(lead).where(_THIS).values(prefer=bindparam("part"))
_UNSHARE = update(lead).where(lead.c.citizen_id == bindparam("who")).values(shared=False)


@dataclass(frozen=True)
class Asked:
    """The consent on which a request rests, the channel, and the code by which they had come."""

    consent: int
    channel: str = ""
    source: str = ""


def add(tx: Transaction, citizen_id: int, call: RequestCall, asked: Asked, now: datetime, topic: str = "") -> Lead:
    """Adds a lead of the citizen; the caller checks for an open one with the same phone."""
    row = {
        "citizen_id": citizen_id,
        "consent_id": asked.consent,
        "state": LeadState.NEW.value,
        "open": True,
        "commune": call.commune,
        "asked_at": now,
        "asked_by_other": call.for_other,
        "changed_at": now,
        "topic": topic,
        "shared": HAND_ON in call.purposes,
        "channel": asked.channel,
        "source": asked.source,
    }
    if not tx.shared:
        row["number"] = tx.connection.scalar(_NEXT)
    number: int = tx.connection.execute(_ADD, row).scalar_one()
    correct(tx, number, call.name, call.phone)
    new = Lead(number, citizen_id, LeadState.NEW, call.name, call.phone, call.commune, now, call.for_other)
    kept = replace(new, since=now, topic=topic, shared=HAND_ON in call.purposes)
    return replace(kept, channel=asked.channel, source=asked.source)


def share(tx: Transaction, number: int, asked: Asked, shared: bool) -> None:
    """From now on the request rests on that consent, and is passed on or not."""
    values = {"by": asked.consent, "to": shared, "over": asked.channel, "code": asked.source}
    tx.connection.execute(_SHARE, {"this": number, **values})


def link(tx: Transaction, number: int, meeting: int) -> bool:
    """From now on the request is one of that meeting; False where it was one already."""
    return tx.connection.execute(_LINK, {"this": number, "at": meeting}).rowcount == 1


def unshare(tx: Transaction, citizen_id: int) -> None:
    """Records that no lead of the citizen is passed on any more."""
    tx.connection.execute(_UNSHARE, {"who": citizen_id})


def asked_since(tx: Transaction, citizen_id: int, since: datetime) -> int:
    """How often the citizen consented to be called since then, also without a new lead."""
    number: int = tx.connection.execute(_ASKED, {"who": citizen_id, "since": since}).scalar_one()
    return number


def correct(tx: Transaction, number: int, name: str, phone: PhoneNumber) -> None:
    """Another name or phone."""
    sealed = {"called": tx.seal(lead.c.name, number, name), "at_phone": tx.seal(lead.c.phone, number, phone)}
    tx.connection.execute(_CORRECT, {"this": number, **sealed, "blinded": tx.vault.blind(phone)})


def prefer(tx: Transaction, number: int, part: Prefer | None) -> None:
    """They like to be called at that part of the day."""
    tx.connection.execute(_PREFER, {"this": number, "part": part.value if part else ""})
