"""What the Zalo Bot channel needs of the Loa in which it runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.channels.health import Line
from bot.channels.media.forwarding import Files
from bot.channels.zalo.downloads import ZaloMedia
from bot.store.engine.database import Database


@dataclass(frozen=True)
class Here:
    """What the channel needs of this Loa: its database and clock, and this process's name.

    public_url      what the outside calls us, "https://…", or "": then pictures, which the platform fetches, are words
    pictures_live   how long a picture may be fetched
    remembered      for how long updates that came in are remembered; older ones are not taken, they were had before
    floor           least seconds between two fetches of updates
    media           fetches what people send on Zalo; files: what they send anywhere
    line            is told how the fetching of updates goes
    """

    db: Database
    now: Callable[[], datetime]
    worker: str
    public_url: str = ""
    pictures_live: timedelta = timedelta(days=1)
    remembered: timedelta = timedelta(days=29)
    floor: float = 1.0
    media: ZaloMedia = field(default_factory=ZaloMedia)
    files: Files = field(default_factory=Files)
    line: Line = field(default_factory=Line)
