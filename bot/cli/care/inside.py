"""What `loa doctor` looks at on this machine: key, tables, files, disk, content, backups."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from sqlalchemy import text

from bot.channels.interface import Undeliverable
from bot.channels.media.speech import ANSWERS, Speech
from bot.domain.errors import Trouble
from bot.domain.messages import Media
from bot.library.load import load
from bot.settings.settings import Settings
from bot.store.engine.database import Database, Transaction
from bot.store.engine.lockfile import lock_of
from bot.store.upkeep import erasure_list, version
from bot.store.upkeep.key_check import check_key
from bot.words import FIRST, languages

T = TypeVar("T")
ROOM, OLD = 1_000_000_000, timedelta(hours=36)


def key(settings: Settings, _backups: Path) -> str:
    read(settings, check_key)
    return "mở được dữ liệu đã cất."


def tables(settings: Settings, _backups: Path) -> str:
    async def go() -> None:
        database = Database.open(settings.database, settings.vault, connections=2)
        try:
            await version.check(database)
        finally:
            await database.close()

    asyncio.run(go())
    return f"đúng phiên bản {version.newest()}."


def speech(settings: Settings, _backups: Path) -> str:
    async def go() -> bytes:
        hello = Media("voice", ANSWERS, FIRST, "xin chào", "loa.ogg")
        return await Speech(settings.speech_program).read(hello)

    try:
        sound = asyncio.run(go())
    except Undeliverable as error:
        raise Trouble(
            "lệnh trong LOA_SPEECH_PROGRAM không đọc được: hãy chạy thử lệnh ấy với một câu; nó phải trả tệp WAV."
        ) from error
    return f"đọc được ({len(sound) // 1000 + 1} kB cho hai tiếng)."


def integrity(settings: Settings, _backups: Path) -> str:
    if lock_of(settings.database) is None:
        return "PostgreSQL tự lo."
    said = read(settings, lambda tx: tx.connection.execute(text("PRAGMA quick_check(1)")).scalar_one())
    if said != "ok":
        raise Trouble("tệp dữ liệu hỏng: chép nó ra chỗ khác rồi khôi phục bản sao lưu gần nhất bằng `loa restore`.")
    return "nguyên vẹn."


def modes(settings: Settings, _backups: Path) -> str:
    lock = lock_of(settings.database)
    database = lock.with_suffix("") if lock is not None else None
    ends = ("", "-wal", "-shm", ".lock")
    files = [Path(".env"), *(Path(f"{database}{end}") for end in ends if database is not None)]
    files += [settings.erasure_list] if settings.erasure_list is not None else []
    open_ones = [str(file) for file in files if file.exists() and file.stat().st_mode & 0o007]
    if open_ones:
        raise Trouble(f"ai trên máy cũng đọc được {', '.join(open_ones)}; hãy chạy: chmod o= {' '.join(open_ones)}")
    return "người khác trên máy không đọc được."


def disk(settings: Settings, _backups: Path) -> str:
    lock = lock_of(settings.database)
    folder = next(one for one in ((lock or Path("x")).absolute().parents) if one.exists())
    free = shutil.disk_usage(folder).free
    if free < ROOM:
        raise Trouble(f"chỉ còn {free // 10**6} MB ở {folder}; hãy xóa bản sao lưu, nhật ký cũ.")
    return f"còn {free / 10**9:.0f} GB."


def content(settings: Settings, _backups: Path) -> str:
    library = load(settings.content)
    return f"{len(library.answers)} câu trả lời, không có lỗi."


def translations(settings: Settings, _backups: Path) -> str:
    try:
        return f"{', '.join(languages(settings.locales))}."
    except FileNotFoundError as error:
        raise Trouble(f"chưa có bản dịch dùng được trong {settings.locales}; hãy chạy: make locales") from error


def backup(_settings: Settings, backups: Path) -> str:
    saved = [file.stat().st_mtime for file in backups.glob("*.zip")]
    if not saved:
        raise Trouble(f"không có bản sao lưu nào trong {backups}; hãy chạy: loa backup {backups}/loa.zip")
    age = datetime.now(UTC) - datetime.fromtimestamp(max(saved), UTC)
    if age > OLD:
        raise Trouble(f"bản mới nhất đã {age.days} ngày; hãy xem loa-backup.timer.")
    return f"{len(saved)} bản, bản mới nhất {age.total_seconds() / 3600:.0f} giờ trước."


def erasures(settings: Settings, _backups: Path) -> str:
    if (file := settings.erasure_list) is None:
        raise Trouble("chưa đặt LOA_ERASURES: khôi phục sẽ làm sống lại những gì đã xóa.")
    if not file.exists():
        raise Trouble(f"chưa có {file}; Loa tạo nó khi chạy. Đã từng chạy thì hãy tìm lại tệp ấy.")
    return f"{len(erasure_list.read(file).erasures)} việc trong {file}; nhớ chép nó ra máy khác."


def read(settings: Settings, work: Callable[[Transaction], T]) -> T:
    async def go() -> T:
        database = Database.open(settings.database, settings.vault, connections=2)
        try:
            return await database.read(work)
        finally:
            await database.close()

    return asyncio.run(go())
