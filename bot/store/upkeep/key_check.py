"""Whether the operator's keys are those with which the data was sealed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Select, select, true

from bot.domain.errors import Trouble
from bot.store.engine.columns import state_is
from bot.store.engine.database import Transaction
from bot.store.engine.vault import Vault
from bot.store.personal_data import SEALED, Sealed, row_id
from bot.store.tables import inbox, lead, parcel

LOST = (
    "LOA_KEY không phải là khóa đã dùng khi cất dữ liệu này: không có khóa cũ thì tên, số điện thoại và lời nhắn đã lưu"
    " không ai đọc lại được nữa; hãy đặt lại đúng khóa cũ (hoặc thêm khóa cũ vào LOA_KEY_OLD nếu đang đổi khóa)."
)
LOOKED_AT = 5
PASSING = {table.name: state_is(table, "waiting") for table in (inbox, parcel)}
"""Tables whose rows come and go: one that does not open is set aside in its turn, and keeps nobody from work.

Most of their rows are blank; those that are not are found by this condition.
"""


def _sample(one: Sealed) -> Select[Any]:
    table = one.column.table
    rows = select(one.column, *one.place).where(one.column.is_not(None), PASSING.get(table.name, true()))
    newest_first = rows.order_by(lead.c.number.desc()) if table is lead else rows
    return newest_first.limit(LOOKED_AT)


_SAMPLES = tuple((one.column, _sample(one)) for one in SEALED)


def check_key(tx: Transaction) -> None:
    """Raises Trouble where the keys open nothing of what is sealed; an empty database passes.

    A row that somebody tampered with is no sign of another key as long as others beside it open.
    """
    opened = shut = False
    for column, sample in _SAMPLES:
        sealed = [tuple(row) for row in tx.connection.execute(sample)]
        if any(_opens(tx, column, *one) for one in sealed):
            opened = True
        elif column.table.name not in PASSING and any(tx.vault.is_strange(one) for one, *_row in sealed):
            raise Trouble(LOST)
        elif sealed:
            shut = True
    if shut and not opened:
        raise Trouble(LOST)


def fingerprints(vault: Vault) -> list[str]:
    """What tells keys apart and tells nothing about them; the one that seals comes first."""
    return [blinded.hex()[:16] for blinded in vault.blinds("loa: fingerprint")]


def _opens(tx: Transaction, column: Column[Any], sealed: bytes, *place: Any) -> bool:
    try:
        tx.unseal(column, row_id(place), sealed)
    except Trouble:
        return False
    return True
