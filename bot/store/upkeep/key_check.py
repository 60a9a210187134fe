"""Whether the operator's keys are those with which the data was sealed."""

from __future__ import annotations

from sqlalchemy import select

from bot.domain.errors import Trouble
from bot.store.engine.database import Transaction
from bot.store.engine.vault import Vault
from bot.store.personal_data import SEALED

LOST = (
    "LOA_KEY không phải là khóa đã dùng khi cất dữ liệu này: không có khóa cũ thì tên, số điện thoại và lời nhắn đã lưu"
    " không ai đọc lại được nữa; hãy đặt lại đúng khóa cũ (hoặc thêm khóa cũ vào LOA_KEY_OLD nếu đang đổi khóa)."
)
LOOKED_AT = 5
_SAMPLES = tuple(
    (one.column.table.name, select(one.column).where(one.column.is_not(None)).limit(LOOKED_AT)) for one in SEALED
)
PASSING = frozenset({"inbox", "parcel"})
"""Tables whose rows come and go: one that does not open is set aside in its turn, and keeps nobody from work."""


def check_key(tx: Transaction) -> None:
    """Raises Trouble where the keys open nothing of what is sealed; an empty database passes.

    A row that somebody tampered with is no sign of another key as long as others beside it open.
    """
    opened = shut = False
    for table, sample in _SAMPLES:
        sealed = list(tx.connection.execute(sample).scalars())
        if any(_opens(tx.vault, one) for one in sealed):
            opened = True
        elif table not in PASSING and any(tx.vault.is_strange(one) for one in sealed):
            raise Trouble(LOST)
        elif sealed:
            shut = True
    if shut and not opened:
        raise Trouble(LOST)


def fingerprints(vault: Vault) -> list[str]:
    """What tells keys apart and tells nothing about them; the one that seals comes first."""
    return [blinded.hex()[:16] for blinded in vault.blinds("loa: fingerprint")]


def _opens(vault: Vault, sealed: bytes) -> bool:
    try:
        vault.unseal(sealed)
    except Trouble:
        return False
    return True
