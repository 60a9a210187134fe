"""The page to search without a network: one file, which asks nobody for anything."""

from __future__ import annotations

import json
from importlib.resources import files

from bot.reports.prints.imprint import Content

PLACE = "__DATA__"


def page_html(data: Content) -> str:
    """The page with its data inside; "<" is escaped, so no text of an editor ends the script."""
    frame = (files(__package__) / "page.html").read_text(encoding="utf-8")
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return frame.replace(PLACE, written, 1)
