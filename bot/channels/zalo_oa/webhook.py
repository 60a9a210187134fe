"""An Official Account's webhook: a call is signed, new, and of our app, or changes nothing.

The mac is a plain SHA-256 over app id, body as it arrived, the body's own timestamp and the OA Secret Key.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from prometheus_client import Counter

from bot.channels.interface import Json, Receive
from bot.channels.updates import read
from bot.channels.zalo_oa.incoming import NAME, incoming, name_of

SIGNATURE_HEADER = "x-zevent-signature"
MOST_BYTES = 256 * 1024
# Zalo delivers again for an hour and fifty minutes; what is older was kept by somebody else.
OLDEST = timedelta(hours=3)
EARLIEST = timedelta(minutes=10)
LOG_EVERY = timedelta(minutes=1)

CALLS = Counter("loa_zalo_oa_webhook", "Calls of the webhook, by what became of them", ["result"])
EVENTS = Counter("loa_zalo_oa_events", "Events that Zalo told us", ["event"])

log = structlog.get_logger()


@dataclass(frozen=True)
class Signature:
    """What webhook calls are signed with.

    That is the OA Secret Key (not the app secret), after the id of app or account.
    """

    app_id: str
    oa_id: str
    key: str = field(repr=False)
    app_secret: str = field(default="", repr=False)
    first: str = "app"

    @property
    def first_id(self) -> str:
        return self.oa_id if self.first == "oa" else self.app_id

    def signed(self, told: str, body: bytes, timestamp: str) -> bool:
        """Whether the header is the mac of this body; no key lets nobody in."""
        ours = mac(self.first_id, body, timestamp, self.key)
        given = told.strip().removeprefix("mac=").lower()
        return bool(self.key) and hmac.compare_digest(given.encode(), ours.encode())

    def guess(self, told: str, body: bytes, timestamp: str) -> str:
        """For the log: which other pair of id and secret the header was made with.

        So the operator can mend a setting.
        """
        for name, id in (("app", self.app_id), ("oa", self.oa_id)):
            for secret, key in (("OA Secret Key", self.key), ("app secret", self.app_secret)):
                given = Signature(self.app_id, self.oa_id, key, first=name)
                if id and given.signed(told, body, timestamp):
                    return f"signature made with {name} id and {secret}"
        return "signature: LOA_ZALO_OA_SECRET_KEY is not the key of the webhook page, or this is not Zalo"


def mac(first_id: str, body: bytes, timestamp: str, key: str) -> str:
    """The signature of a webhook call, 64 hexadecimal digits."""
    return hashlib.sha256(first_id.encode() + body + timestamp.encode() + key.encode()).hexdigest()


def webhook(
    signature: Signature, receive: Receive, clock: Callable[[], datetime]
) -> Callable[[str, bytes], Awaitable[bool]]:
    """What to do with header and body of a call.

    True when it is on record or nothing for us, False to turn it away. It raises what `receive` raises; the call must
    then be answered with an error, so that it comes again.
    """
    door = _Door(signature, clock)

    async def handle(told: str, body: bytes) -> bool:
        if not body:  # a probe of the address
            return True
        if (event := door.opened(told, body)) is None:
            return False
        EVENTS.labels(name_of(event)).inc()
        for said in read(event, lambda: incoming(event, signature.oa_id), NAME, signature.oa_id):
            await receive(said)
        CALLS.labels("taken").inc()
        return True

    return handle


@dataclass
class _Door:
    signature: Signature
    clock: Callable[[], datetime]
    quiet_until: datetime | None = None

    def opened(self, told: str, body: bytes) -> Json | None:
        """The event in the body; None, and the reason in the log, where it is to be turned away."""
        event = _parsed(body)
        wrong = self._wrong(event, told, body)
        if wrong is None:
            return event
        self._refused(*wrong)
        return None

    def _wrong(self, event: Json | None, told: str, body: bytes) -> tuple[str, str] | None:
        """What is wrong with a call, in a word to count and in a sentence for the log.

        None for nothing.
        """
        if event is None or not (timestamp := _timestamp(event)):
            return "body", "no event"
        if not self.signature.signed(told, body, timestamp):
            return "signature", self.signature.guess(told, body, timestamp)
        if str(event.get("app_id", self.signature.app_id)) != self.signature.app_id:
            return "app", "LOA_ZALO_OA_APP_ID is another app"
        now = self.clock().timestamp()
        if not now - OLDEST.total_seconds() <= int(timestamp) / 1000 <= now + EARLIEST.total_seconds():
            return "timestamp", "too old or from the future: is the clock of this machine right?"
        return None

    def _refused(self, result: str, reason: str) -> None:
        """Counts it; logs it once a minute at most, for anybody on the internet can knock."""
        CALLS.labels(result).inc()
        now = self.clock()
        if self.quiet_until is None or now >= self.quiet_until:
            self.quiet_until = now + LOG_EVERY
            log.warning("webhook call turned away", channel=NAME, account=self.signature.oa_id, reason=reason)


def _parsed(body: bytes) -> Json | None:
    try:
        event = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return event if isinstance(event, dict) else None


def _timestamp(event: Json) -> str:
    """The timestamp's digits, milliseconds of the epoch; "" for what is none."""
    value = event.get("timestamp")
    text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    return text if text.isascii() and text.isdigit() and len(text) <= 16 else ""
