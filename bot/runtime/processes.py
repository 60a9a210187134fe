"""What processes that share a database are called."""

from __future__ import annotations

import os
import socket


def this_process() -> str:
    """The name of this process among all that share a database."""
    return f"{socket.gethostname()}:{os.getpid()}"


def ended(worker: str) -> bool:
    """Whether it ran on this machine, and does not any more."""
    host, _colon, number = worker.rpartition(":")
    if host != socket.gethostname() or not number.isdecimal():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except (PermissionError, OverflowError):
        return False
    return False
