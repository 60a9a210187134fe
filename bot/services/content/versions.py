"""What becomes of a folder's content: the next version, or refused; undo, push and pull.

Each is done within the transaction given, so that two processes never accept two contents as one version.
"""

from __future__ import annotations

from datetime import datetime

from bot.domain.calendar import VIET_NAM
from bot.domain.content.versions import Folder, How, Verdict, Version, judge
from bot.domain.errors import Trouble
from bot.library.snapshot import Snapshot, unpack
from bot.services.content import waiting
from bot.store.content import folders, versions
from bot.store.engine.database import Transaction

PULL_OR_PUSH = (
    "Hãy lấy bản đang dùng ra một thư mục khác để so sánh: loa content pull THƯ_MỤC; sửa xong thì chạy: "
    "loa content push THƯ_MỤC --after {number}. Hoặc bỏ phần sửa trong thư mục: loa content pull --force."
)


def settle(tx: Transaction, folder: Folder, held: Snapshot, now: datetime, *, second: bool = False) -> Version:
    """Accepts or refuses what the folder holds, which has no mistake.

    second   whether somebody has to approve what has changed, where there is anybody who could

    Returns the version to be used by every process.
    """
    newest, same = versions.newest(tx), versions.holding(tx, held.hash)
    base = folders.base(tx, folder)
    verdict = judge(held.hash, base, newest, same is not None)
    if verdict is Verdict.NEXT and newest is not None and second and waiting.wanted(tx):
        waiting.hold(tx, folder, held, newest, now)
        return newest
    if verdict is Verdict.NEXT or newest is None:
        return _accept(tx, newest, folder, held, How.FOLDER, now)
    if verdict is Verdict.NEWEST:
        folders.settled(tx, folder, newest.number, held.hash, now)
    elif verdict is Verdict.BEHIND:
        number = base.version if base else same.number if same else newest.number
        folders.settled(tx, folder, number, held.hash, now)
    else:
        folders.refuse(tx, folder, [f"{folder.path}:1:1: {_why(verdict, base.version if base else 0, newest)}"], now)
    return newest


def refuse(tx: Transaction, folder: Folder, mistakes: tuple[str, ...], now: datetime) -> Version | None:
    """Notes why the folder is not used.

    Returns the version that stays in use, None where there has never been one.
    """
    folders.refuse(tx, folder, mistakes, now)
    return versions.newest(tx)


def push(
    tx: Transaction, folder: Folder, held: Snapshot, now: datetime, *, after: int | None, author: int | None
) -> Version:
    """The folder's content, which has no mistake, becomes the newest version.

    after  the version that the pusher has seen: it may be replaced. Raises Trouble where both sides have changed.
    """
    newest, base = versions.newest(tx), folders.base(tx, folder)
    verdict = judge(held.hash, base, newest, versions.holding(tx, held.hash) is not None)
    if newest is not None and verdict is Verdict.NEWEST:
        folders.settled(tx, folder, newest.number, held.hash, now)
        return newest
    if newest is not None and after != newest.number and verdict is not Verdict.NEXT:
        raise Trouble(_why(verdict, base.version if base else 0, newest))
    return _accept(tx, newest, folder, held, How.PUSH, now, author)


def earlier(tx: Transaction, number: int | None) -> Version:
    """The version to go back to; None: the one before the newest.

    Raises Trouble where there is none.
    """
    newest = versions.newest(tx)
    if newest is None:
        raise Trouble("Chưa có phiên bản nội dung nào.")
    found = versions.get(tx, newest.number - 1 if number is None else number)
    if found is None or found.hash == newest.hash:
        raise Trouble("Không có phiên bản nào khác như thế để quay về; hãy xem: loa content history.")
    if not versions.files(tx, found.number):
        raise Trouble(f"Tệp của phiên bản {found.number} đã được dọn đi; hãy chọn bản khác trong: loa content history.")
    return found


def undo(tx: Transaction, number: int | None, now: datetime, author: int | None) -> Version:
    """Takes an earlier version as the next one.

    Folders stay as they are.
    """
    newest, found = versions.newest(tx), earlier(tx, number)
    return versions.add(tx, newest, found.hash, versions.files(tx, found.number), How.UNDO, now, author=author)


def pull(tx: Transaction, folder: Folder, held: Snapshot, *, force: bool) -> tuple[Version, Snapshot]:
    """The newest version, for the folder to hold.

    Raises Trouble where that would overwrite what was never accepted.
    """
    newest = versions.newest(tx)
    if newest is None:
        raise Trouble("Chưa có phiên bản nội dung nào.")
    base = folders.base(tx, folder)
    own = held.files and held.hash not in (newest.hash, base.hash if base else "")
    if own and not force and versions.holding(tx, held.hash) is None:
        raise Trouble(f"Thư mục {folder.path} có phần sửa chưa được dùng. " + PULL_OR_PUSH.format(number=newest.number))
    return newest, unpack(versions.files(tx, newest.number))


def _accept(
    tx: Transaction,
    newest: Version | None,
    folder: Folder,
    held: Snapshot,
    how: How,
    now: datetime,
    author: int | None = None,
) -> Version:
    version = versions.add(tx, newest, held.hash, held.packed(), how, now, folder.id, author)
    folders.settled(tx, folder, version.number, held.hash, now)
    return version


def _why(verdict: Verdict, base: int, newest: Version) -> str:
    day = f"{newest.at.astimezone(VIET_NAM):%H:%M %d/%m/%Y}"
    if verdict is Verdict.BOTH_CHANGED:
        said = f"Thư mục này sửa từ phiên bản {base}, nhưng nội dung đang dùng đã là phiên bản {newest.number} ({day})."
    elif verdict is Verdict.STRANGER:
        said = f"Loa chưa gặp thư mục này; nội dung của nó khác mọi phiên bản, đang dùng là {newest.number} ({day})."
    else:
        said = f"Thư mục này còn giữ nội dung cũ; đang dùng là phiên bản {newest.number} ({day})."
    return f"{said} {PULL_OR_PUSH.format(number=newest.number)}"
