"""When somebody may be asked what they would like to be told, and that they were."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, bindparam, or_, select
from sqlalchemy.dialects.postgresql import insert

from bot.domain.outreach.subscriptions import ASKED_EVERY, Purpose
from bot.store.engine.database import Transaction
from bot.store.tables import address, subscription

_THEIRS = subscription.c.address_id.in_(select(address.c.id).where(address.c.citizen_id == bindparam("who")))
_LATELY = subscription.c.asked_at > bindparam("lately", type_=subscription.c.asked_at.type)
_HAS_ANSWERED = or_(subscription.c.consent_id.is_not(None), subscription.c.ended_at.is_not(None))
_THIS = subscription.c.purpose == bindparam("what")
_ASKED_LATELY = select(subscription.c.id).where(_THEIRS, or_(_LATELY, and_(_THIS, _HAS_ANSWERED)))
_OFFERED_LATELY = select(subscription.c.id).where(_THEIRS, _THIS, or_(_LATELY, _HAS_ANSWERED))
_AT = bindparam("now", type_=subscription.c.asked_at.type)
_put = insert(subscription)
_ASKED = _put.on_conflict_do_update(index_elements=["address_id", "purpose"], set_={"asked_at": _put.excluded.asked_at})
_ASKED_EVERYWHERE = _put.from_select(
    ["address_id", "purpose", "asked_at"],
    select(address.c.id, bindparam("what", type_=subscription.c.purpose.type), _AT).where(
        address.c.citizen_id == bindparam("who")
    ),
).on_conflict_do_update(index_elements=["address_id", "purpose"], set_={"asked_at": _put.excluded.asked_at})


def may_be_asked(tx: Transaction, citizen_id: int, purpose: Purpose, now: datetime) -> bool:
    """Whether this is a time for a question.

    A month after any other, and never to who has answered it."""
    return tx.connection.execute(_ASKED_LATELY, _bound(citizen_id, purpose, now)).first() is None


def may_be_offered(tx: Transaction, citizen_id: int, purpose: Purpose, now: datetime) -> bool:
    """Whether a button may stand below what they are told anyway.

    A month after the same offer, and never for who has answered it; another question before it is no reason.
    """
    return tx.connection.execute(_OFFERED_LATELY, _bound(citizen_id, purpose, now)).first() is None


def asked(tx: Transaction, address_id: int, purpose: Purpose, now: datetime) -> None:
    """Records that they were asked there."""
    tx.connection.execute(_ASKED, {"address_id": address_id, "purpose": purpose.value, "asked_at": now})


def asked_everywhere(tx: Transaction, citizen_id: int, purpose: Purpose, now: datetime) -> None:
    """Records that they were asked at each address of theirs."""
    tx.connection.execute(_ASKED_EVERYWHERE, {"who": citizen_id, "what": purpose.value, "now": now})


def _bound(citizen_id: int, purpose: Purpose, now: datetime) -> dict[str, object]:
    return {"who": citizen_id, "what": purpose.value, "lately": now - ASKED_EVERY}
