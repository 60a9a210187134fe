"""What follows from trying to send a parcel: sent, later or never, as it is put on record.

And the counts of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeAlias

import structlog
from prometheus_client import Counter, Histogram

from bot.channels.interface import TryLater, Undeliverable
from bot.domain.message_fitting import units
from bot.domain.messages import Abilities, Address
from bot.domain.rate_limits import backoff
from bot.store.engine.database import Transaction
from bot.store.messages import outbox
from bot.store.messages.outbox import Parcel, Settled
from bot.store.people import visitors

AGAIN = "(nhắc lại)"

FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=2), timedelta(minutes=10)

SENT = Counter("loa_parcels_sent_total", "Parcels that the platform took", ["channel"])
LATER = Counter("loa_parcels_later_total", "Tries that came to nothing and are repeated", ["channel"])
NEVER = Counter("loa_parcels_never_total", "Parcels given up", ["channel"])
SECONDS = Histogram(
    "loa_parcel_seconds", "From due to sent", ["channel"], buckets=(0.1, 0.3, 1, 3, 10, 30, 60, 300, 3600)
)

log = structlog.get_logger()


@dataclass(frozen=True)
class Patience:
    """When to give a parcel up: after `tries`.

    But while it is certain that nothing arrived, not before `at_least`.
    """

    tries: int = 12
    at_least: timedelta = timedelta(hours=24)


@dataclass(frozen=True)
class Tried:
    """What came of a try.

    closed      an address that nothing reaches any more
    pause       how long its lane must rest
    stranded    a parcel that should be heard of in another way
    fileless    a parcel whose words may go, but not the file that they came with
    """

    settled: Settled
    closed: Address | None = None
    pause: timedelta | None = None
    stranded: Parcel | None = None
    fileless: Parcel | None = None


Then: TypeAlias = Callable[[Transaction, Parcel], None]
"""What is done about a parcel in the transaction that gives it up."""


def leave(_tx: Transaction, _parcel: Parcel) -> None:
    """There is no other way."""


@dataclass(frozen=True)
class GivenUp:
    """What follows when a parcel is `stranded` or `fileless` (see Tried)."""

    stranded: Then = leave
    fileless: Then = leave


def record(tx: Transaction, tried: Sequence[Tried], now: datetime, given_up: GivenUp) -> None:
    """Puts on record what came of tries, and what follows from it."""
    if tried:
        outbox.settle(tx, [one.settled for one in tried], now)
    for address in {one.closed for one in tried if one.closed}:
        visitors.mark_blocked(tx, address, True, now)
    for one in tried:
        if one.stranded is not None:
            given_up.stranded(tx, one.stranded)
        if one.fileless is not None:
            given_up.fileless(tx, one.fileless)


def marked(parcel: Parcel, abilities: Abilities) -> Parcel:
    """The parcel as it is sent: one whose copy may have arrived before says so, if it has room."""
    carried = parcel.message.picture or parcel.message.media
    limit = abilities.caption_limit if carried else abilities.text_limit
    text = f"{AGAIN}\n{parcel.message.text}"
    if not parcel.unsure or parcel.kind != "new" or units(text) > limit:
        return parcel
    return replace(parcel, message=replace(parcel.message, text=text))


def arrived(parcel: Parcel, message_id: str, now: datetime) -> Tried:
    """The platform took it, as `message_id`."""
    SENT.labels(parcel.address.channel).inc()
    SECONDS.labels(parcel.address.channel).observe(max(0.0, (now - parcel.due).total_seconds()))
    return Tried(Settled(parcel.number, parcel.fence, "sent", message_id=message_id))


def failed(parcel: Parcel, error: Exception, now: datetime, patience: Patience, jitter: float) -> Tried:
    """What an error means.

    Only a TryLater that is not `unsure` says for certain that nothing arrived.
    """
    if isinstance(error, Undeliverable):
        return replace(
            _never(parcel, str(error)),
            closed=parcel.address if error.closed else None,
            stranded=parcel if error.elsewhere else None,
            fileless=parcel if error.file else None,
        )
    wait, pause, unsure, reason = longer(parcel.attempts, jitter), None, True, type(error).__name__
    if isinstance(error, TryLater):
        wait, unsure, reason = max(error.after, wait), error.unsure, f"{reason}: {error}"
        pause = error.after if error.whole_channel else None
    if parcel.attempts >= patience.tries and (unsure or now - parcel.due >= patience.at_least):
        return _never(parcel, reason)
    LATER.labels(parcel.address.channel).inc()
    log.warning(
        "parcel waits", parcel=parcel.number, channel=parcel.address.channel, tries=parcel.attempts, exc_info=error
    )
    settled = Settled(parcel.number, parcel.fence, "later", reason=reason, due=now + wait, unsure=unsure)
    return Tried(settled, pause=pause)


def longer(failures: int, jitter: float) -> timedelta:
    """How long to wait after so many failures in a row: from 2 s to 10 min."""
    return backoff(failures, jitter, FIRST_WAIT, LONGEST_WAIT)


def interrupted(parcel: Parcel, now: datetime) -> Tried:
    """Cut off on its way: nobody knows."""
    return Tried(Settled(parcel.number, parcel.fence, "later", reason="interrupted", due=now, unsure=True))


def put_back(parcel: Parcel, due: datetime) -> Tried:
    """Not sent, for its lane lets nothing through before `due`."""
    return Tried(Settled(parcel.number, parcel.fence, "later", reason="paced", due=due))


def _never(parcel: Parcel, reason: str) -> Tried:
    NEVER.labels(parcel.address.channel).inc()
    log.error(
        "parcel given up",
        parcel=parcel.number,
        channel=parcel.address.channel,
        tries=parcel.attempts,
        reason=reason,
    )
    return Tried(Settled(parcel.number, parcel.fence, "never", reason=reason))
