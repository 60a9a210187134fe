"""A Zalo Official Account in a box: OAuth, OpenAPI and templates over HTTP, and its people, told of by webhook.

    async with OaEmulator() as zalo:
        access, refresh = zalo.consent()                     # as if a person had consented
        lan = zalo.person("Lan"); zalo.webhook = "http://…"  # where events go
        await lan.types("xin chào"); await lan.hears()       # see oa_people
        zalo.fail("/v3.0/oa/message/cs", error=-32)          # the next call; also http=500, nonsense=True, hang=9,
                                                             # body={…}; after=True: when it was done all the same
Its calls are answered in `oa_api`, what a message may hold is decided in `oa_rules`.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from tests.channels.zalo_oa.api import Api
from tests.channels.zalo_oa.people import Person, Pusher
from tests.web.site import _serving as serving

ACCESS_LIVES, UPLOAD_LIVES = timedelta(hours=25), timedelta(days=7)


@dataclass(frozen=True)
class Fault:
    """What goes wrong with the next call of a path: before anything is done, or `after` it has been done."""

    path: str
    error: int = 0
    http: int = 200
    nonsense: bool = False
    hang: float = 0
    after: bool = False
    body: Mapping[str, Any] | None = None


@dataclass
class OaEmulator:
    """One app, one account. `lag` moves its clock; `slowness` is how long a renewal takes, in seconds."""

    app_id: str = "360846524940903967"
    app_secret: str = "app-secret-TEST"
    oa_key: str = "oa-secret-key-TEST"
    oa_id: str = "388613280878808645"
    challenge: str = ""
    webhook: str = ""
    lag: timedelta = timedelta(0)
    slowness: float = 0
    proof: bool = False
    per_minute: int = 4000
    url: str = ""
    people: dict[str, Person] = field(default_factory=dict)
    access: dict[str, datetime] = field(default_factory=dict)
    refresh: dict[str, str] = field(default_factory=dict)
    issued: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)
    attachments: dict[str, datetime] = field(default_factory=dict)
    files: dict[str, datetime] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)
    templates: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    sent_templates: list[dict[str, Any]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    calls: list[tuple[str, Any]] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    async def __aenter__(self) -> OaEmulator:
        self.pusher = Pusher(self)
        self._server = serving(Api(self).app())
        self.url = await self._server.__aenter__()
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self.pusher.close()
        await self._server.__aexit__(None, None, None)

    @property
    def now(self) -> datetime:
        return datetime.now(UTC) + self.lag

    def stamp(self) -> str:
        """The time as Zalo writes it: milliseconds, in a string."""
        return str(int(self.now.timestamp() * 1000))

    def person(self, name: str) -> Person:
        """Somebody who has not written yet."""
        id = str(246845883529197000 + next(self.numbers))
        self.people[id] = Person(self, id, name)
        return self.people[id]

    def consent(self) -> tuple[str, str]:
        """A fresh pair; the one before, access token and all, is worth nothing from now on."""
        access, refresh = secrets.token_urlsafe(40), secrets.token_urlsafe(40)
        self.access = {access: self.now + ACCESS_LIVES}
        self.refresh = {refresh: access}
        self.issued |= {access, refresh}
        return access, refresh

    def code(self) -> str:
        """A code for which a pair can be had once."""
        code = secrets.token_urlsafe(24)
        self.codes.add(code)
        return code

    def expire(self) -> None:
        """The access token ends now."""
        self.access = dict.fromkeys(self.access, self.now - timedelta(seconds=1))

    def fail(self, path: str, times: int = 1, **what: Any) -> None:
        """The next calls of that path go wrong."""
        self.faults += [Fault(path, **what) for _ in range(times)]

    def called(self, path: str) -> list[Any]:
        """The body of every call of that path."""
        return [body for called, body in self.calls if called == path]

    def uploaded(self) -> set[str]:
        """What was uploaded and has not expired."""
        return {id for id, at in (self.attachments | self.files).items() if self.now - at < UPLOAD_LIVES}

    def redeem(self, code: str, verifier: str) -> bool:
        """Whether the code is good, and whoever has it knows the verifier; it is used up."""
        digest = hashlib.sha256(verifier.encode()).digest()
        known = base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == self.challenge and len(verifier) == 43
        good = code in self.codes and known
        self.codes.discard(code)
        return good

    def renew(self, refresh: str) -> bool:
        """Whether the refresh token is good; it is used up, and its access token with it."""
        access = self.refresh.pop(refresh, None)
        if access is None:
            return False
        self.access.pop(access, None)
        return True
