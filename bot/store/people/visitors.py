"""Visitors: the address, the citizen or member of staff, and their conversation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, bindparam, delete, insert, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert as upsert

from bot.domain.errors import Trouble
from bot.domain.messages import Address, Incoming
from bot.domain.outreach.facts import SOURCE_LASTS
from bot.domain.people import Citizen, Role, Staff
from bot.store.engine.at_address import address_values, at_address
from bot.store.engine.database import Transaction
from bot.store.engine.slices import a_slice
from bot.store.messages import outbox
from bot.store.messages.serialization import read_communes
from bot.store.people import subscriptions
from bot.store.people.blocking import mark_blocked
from bot.store.tables import address, chat_line, citizen, inbox, staff


@dataclass(frozen=True)
class Visitor:
    """A person at an address; `staff` is the member of staff who wrote there, if one did.

    conversation    what the last turn remembered, or ""
    blocked         whether this address had told the platform, until now, not to let us write
    new             whether nobody had ever written from there
    """

    address_id: int
    address: Address
    citizen: Citizen
    staff: Staff | None
    conversation: str
    blocked: bool
    new: bool = False


_sender = address.alias("sender")
_every = address.alias("every")
# The code by which they came last, wherever they are linked: so linking and parting need not carry it along.
_CODE = (
    select(_every.c.came_from)
    .where(_every.c.citizen_id == address.c.citizen_id, _every.c.came_at >= bindparam("since"))
    .order_by(_every.c.came_at.desc(), _every.c.id)
    .limit(1)
    .correlate(address)
    .scalar_subquery()
)
_VISIT = (
    select(
        address.c.id,
        address.c.conversation,
        address.c.blocked_at,
        citizen.c.id,
        citizen.c.language,
        _CODE,
        staff.c.id,
        staff.c.name,
        staff.c.role,
        staff.c.language,
        staff.c.communes,
    )
    .select_from(
        address.join(citizen, citizen.c.id == address.c.citizen_id)
        .outerjoin(
            _sender,
            and_(
                _sender.c.channel == bindparam("channel"),
                _sender.c.account == bindparam("account"),
                _sender.c.chat == bindparam("sender"),
            ),
        )
        .outerjoin(staff, and_(staff.c.id == _sender.c.staff_id, staff.c.active))
    )
    .where(
        address.c.channel == bindparam("channel"),
        address.c.account == bindparam("account"),
        address.c.chat == bindparam("chat"),
    )
)
_AT = at_address(address)
_FIND = select(address.c.id).where(_AT)
_NEW_CITIZEN = insert(citizen).returning(citizen.c.id)
_NEW_ADDRESS = (
    upsert(address)
    .values({name: bindparam(name) for name in ("channel", "account", "chat", "citizen_id", "talked_at")})
    .on_conflict_do_nothing(index_elements=["channel", "account", "chat"])
    .returning(address.c.id)
)
_NO_CITIZEN = delete(citizen).where(citizen.c.id == bindparam("who"))
_REMEMBER = (
    update(address)
    .where(address.c.id == bindparam("which"))
    .values(conversation=bindparam("said"), talked_at=bindparam("now"), held_until=bindparam("until"))
)
_HOLD = select(citizen.c.id).where(citizen.c.id == bindparam("who")).with_for_update()
_EXPIRE = (
    update(address)
    .where(a_slice(address.c.id, and_(address.c.conversation.is_not(None), address.c.talked_at < bindparam("before"))))
    .values(conversation=None)
)
_SPEAK = update(citizen).where(citizen.c.id == bindparam("who")).values(language=bindparam("code"))
_STAFF_SPEAKS = update(staff).where(staff.c.id == bindparam("who")).values(language=bindparam("code"))
_CAME_FROM = (
    update(address)
    .where(address.c.id == bindparam("which"))
    .values(came_from=bindparam("code"), came_at=bindparam("now"))
)
_EXPIRE_SOURCES = update(address).where(address.c.came_at < bindparam("before")).values(came_from="", came_at=None)
_HERS = select(address.c.channel, address.c.account, address.c.chat).where(address.c.citizen_id == bindparam("who"))
_BLANK_INBOX = (
    update(inbox)
    .where(tuple_(inbox.c.channel, inbox.c.account, inbox.c.chat).in_(_HERS), inbox.c.body.is_not(None))
    .values(state="done", body=None)
)
_NO_LINES = delete(chat_line).where(chat_line.c.chat.in_(_HERS.with_only_columns(address.c.chat)))
_SOMEBODY_NEW = (
    insert(citizen)
    .from_select(
        ["language", "since"],
        select(citizen.c.language, citizen.c.since).where(citizen.c.id == bindparam("who")),
    )
    .returning(citizen.c.id)
)
AFRESH = {"came_with": None, "conversation": None, "came_from": "", "came_at": None, "read_aloud": False}
_LET_GO = (
    update(address).where(address.c.citizen_id == bindparam("who")).values(citizen_id=bindparam("somebody"), **AFRESH)
)


def visit(tx: Transaction, incoming: Incoming, now: datetime, language: str) -> Visitor:
    """The visitor who wrote this; a citizen who speaks `language` is made at first contact.

    However many turns see a first contact at once, one citizen is made. An address that had told the platform not to
    let us write, and writes all the same, may be written to again.
    """
    place = incoming.address
    key = {
        **{"channel": place.channel, "account": place.account, "chat": place.chat},
        "sender": incoming.sender or place.chat,
        "since": now - SOURCE_LASTS,
    }
    row = tx.connection.execute(_VISIT, key).first()
    new = row is None
    if row is None:
        settle_in(tx, place, now, language)
        row = tx.connection.execute(_VISIT, key).one()
    if row[2] is not None:
        mark_blocked(tx, place, False, now)
    return _visitor(tx, place, row, new=new)


def settle_in(tx: Transaction, place: Address, now: datetime, language: str) -> int:
    """The id of the row of that address, made with a new citizen where there was none."""
    at = address_values(place)
    known: int | None = tx.connection.execute(_FIND, at).scalar()
    if known is not None:
        return known
    who = tx.connection.execute(_NEW_CITIZEN, {"language": language, "since": now}).scalar_one()
    row = {"channel": place.channel, "account": place.account, "chat": place.chat}
    made: int | None = tx.connection.execute(_NEW_ADDRESS, {**row, "citizen_id": who, "talked_at": now}).scalar()
    if made is not None:
        return made
    tx.connection.execute(_NO_CITIZEN, {"who": who})
    first: int = tx.connection.execute(_FIND, at).scalar_one()
    return first


def remember(
    tx: Transaction, address_id: int, conversation: str, now: datetime, held_until: datetime | None = None
) -> None:
    """Keeps the conversation of that address, sealed ("" clears it); some of it until then."""
    said = tx.seal(address.c.conversation, address_id, conversation) if conversation else None
    tx.connection.execute(_REMEMBER, {"which": address_id, "said": said, "now": now, "until": held_until})


def hold(tx: Transaction, citizen_id: int) -> None:
    """Locks the citizen: no other transaction adds to what is theirs before this one ends."""
    tx.connection.execute(_HOLD, {"who": citizen_id})


def expire_conversations(tx: Transaction, before: datetime) -> int:
    """Clears a slice of the conversations not gone on with since then; returns how many."""
    return tx.connection.execute(_EXPIRE, {"before": before}).rowcount


def speak(tx: Transaction, visitor: Visitor, code: str) -> None:
    """Sets the language of the citizen, and of the member of staff if the visitor is one."""
    tx.connection.execute(_SPEAK, {"who": visitor.citizen.id, "code": code})
    if visitor.staff is not None:
        tx.connection.execute(_STAFF_SPEAKS, {"who": visitor.staff.id, "code": code})


def came_from(tx: Transaction, address_id: int, code: str, now: datetime) -> None:
    """Records the code of a poster or link that was brought at that address."""
    tx.connection.execute(_CAME_FROM, {"which": address_id, "code": code, "now": now})


def expire_sources(tx: Transaction, now: datetime) -> int:
    """Forgets by which code somebody came when nothing belongs to it any more; returns how many."""
    return tx.connection.execute(_EXPIRE_SOURCES, {"before": now - SOURCE_LASTS}).rowcount


def forget(tx: Transaction, citizen_id: int) -> None:
    """Deletes what the citizen said, was and is to be told; a new citizen gets their addresses.

    What is still in the inbox is blanked, waiting parcels are withdrawn, so the last message to them is to be posted
    afterwards. Requests and consents are not touched here: they stay with the citizen whose addresses are gone.
    """
    who = {"who": citizen_id}
    for row in tx.connection.execute(_HERS, who).all():
        outbox.withdraw(tx, address=Address(*row))
    subscriptions.forget(tx, citizen_id)
    tx.connection.execute(_BLANK_INBOX, who)
    tx.connection.execute(_NO_LINES, who)
    somebody = tx.connection.execute(_SOMEBODY_NEW, who).scalar_one()
    tx.connection.execute(_LET_GO, {**who, "somebody": somebody})


def _visitor(tx: Transaction, place: Address, row: Row[*tuple[Any, ...]], *, new: bool) -> Visitor:
    talk = _conversation(tx, row[0], row[1])
    member = None
    if row[6] is not None:
        member = Staff(row[6], tx.unseal(staff.c.name, row[6], row[7]), Role(row[8]), row[9], read_communes(row[10]))
    return Visitor(row[0], place, Citizen(row[3], row[4], row[5] or ""), member, talk, row[2] is not None, new)


def _conversation(tx: Transaction, address_id: int, sealed: bytes | None) -> str:
    """What the last turn remembered, or nothing where no key opens it: the talk begins anew."""
    try:
        return tx.unseal(address.c.conversation, address_id, sealed)
    except Trouble:
        return ""
