"""What citizens had go with their requests: sealed, one of each kind, gone with them."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, insert, select, update

from bot.domain.calls.known import Extra
from bot.store.engine.database import Transaction
from bot.store.tables import lead, lead_extra

_THIS = lead_extra.c.lead == bindparam("this")
_PUT = insert(lead_extra).returning(lead_extra.c.id)
_WORDS = update(lead_extra).where(lead_extra.c.id == bindparam("row")).values(body=bindparam("sealed"))
_BEFORE = delete(lead_extra).where(_THIS, lead_extra.c.purpose == bindparam("what"))
_OF = (
    select(lead_extra.c.id, lead_extra.c.purpose, lead_extra.c.body)
    .where(_THIS, lead_extra.c.body.is_not(None))
    .order_by(lead_extra.c.purpose)
)
_HERS = select(lead.c.number).where(lead.c.citizen_id == bindparam("who"))
_FORGET = delete(lead_extra).where(lead_extra.c.lead.in_(_HERS))


def put(tx: Transaction, number: int, extra: Extra, consent_id: int) -> None:
    """Has it go with the request from now on, instead of what went with it for that purpose."""
    tx.connection.execute(_BEFORE, {"this": number, "what": extra.purpose})
    row = {"lead": number, "purpose": extra.purpose, "consent_id": consent_id}
    this: int = tx.connection.execute(_PUT, row).scalar_one()
    tx.connection.execute(_WORDS, {"row": this, "sealed": tx.seal(lead_extra.c.body, this, extra.words)})


def of(tx: Transaction, number: int) -> list[Extra]:
    """What goes with the request."""
    rows = tx.connection.execute(_OF, {"this": number})
    return [Extra(purpose, tx.unseal(lead_extra.c.body, this, body)) for this, purpose, body in rows]


def forget(tx: Transaction, citizen_id: int) -> int:
    """Nothing goes with any request of the citizen; returns how much that was."""
    return tx.connection.execute(_FORGET, {"who": citizen_id}).rowcount
