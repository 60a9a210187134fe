"""The library that commands look things up in."""

from __future__ import annotations

from datetime import datetime

from bot.domain.calendar import VIET_NAM
from bot.library import Library, load
from bot.runtime.compiled.shelf import found
from bot.settings.settings import Settings


def library_here(settings: Settings) -> Library:
    """As a serving process has kept it, else as the folder has it. Raises Mistakes.

    Nothing is kept from here: commands may be typed as another user than the one that serves.
    """
    known = found(settings.compiled, settings.content, datetime.now(VIET_NAM).date())
    return load(settings.content) if known is None else known.library
