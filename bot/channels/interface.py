"""What every channel is: something that sends a parcel, or says why not.

And how it hands over what came in.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeAlias

from bot.domain.messages import Abilities, Address, Incoming
from bot.domain.pace.rate_limits import Pace, backoff
from bot.domain.phone import PhoneNumber
from bot.search.text.foreign import clean
from bot.store.engine.database import Transaction
from bot.store.messages.outbox import Parcel

Receive: TypeAlias = Callable[[Incoming], Awaitable[None]]
"""Returns only when the inbox has it on record; raises TryLater if that failed, and the platform will send it again."""

Json: TypeAlias = Mapping[str, Any]
"""What a platform tells, of whatever shape."""

MENDED = timedelta(minutes=5)
"""How long nothing is tried where only an operator can put it right, such as a token that is refused."""

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=1), timedelta(minutes=1)


@dataclass(frozen=True)
class ApiCall:
    """A method of a platform's API with its arguments, ready for JSON."""

    method: str
    arguments: dict[str, Any]


class Undeliverable(Exception):
    """Refused for good.

    closed      nothing will ever arrive at this address (blocked, left, deleted)
    elsewhere   the reader is to be told in another way, for here they may not be written to any more
    file        only what somebody sent and we pass on cannot be carried; words may still go
    """

    def __init__(self, reason: str, *, closed: bool = False, elsewhere: bool = False, file: bool = False) -> None:
        super().__init__(reason)
        self.closed = closed
        self.elsewhere = elsewhere
        self.file = file


class TryLater(Exception):
    """Not now: the network is down, the platform is busy, or we write too much.

    after           how long the platform told us to wait; zero where it said nothing
    whole_channel   whether nothing at all should be sent before that
    crowded         whether it was too much for that chat, so that another one refused as well means all of them
    unsure          whether the message may have arrived all the same
    tries           after how many tries it is given up, where the platform says what nobody understands
    moved           the chat under its new name, where it has one
    """

    def __init__(
        self,
        reason: str,
        after: timedelta = timedelta(0),
        *,
        whole_channel: bool = False,
        crowded: bool = False,
        unsure: bool = False,
        tries: int = 0,
        moved: str = "",
    ) -> None:
        super().__init__(reason)
        self.after = after
        self.whole_channel = whole_channel
        self.crowded = crowded
        self.unsure = unsure
        self.tries = tries
        self.moved = moved


@dataclass(frozen=True)
class Webhook:
    """Where a platform posts what people say: /{path}/{account}.

    header    carries what proves that it is the platform
    handle    takes that and the body: True only after the commit, False for what is turned away. It raises TryLater,
              or what the database raised, where the update is not on record: it has to be posted again
    longest   bytes of a body
    """

    path: str
    account: str
    header: str
    handle: Callable[[str, bytes], Awaitable[bool]]
    longest: int = 512 * 1024


@dataclass(frozen=True)
class Facts:
    """What may be told of a parcel outside of the conversation that it belongs to.

    request   whether it is about a request
    meeting   whether it reminds of a meeting
    words     by name; the reader's name only where the request is the reader's own
    phone     the reader's own, where the request has one
    """

    request: bool = False
    meeting: bool = False
    words: Mapping[str, str] = field(default_factory=dict)
    phone: PhoneNumber | None = None


@dataclass(frozen=True)
class Readers:
    """What a channel may ask about those it writes to.

    It looks at no request and no person itself.

    last_heard   when somebody last wrote to us from that address; None where nobody ever did
    """

    last_heard: Callable[[Transaction, Address], datetime | None]
    facts: Callable[[Transaction, Parcel], Facts]


class Channel(Protocol):
    """One account of ours on one platform; (name, account) are those of the addresses it serves."""

    @property
    def name(self) -> str: ...

    @property
    def account(self) -> str: ...

    @property
    def abilities(self) -> Abilities: ...

    @property
    def pace(self) -> Pace: ...

    async def send(self, parcel: Parcel) -> str:
        """The platform's id of the message. Raises Undeliverable, TryLater."""
        ...

    async def close(self) -> None:
        """Lets go of connections; nothing is sent afterwards."""
        ...


def pause_after(failures: int, at_least: timedelta = timedelta(0)) -> timedelta:
    """How long a loop that asks a platform rests after so many failures in a row.

    `at_least` is what it was told.
    """
    return max(at_least, backoff(failures, 1.0, FIRST_PAUSE, LONGEST_PAUSE))


def typed(text: str) -> str:
    """What somebody typed, as it may be kept and shown (see `clean`)."""
    return clean(text).strip()
