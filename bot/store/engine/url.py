"""What the URL of a database says: which kind it is, and where an operator finds it."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.domain.errors import Trouble

_RIGHT = "Ví dụ đúng: sqlite:///var/loa.db hoặc postgresql://loa:MẬT-KHẨU@máy:5432/loa."
_CODED = "Trong mật khẩu hãy viết @ thành %40, / thành %2F, : thành %3A, # thành %23, % thành %25."


def parse(url: str) -> URL:
    """The URL with its driver. Raises Trouble for anything but SQLite in a file or PostgreSQL."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise Trouble(f"LOA_DATABASE không đúng dạng. {_RIGHT}") from None
    except ValueError:
        raise Trouble(f"LOA_DATABASE có cổng không phải là số, hay mật khẩu có ký tự lạ. {_CODED} {_RIGHT}") from None
    sqlite = parsed.drivername.startswith("sqlite")
    if not sqlite and ("@" in (parsed.host or "") or "@" in (parsed.database or "")):
        raise Trouble(f"LOA_DATABASE có mật khẩu viết thẳng ký tự @ hoặc /. {_CODED}")
    match parsed.drivername:
        case "sqlite" if parsed.database and parsed.database != ":memory:":
            return parsed
        case "postgresql" | "postgres" | "postgresql+asyncpg":
            return parsed.set(drivername="postgresql+asyncpg")
    raise Trouble("Loa chỉ dùng SQLite (sqlite:///var/loa.db) hoặc PostgreSQL (postgresql://máy/tên).")


def keep_private(file: Path) -> None:
    """Lets nobody but its owner read the file; makes it, and its folder, if need be."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not file.exists():
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    found = file.stat()
    if found.st_mode & 0o077 and found.st_uid == os.geteuid():
        file.chmod(0o600)


def where(url: str) -> str:
    """The file's whole path, or the server's address without its password."""
    parsed = parse(url)
    if parsed.get_backend_name() == "sqlite":
        return str(Path(parsed.database or "").absolute())
    hidden = parsed.set(drivername="postgresql").difference_update_query(["password"])
    return hidden.render_as_string(hide_password=True)
