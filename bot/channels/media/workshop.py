"""Makes pictures a few at a time, so that many at once fill neither memory nor cores."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

AT_ONCE = 2
_WORKERS = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="pictures")


async def in_turn(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Returns what `work` returns, done in a thread when one of the few is free."""
    return await asyncio.get_running_loop().run_in_executor(_WORKERS, lambda: work(*args, **kwargs))
