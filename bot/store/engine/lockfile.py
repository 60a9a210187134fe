"""One process for one SQLite file: it holds `<file>.lock`, others are refused.

Reception, delivery and clockwork run under it; the operator's commands work beside it.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import make_url

from bot.domain.errors import Trouble
from bot.store.engine.url import keep_private


@contextmanager
def only_process(url: str) -> Iterator[None]:
    """Holds the lock of the database at `url`; raises Trouble where another process has it.

    The system frees it with the process, however that ends. PostgreSQL needs no lock: there many may work at once.
    """
    file = lock_of(url)
    if file is None:
        yield
        return
    keep_private(file)
    database = file.with_suffix("")
    for kept in (database, Path(f"{database}-wal"), Path(f"{database}-shm")):
        if kept.exists():
            keep_private(kept)
    with file.open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Trouble(f"Một tiến trình Loa khác đang dùng {file.with_suffix('')}; hãy tắt nó trước.") from error
        yield


def lock_of(url: str) -> Path | None:
    """The lock file beside an SQLite file; None for other databases and for one in memory."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or parsed.database in (None, "", ":memory:"):
        return None
    return Path(f"{parsed.database}.lock")
