"""What the URL of a database says: which kind it is, and where an operator finds it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.domain.errors import Trouble


def parse(url: str) -> URL:
    """The URL with its driver. Raises Trouble for anything but SQLite in a file or PostgreSQL."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise Trouble("Địa chỉ cơ sở dữ liệu không đúng dạng, ví dụ đúng: sqlite:///var/loa.db") from error
    match parsed.drivername:
        case "sqlite" if parsed.database and parsed.database != ":memory:":
            return parsed
        case "postgresql" | "postgres" | "postgresql+asyncpg":
            return parsed.set(drivername="postgresql+asyncpg")
    raise Trouble("Loa chỉ dùng SQLite (sqlite:///var/loa.db) hoặc PostgreSQL (postgresql://máy/tên).")


def where(url: str) -> str:
    """The file's whole path, or the server's address without its password."""
    parsed = parse(url)
    if parsed.get_backend_name() == "sqlite":
        return str(Path(parsed.database or "").absolute())
    return parsed.set(drivername="postgresql").render_as_string(hide_password=True)
