"""What a database's refusal means for an operator, in one sentence."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.domain.errors import Trouble
from bot.store.engine.database import Database

MISHAPS = (SQLAlchemyError, sqlite3.Error, OSError)
"""Whatever a database, or the way to it, may raise."""

_NO_SUCH_DATABASE, _NOT_LET_IN = "3D000", ("28000", "28P01")


def in_a_sentence(error: Exception) -> Trouble | None:
    """The Trouble that it is; None for what no operator can put right."""
    if isinstance(error, OSError) and error.filename:
        return Trouble(f"Không đọc hoặc ghi được {error.filename}.")
    state = getattr(error.orig, "sqlstate", None) if isinstance(error, DBAPIError) else None
    if state in _NOT_LET_IN:
        return Trouble("PostgreSQL không nhận tên hoặc mật khẩu trong LOA_DATABASE.")
    if state == _NO_SUCH_DATABASE:
        return Trouble("Máy chủ PostgreSQL chưa có cơ sở dữ liệu ghi trong LOA_DATABASE.")
    if Database.is_away(error):
        return Trouble("Không tới được cơ sở dữ liệu; hãy xem nó có đang chạy không và LOA_DATABASE có đúng không.")
    return None
