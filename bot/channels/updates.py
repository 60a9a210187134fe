"""Reads what a platform tells; what nobody can read is handed on, to be set aside.

So no update, of whatever shape, is asked for again and again, or ends the loop that fetches it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict

from bot.domain.messages import Address, Incoming

LONGEST = 64 * 1024
# Whatever a translation that only looks at values can fail with.
MISREAD = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


def read(
    update: object, translate: Callable[[], Iterable[Incoming]], channel: str, account: str
) -> tuple[Incoming, ...]:
    """What `translate` makes of the update; where it fails, the update itself, as "refused"."""
    try:
        return tuple(translate())
    except MISREAD as error:
        return (refused(update, error, channel, account),)


def optional(incoming: Incoming | None) -> tuple[Incoming, ...]:
    """What a translation found that finds one thing or nothing."""
    return () if incoming is None else (incoming,)


def refused(update: object, why: Exception, channel: str, account: str) -> Incoming:
    """The update as an operator finds it set aside: in ASCII, which can always be kept."""
    told = _written(update)
    name = hashlib.sha256(told.encode()).hexdigest()[:32]
    return Incoming(f"refused:{name}", Address(channel, account, ""), "refused", told, token=type(why).__name__)


def unkept(incoming: Incoming, why: Exception) -> Incoming:
    """The same of what was read and cannot be kept."""
    return refused(asdict(incoming), why, incoming.address.channel, incoming.address.account)


def _written(update: object) -> str:
    if isinstance(update, bytes):
        return ascii(update[:LONGEST])
    try:
        return json.dumps(update, default=repr)[:LONGEST]
    except MISREAD as error:
        return type(error).__name__
