"""Work in a process of its own: `serve` loads no typesetter and no Word."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Callable, Mapping
from typing import Any

from bot.domain.errors import Trouble

LONGEST = 60
REFUSED = 2
# A template can ask for any amount: it ends here, not in the memory of the whole machine.
MOST_MEMORY = 2 * 1024**3
TOO_MUCH = "Cần nhiều bộ nhớ quá nên không làm được. Hãy làm ít trang hơn, hoặc xem lại mẫu."


def made_by(module: str, order: Mapping[str, object]) -> bytes:
    """What that module makes of the order.

    Raises Trouble where it refuses; blocks until it is done.
    """
    command = [sys.executable, "-m", module]
    try:
        done = subprocess.run(command, input=json.dumps(order).encode(), capture_output=True, timeout=LONGEST)  # noqa: S603
    except subprocess.TimeoutExpired as late:
        raise Trouble(f"Quá {LONGEST} giây chưa xong. Hãy làm ít trang hơn.") from late
    if done.returncode == REFUSED:
        raise Trouble(done.stderr.decode(errors="replace"))
    if done.returncode:
        raise Trouble(f"Phần in không chạy được (mã {done.returncode}). Hãy cài lại Loa rồi thử lần nữa.")
    return done.stdout


def carry_out(work: Callable[..., bytes]) -> None:
    """The other side: reads one order, writes what `work` makes of it, or why it cannot."""
    most = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY if most < 0 else min(MOST_MEMORY, most), most))
    order: dict[str, Any] = json.load(sys.stdin.buffer)
    try:
        sys.stdout.buffer.write(work(**order))
    except (Trouble, MemoryError) as trouble:
        sys.stderr.write(str(trouble) if isinstance(trouble, Trouble) else TOO_MUCH)
        sys.exit(REFUSED)
