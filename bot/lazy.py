"""What most processes never need is loaded when it is first called: a command, the drawing of pictures, Excel."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any


def lazily(module: str, name: str) -> Callable[..., Any]:
    """That function of that module, which is imported at the first call; threads that call at once wait for it."""

    def call(*arguments: Any, **named: Any) -> Any:
        return getattr(import_module(module), name)(*arguments, **named)

    return call
