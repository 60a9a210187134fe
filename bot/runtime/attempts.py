"""What follows from trying to send a parcel: sent, later or never, as it is put on record.

And the counts of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import structlog
from prometheus_client import Counter, Histogram

from bot.channels.interface import TryLater, Undeliverable
from bot.domain.message_fitting import units
from bot.domain.messages import Abilities, Address
from bot.domain.pace.rate_limits import backoff
from bot.runtime.circuit_breaker import Sign
from bot.services.outbox.undelivered import Failure
from bot.store.engine.database import Transaction
from bot.store.messages import outbox
from bot.store.messages.outbox import Parcel, Settled
from bot.store.people import blocking
from bot.store.staff import groups

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
    """When to give a parcel up: after `tries`, but not before `at_least`.

    What makes an account rest is no try. Where nobody knows whether it arrived, there are at most so many `copies`.
    """

    tries: int = 12
    at_least: timedelta = timedelta(hours=24)
    copies: int = 2


@dataclass(frozen=True)
class DeliveryRules:
    """The numbers of delivery.

    slots   parcels on their way at once, on one account of a channel
    lease   how long a claim holds; one send may take half of it
    grace   how long a stop waits for what is on its way
    """

    slots: int = 20
    patience: Patience = field(default_factory=Patience)
    lease: timedelta = timedelta(seconds=90)
    grace: timedelta = timedelta(seconds=10)


@dataclass(frozen=True)
class Tried:
    """What came of a try.

    sign        what it tells of all of the account
    closed      an address that nothing reaches any more
    pause       how long the account, or the chat where it is crowded, must rest
    crowded     whether it was too much for the chat
    moved       an address and the one that has taken its place
    given_up    a parcel that should be heard of in another way, and why
    fileless    a parcel whose words may go, but not the file that they came with
    """

    settled: Settled
    sign: Sign = "none"
    closed: Address | None = None
    pause: timedelta = timedelta(0)
    crowded: bool = False
    moved: tuple[Address, Address] | None = None
    given_up: tuple[Parcel, Failure] | None = None
    fileless: Parcel | None = None


@dataclass(frozen=True)
class GivenUp:
    """What follows when a parcel goes no further (see Tried), in the same transaction."""

    parcel: Callable[[Transaction, Parcel, Failure], None] = lambda _tx, _parcel, _failure: None
    fileless: Callable[[Transaction, Parcel], None] = lambda _tx, _parcel: None


def record(tx: Transaction, tried: Sequence[Tried], now: datetime, given_up: GivenUp) -> None:
    """Puts on record what came of tries, and what follows from it."""
    if tried:
        outbox.settle(tx, [one.settled for one in tried], now)
    for address in {one.closed for one in tried if one.closed}:
        blocking.mark_blocked(tx, address, True, now)
    for was, is_now in {one.moved for one in tried if one.moved}:
        groups.move_group(tx, was, is_now)
    for one in tried:
        if one.given_up is not None:
            given_up.parcel(tx, *one.given_up)
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
    return Tried(Settled(parcel.number, parcel.fence, "sent", message_id=message_id), "answered")


def failed(parcel: Parcel, error: Exception, now: datetime, patience: Patience, jitter: float) -> Tried:
    """What an error means.

    Only a TryLater that is not `unsure` says for certain that nothing arrived; any other error is a mistake of ours,
    and tells nothing of the account.
    """
    if isinstance(error, Undeliverable):
        failure = Failure(str(error), error.closed, error.elsewhere)
        return replace(
            _never(parcel, failure),
            sign="answered",
            closed=parcel.address if error.closed else None,
            given_up=None if error.file else (parcel, failure),
            fileless=parcel if error.file else None,
        )
    name = type(error).__name__
    later, reason = (error, f"{name}: {error}") if isinstance(error, TryLater) else (TryLater("", unsure=True), name)
    sign = _sign(later) if later is error else "none"
    if _enough(parcel, later, now, patience):
        return replace(_never(parcel, Failure(reason)), sign=sign, pause=later.after)
    LATER.labels(parcel.address.channel).inc()
    log.warning(
        "parcel waits", parcel=parcel.number, channel=parcel.address.channel, tries=parcel.attempts, exc_info=error
    )
    moved = replace(parcel.address, chat=later.moved) if later.moved else None
    wait = timedelta(0) if moved else max(later.after, longer(parcel.attempts, jitter))
    settled = Settled(
        *(parcel.number, parcel.fence, "later"),
        reason=reason,
        due=now + wait,
        unsure=later.unsure,
        counted=later.unsure or not (later.whole_channel or moved),
    )
    return Tried(
        settled, sign, pause=later.after, crowded=later.crowded, moved=(parcel.address, moved) if moved else None
    )


def _sign(later: TryLater) -> Sign:
    if later.unsure or later.tries:
        return "doubt"
    return "away" if later.whole_channel else "answered"


def _enough(parcel: Parcel, later: TryLater, now: datetime, patience: Patience) -> bool:
    """Whether the parcel is given up rather than tried again."""
    if later.unsure:
        return parcel.doubts >= patience.copies
    if later.whole_channel:
        return False
    if later.tries:
        return parcel.attempts >= later.tries
    return parcel.attempts >= patience.tries and now - parcel.due >= patience.at_least


def longer(failures: int, jitter: float) -> timedelta:
    """How long to wait after so many failures in a row: from 2 s to 10 min."""
    return backoff(failures, jitter, FIRST_WAIT, LONGEST_WAIT)


def interrupted(parcel: Parcel, now: datetime) -> Tried:
    """Cut off on its way: nobody knows."""
    return Tried(Settled(parcel.number, parcel.fence, "later", reason="interrupted", due=now, unsure=True))


def put_back(parcel: Parcel, due: datetime) -> Tried:
    """Not sent, for its lane lets nothing through before `due`."""
    return Tried(Settled(parcel.number, parcel.fence, "later", reason="paced", due=due, counted=False))


def _never(parcel: Parcel, failure: Failure) -> Tried:
    channel, reason = parcel.address.channel, failure.reason
    NEVER.labels(channel).inc()
    log.error("parcel given up", parcel=parcel.number, channel=channel, tries=parcel.attempts, reason=reason)
    return Tried(Settled(parcel.number, parcel.fence, "never", reason=reason), given_up=(parcel, failure))
