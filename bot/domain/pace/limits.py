"""Limits of what people ask for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.domain.leads import TOLD_AFTER


@dataclass(frozen=True)
class Limits:
    """What one citizen, or one member of staff, may ask for in a day or a minute.

    answer_within   how long an officer has, while the office is open, before the next one is asked
    origin_requests_an_hour     requests of one origin, from all who ask there; more wait in a tray
    told_after      how long a citizen's message waits for what staff do to be undone
    """

    requests_a_day: int = 3
    messages_a_minute: int = 20
    cases_a_day: int = 5
    answer_within: timedelta = timedelta(minutes=15)
    staff_messages_a_minute: int = 120
    origin_requests_an_hour: int = 10
    told_after: timedelta = TOLD_AFTER


@dataclass(frozen=True)
class DoorLimits:
    """What comes in over the web from one origin, one chat or one member of staff.

    An origin is an address of the Internet. It may be a whole village: a phone company puts thousands behind one
    address, a meeting uses one network.

    sessions_a_minute   new chats of an origin; streams: pages of an origin that are open at once
    hall                so many times more for an origin where a meeting comes in
    board_a_minute      pages and forms of the board, for one member of staff
    """

    sessions_a_minute: int = 60
    posts_a_minute: int = 300
    streams: int = 200
    chat_posts_a_minute: int = 40
    chat_streams: int = 8
    board_a_minute: int = 300
    sign_ins_a_minute: int = 30
    hall: int = 5
