"""The form of a campaign: which words, to whom and when; or what is wrong with it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time

from bot.domain.calendar import VIET_NAM, local, read_day
from bot.domain.errors import Trouble
from bot.domain.leads import LeadState
from bot.domain.outreach.campaigns import Audience
from bot.domain.outreach.subscriptions import Purpose
from bot.domain.people import Staff
from bot.library.library import Library
from bot.services.staff.inviting import communes_named, parts_of
from bot.talk.understanding.numbers import read_number
from bot.web.board.layout import CHOOSE
from bot.words import OFFERED, Words, _, verbatim

SOURCES = 20


@dataclass(frozen=True)
class Order:
    """What is asked for: the id of the words, whom for, from which hour, and what it corrects."""

    content: str
    audience: Audience
    at: datetime
    wrong: int | None = None


async def read_order(
    fields: Mapping[str, str], library: Library, channels: Mapping[str, Words], member: Staff, now: datetime
) -> Order | Words:
    """What the form says, or what is wrong.

    Who has communes of their own writes to these where none is named.
    """
    content, wrong = fields.get("content", ""), fields.get("corrects", "").strip()
    if content not in library.campaigns:
        return CHOOSE
    try:
        communes = await asyncio.to_thread(communes_named, parts_of(fields.get("communes", "")), library.places)
    except Trouble as trouble:
        return verbatim(str(trouble))
    at = read_hour(fields, now)
    if at is None:
        return _("Please give a day and an hour.")
    audience = Audience(
        Purpose.NEWS,
        frozenset(communes) or member.communes,
        frozenset(code for code in OFFERED if f"language-{code}" in fields),
        frozenset(name for name in channels if f"channel-{name}" in fields),
        frozenset(one.upper() for one in parts_of(fields.get("sources", ""))[:SOURCES]),
        frozenset(state for state in LeadState if f"outcome-{state.value}" in fields),
    )
    return Order(content, audience, at, read_number(wrong) if wrong else None)


def read_hour(fields: Mapping[str, str], now: datetime) -> datetime | None:
    """The day and hour of the form; now where neither is filled in, None for what is none."""
    day, hour = fields.get("day", ""), fields.get("hour", "")
    if not day and not hour:
        return now
    try:
        typed = time.fromisoformat(hour).replace(tzinfo=None)
    except ValueError:
        return None
    found = read_day(day) if day else local(now).date()
    return datetime.combine(found, typed, VIET_NAM) if found else None
