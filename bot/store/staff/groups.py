"""Group chats of staff, in which requests are posted too."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import and_, bindparam, or_, select
from sqlalchemy.dialects.postgresql import insert as upsert

from bot.domain.messages import Address
from bot.store.engine.database import Transaction
from bot.store.messages.serialization import write_communes
from bot.store.tables import address, staff_group

_group = upsert(staff_group)
_ADD_GROUP = _group.on_conflict_do_update(
    index_elements=["channel", "account", "chat"], set_={"communes": _group.excluded.communes}
)
_GROUPS = (
    select(staff_group.c.channel, staff_group.c.account, staff_group.c.chat)
    .join(
        address,
        and_(
            address.c.channel == staff_group.c.channel,
            address.c.account == staff_group.c.account,
            address.c.chat == staff_group.c.chat,
        ),
        isouter=True,
    )
    .where(
        address.c.blocked_at.is_(None),
        or_(staff_group.c.communes == "", staff_group.c.communes.contains(bindparam("commune"))),
    )
    .order_by(staff_group.c.channel, staff_group.c.account, staff_group.c.chat)
)


def add_group(tx: Transaction, address: Address, communes: Iterable[str]) -> None:
    """Has leads of these communes (none: of all) posted in that group chat too."""
    row = {"channel": address.channel, "account": address.account, "chat": address.chat}
    tx.connection.execute(_ADD_GROUP, {**row, "communes": write_communes(communes)})


def groups_of(tx: Transaction, commune: str) -> list[Address]:
    """The group chats for leads of that commune that did not block us."""
    return [Address(*row) for row in tx.connection.execute(_GROUPS, {"commune": f" {commune} "})]
