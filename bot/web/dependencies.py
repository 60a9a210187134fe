"""What the assembly hands to the web side, which reads no settings and opens no connections."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from prometheus_client import CollectorRegistry

from bot.channels.interface import Webhook
from bot.channels.webchat import Webchat
from bot.domain.messages import Address
from bot.services.context import Context
from bot.store.engine.database import Database, Transaction
from bot.talk.scene import Knowledge
from bot.words import Language


@dataclass(frozen=True)
class StaffParts:
    """What the staff board needs to do what the chat does.

    context      the context of one action: (transaction, time, what is unique to the action)
    knowledge    the content that is valid now
    wake         told after a commit that there may be something to send
    """

    context: Callable[[Transaction, datetime, str], Context]
    knowledge: Callable[[], Knowledge]
    wake: Callable[[], None]


@dataclass(frozen=True)
class WebParts:
    """The collaborators of the pages.

    drain            told after a commit that this chat's inbox has something; starts its turns and returns at once
    clock            the time now, timezone-aware
    ready            whether this process can do its work (/readyz)
    languages        every offered language by its code
    home             whose assistant this is, by language (the first at least)
    webhooks         where platforms post what people say
    public_url       what the outside calls us ("https://…"), "" where the Host header says so
    metrics_token    what opens /metrics; "": only this machine may read it
    secure_cookies   whether the outside reaches us over https
    staff            for the staff board, None where there is none
    demo             whether `/` shows citizen and officer side by side, and the officer's inbox exists
    """

    db: Database
    webchat: Webchat
    drain: Callable[[Address], None]
    clock: Callable[[], datetime]
    ready: Callable[[], Awaitable[bool]]
    registry: CollectorRegistry
    languages: Mapping[str, Language]
    home: Mapping[str, str]
    webhooks: tuple[Webhook, ...] = ()
    public_url: str = ""
    metrics_token: str = ""
    secure_cookies: bool = False
    staff: StaffParts | None = None
    demo: bool = False
