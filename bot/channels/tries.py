"""What follows from trying to send a parcel: sent, later or never, as it is put on record; and the counts of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from prometheus_client import Counter, Histogram

from bot.channels.channel import TryLater, Undeliverable
from bot.domain.messages import Address
from bot.domain.pacing import backoff
from bot.store.parcels import Parcel, Settled

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
    """When to give a parcel up: after `tries`; but while it is certain that nothing arrived, not before `at_least`."""

    tries: int = 12
    at_least: timedelta = timedelta(hours=24)


@dataclass(frozen=True)
class Tried:
    """What came of a try. `closed`: an address that nothing reaches any more; `pause`: how long its lane must rest."""

    settled: Settled
    closed: Address | None = None
    pause: timedelta | None = None


def arrived(parcel: Parcel, message_id: str, now: datetime) -> Tried:
    """The platform took it, as `message_id`."""
    SENT.labels(parcel.address.channel).inc()
    SECONDS.labels(parcel.address.channel).observe(max(0.0, (now - parcel.due).total_seconds()))
    return Tried(Settled(parcel.number, parcel.fence, "sent", message_id=message_id))


def failed(parcel: Parcel, error: Exception, now: datetime, patience: Patience, jitter: float) -> Tried:
    """What an error means. Only a TryLater that is not `unsure` says for certain that nothing arrived."""
    if isinstance(error, Undeliverable):
        return _never(parcel, str(error), parcel.address if error.closed else None)
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


def _never(parcel: Parcel, reason: str, closed: Address | None = None) -> Tried:
    NEVER.labels(parcel.address.channel).inc()
    log.error(
        "parcel given up",
        parcel=parcel.number,
        channel=parcel.address.channel,
        tries=parcel.attempts,
        reason=reason,
    )
    return Tried(Settled(parcel.number, parcel.fence, "never", reason=reason), closed)
