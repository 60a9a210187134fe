"""What a database's refusal means for an operator, in one sentence."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Mapping

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.domain.errors import Trouble
from bot.store.engine.database import PLANNED, Database, Transaction

MISHAPS = (SQLAlchemyError, sqlite3.Error, OSError)
"""Whatever a database, or the way to it, may raise."""

UNSUPPORTED = "unsupported startup parameter"
"""What PgBouncer says of a session's settings."""
FULL = "Đĩa đầy: hãy dọn bớt (nhật ký, bản sao lưu cũ) rồi chạy lại; những gì đã nhận thì vẫn còn."
BROKEN = (
    "Cơ sở dữ liệu bị hỏng: đừng ghi thêm gì, chép nó ra chỗ khác, rồi khôi phục bản sao lưu gần nhất "
    "bằng `loa restore`."
)
LOCKED = "Cơ sở dữ liệu đang bị một việc khác giữ quá lâu; hãy xem việc gì đang chạy, đợi nó xong rồi thử lại."
SHUT = "Cơ sở dữ liệu không cho ghi: hãy xem quyền của tệp và thư mục, chủ phải là người dùng chạy Loa."
POOLED = (
    "Giữa Loa và PostgreSQL có PgBouncer chia kết nối theo giao dịch (pool_mode = transaction), Loa không chạy "
    "được như vậy: hãy cho LOA_DATABASE trỏ thẳng vào PostgreSQL; Loa tự giữ số kết nối trong "
    "LOA_DATABASE_CONNECTIONS."
)
_DATA = "22"
_SQLITE: Mapping[int, str] = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_CORRUPT: BROKEN,
    sqlite3.SQLITE_NOTADB: BROKEN,
    sqlite3.SQLITE_BUSY: LOCKED,
    sqlite3.SQLITE_LOCKED: LOCKED,
    sqlite3.SQLITE_READONLY: SHUT,
    sqlite3.SQLITE_PERM: SHUT,
    sqlite3.SQLITE_CANTOPEN: SHUT,
}
_POSTGRES: Mapping[str, str] = {
    **dict.fromkeys(("28000", "28P01"), "PostgreSQL không nhận tên hoặc mật khẩu trong LOA_DATABASE."),
    "3D000": "Máy chủ PostgreSQL chưa có cơ sở dữ liệu ghi trong LOA_DATABASE.",
    "53100": FULL,
    **dict.fromkeys(("XX001", "XX002"), BROKEN),
    **dict.fromkeys(("55P03", "57014"), LOCKED),
    "25006": SHUT,
    **dict.fromkeys(("26000", "42P05"), POOLED),
}


def refuses(error: BaseException) -> bool:
    """Whether the error lies in what was to be kept, which no other time will keep either."""
    origin = error.orig if isinstance(error, DBAPIError) else error
    state = str(getattr(origin, "sqlstate", None) or _DATA)
    return not Database.is_away(error) and state.startswith(_DATA)


def in_a_sentence(error: Exception) -> Trouble | None:
    """The Trouble that it is; None for what no operator can put right."""
    origin = error.orig if isinstance(error, DBAPIError) else error
    if UNSUPPORTED in str(origin):
        return Trouble(POOLED)
    if isinstance(origin, sqlite3.Error) and (said := _SQLITE.get(int(getattr(origin, "sqlite_errorcode", 0)) & 0xFF)):
        return Trouble(said)
    if isinstance(origin, OSError) and origin.errno == errno.ENOSPC:
        return Trouble(FULL)
    if isinstance(error, OSError) and error.filename:
        return Trouble(f"Không đọc hoặc ghi được {error.filename}.")
    state = str(getattr(origin, "sqlstate", None) or "")
    if said := _POSTGRES.get(state):
        return Trouble(said)
    if Database.is_away(error):
        return Trouble("Không tới được cơ sở dữ liệu; hãy xem nó có đang chạy không và LOA_DATABASE có đúng không.")
    return None


async def check_pooling(database: Database) -> None:
    """Raises Trouble where something between Loa and PostgreSQL drops what a session asks for."""
    if database.shared and await database.read(_planned) != PLANNED:
        raise Trouble(POOLED)


def _planned(tx: Transaction) -> object:
    return tx.connection.scalar(text("SELECT current_setting('plan_cache_mode')"))
