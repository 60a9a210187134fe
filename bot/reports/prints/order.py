"""Prints made in a process of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.reports.child import made_by


def printed(
    layouts: Mapping[str, str],
    kind: str,
    pages: Sequence[object],
    *,
    png: bool = False,
    ppi: int = 72,
    paper: str = "a4",
) -> bytes:
    """A PDF, or the PNG of the first page.

    Raises Trouble where it cannot be made; blocks until it is.
    """
    order = {"layouts": dict(layouts), "kind": kind, "pages": pages, "png": png, "ppi": ppi, "paper": paper}
    return made_by("bot.reports.prints.press", order)
