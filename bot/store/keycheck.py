"""Whether the operator's key is the one that the data was sealed with; and what it means if it is not."""

from __future__ import annotations

from sqlalchemy import select

from bot.domain.trouble import Trouble
from bot.store.database import Transaction
from bot.store.tables import address, chat_line, inbox, lead, parcel, staff, zalo_pair
from bot.store.vault import Vault

LOST = (
    "LOA_KEY không phải là khóa đã dùng khi cất dữ liệu này: không có khóa cũ thì tên, số điện thoại và lời nhắn đã lưu"
    " không ai đọc lại được nữa; hãy đặt lại đúng khóa cũ."
)
SEALED = (
    *(address.c.conversation, staff.c.name, lead.c.name, inbox.c.body, parcel.c.body, chat_line.c.body),
    zalo_pair.c.access,
)
_SAMPLES = tuple(select(column).where(column.is_not(None)).limit(1) for column in SEALED)


def check_key(tx: Transaction) -> None:
    """Raises Trouble where something in the database cannot be unsealed with this key; an empty one goes with any."""
    for sample in _SAMPLES:
        sealed: bytes | None = tx.connection.execute(sample).scalar()
        if sealed is None:
            continue
        try:
            tx.vault.unseal(sealed)
        except Trouble as error:
            raise Trouble(LOST) from error


def fingerprint(vault: Vault) -> str:
    """What tells one key from another without telling anything about it."""
    return vault.blind("loa: fingerprint").hex()[:16]
