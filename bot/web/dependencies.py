"""What the assembly hands to the web side, which reads no settings and opens no connections."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from prometheus_client import CollectorRegistry

from bot.channels.interface import Webhook
from bot.channels.webchat import Webchat
from bot.domain.content.versions import Refused, Version
from bot.domain.messages import Address
from bot.library.editing.checked import Checked, Published
from bot.services.context import Context
from bot.store.engine.database import Database, Transaction
from bot.talk.scene import Knowledge
from bot.web.limiter import Limiter
from bot.words import Language


class Drain(Protocol):
    """Starts a chat's turns and returns at once; `text` is what came in last."""

    def __call__(self, address: Address, text: str = "") -> None: ...


class Contents(Protocol):
    """The content as editors change it; see bot.runtime.content_publishing.Publishing."""

    async def current(self) -> tuple[Version, Mapping[str, bytes]]: ...
    async def check(self, files: Mapping[str, bytes]) -> Checked: ...
    async def publish(self, number: int, by: int | None, key: str) -> Published: ...


@dataclass(frozen=True)
class StaffParts:
    """What the staff board needs to do what the chat does.

    context      the context of one action: (transaction, time, what is unique to the action)
    knowledge    the content that is valid now
    wake         told after a commit that there may be something to send
    refused      the content folders that are not used now
    ways_in      the address that opens each channel, by its title
    links        the address that opens each channel with a printed code, by its name
    contents     the content as it is changed; None: it is not changed here
    """

    context: Callable[[Transaction, datetime, str], Context]
    knowledge: Callable[[], Knowledge]
    wake: Callable[[], None]
    refused: Callable[[], Sequence[Refused]] = tuple
    ways_in: Mapping[str, str] = field(default_factory=dict)
    links: Callable[[str], Mapping[str, str]] = lambda _code: {}
    contents: Contents | None = None


@dataclass(frozen=True)
class WebParts:
    """The collaborators of the pages.

    drain            told after a commit that this chat's inbox has something
    clock            the time now, timezone-aware
    ready            whether this process can do its work (/readyz)
    languages        every offered language by its code
    home             whose assistant this is, by language (the first at least)
    webhooks         where platforms post what people say
    public_url       what the outside calls us ("https://…"), "" where the Host header says so
    doctor_token     what opens /seen, which tells an operator how their own request arrives
    metrics_token    what opens /metrics; "": only this machine may read it
    secure_cookies   whether the outside reaches us over https
    staff            for the staff board, None where there is none
    limiter          how much may come in from one origin, chat or member of staff
    demo             whether `/` shows citizen and officer side by side, and the officer's inbox exists
    """

    db: Database
    webchat: Webchat
    drain: Drain
    clock: Callable[[], datetime]
    ready: Callable[[], Awaitable[bool]]
    registry: CollectorRegistry
    languages: Mapping[str, Language]
    home: Mapping[str, str]
    webhooks: tuple[Webhook, ...] = ()
    public_url: str = ""
    metrics_token: str = ""
    doctor_token: str = ""
    secure_cookies: bool = False
    staff: StaffParts | None = None
    limiter: Limiter = field(default_factory=Limiter)
    demo: bool = False
