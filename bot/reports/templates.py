"""Tries the templates of a content, Word's and the printer's, in a process of its own."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.domain.documents import FIELDS, place
from bot.library.load import load
from bot.library.snapshot import unpack
from bot.reports.child import carry_out, made_by
from bot.reports.documents.template import mistakes
from bot.reports.prints.trial import wrong_layouts


def wrong_templates(packed: bytes, day: date) -> list[str]:
    """What is wrong with the templates of that content. Raises Trouble; blocks."""
    found: list[str] = json.loads(made_by(__name__, {"packed": b64encode(packed).decode(), "day": day.isoformat()}))
    return found


def _tried(packed: str, day: str) -> bytes:
    with TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        unpack(b64decode(packed)).write(content)
        library = load(content)
    found = [
        f"{place(name)}: {mistake}"
        for name, template in library.documents.items()
        for mistake in mistakes(template, FIELDS[name])
    ]
    return json.dumps([*found, *wrong_layouts(library, date.fromisoformat(day))]).encode()


if __name__ == "__main__":
    carry_out(_tried)
