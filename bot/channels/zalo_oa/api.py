"""The HTTP of a Zalo Official Account: calls, uploads, the exchange of tokens.

It knows no database and no retry.
Tokens travel in headers and forms only, never in an address, and no exception that leaves here carries one.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import httpx

from bot.channels.interface import TryLater
from bot.channels.zalo.http import unanswered
from bot.channels.zalo_oa.hosts import API, BUSINESS, OAUTH

GRANT_SECONDS = 40.0
TIMEOUT = httpx.Timeout(40.0, connect=8.0)
LONGEST_LIFE = 90_000


@dataclass(frozen=True)
class App:
    """Our app at Zalo, and where Zalo is.

    `proof`: every call also carries the proof that we have the app secret.
    """

    id: str
    secret: str = field(repr=False)
    api: str = API
    business: str = BUSINESS
    oauth: str = OAUTH
    proof: bool = False


@dataclass(frozen=True)
class OaReply:
    """What Zalo answered: `error` 0 is success, and `data` then holds what was asked for."""

    error: int
    data: Mapping[str, Any]

    def text(self, name: str) -> str:
        """A field of the data as text; "" where it is missing."""
        value = self.data.get(name, "")
        return str(value) if isinstance(value, str | int) else ""


@dataclass(frozen=True)
class Grant:
    """A pair of tokens; `seconds` is how long the access token lives."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)
    seconds: int


class Client:
    """One app's way to Zalo. Every call raises TryLater where no answer came."""

    def __init__(self, app: App, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self.app = app
        self._http = httpx.AsyncClient(timeout=TIMEOUT, transport=transport)

    async def post(self, path: str, access: str, body: Mapping[str, Any], *, business: bool = False) -> OaReply:
        """A call with a JSON body."""
        host = self.app.business if business else self.app.api
        return await self._call("POST", host + path, access, json=body)

    async def get(self, path: str, access: str, asked: Mapping[str, Any], *, business: bool = False) -> OaReply:
        """A question: the API takes it as JSON in one parameter, the templates' host as parameters."""
        if business:
            return await self._call("GET", self.app.business + path, access, params=dict(asked))
        params = {"data": json.dumps(asked, ensure_ascii=False)} if asked else {}
        return await self._call("GET", self.app.api + path, access, params=params)

    async def upload(
        self, kind: Literal["image", "file"], access: str, name: str, content: bytes, type: str
    ) -> OaReply:
        """Uploads a PNG or JPEG of 1 MB at most, or a document.

        The data hold an "attachment_id" for an "image", a "token" for a "file".
        """
        files = {"file": (name, content, type)}
        return await self._call("POST", f"{self.app.api}/v2.0/oa/upload/{kind}", access, files=files)

    async def exchange(self, code: str, verifier: str) -> Grant | str:
        """The first pair, for the code of a consent; or the reason why not."""
        return await self._grant({"code": code, "grant_type": "authorization_code", "code_verifier": verifier})

    async def refresh(self, refresh: str) -> Grant | str:
        """The next pair: from now on the one before is worth nothing.

        Or the reason why there is none.
        Raises TryLater where nobody can say whether the token has been used up.
        """
        return await self._grant({"refresh_token": refresh, "grant_type": "refresh_token"})

    async def close(self) -> None:
        await self._http.aclose()

    async def _call(self, method: str, url: str, access: str, **said: Any) -> OaReply:
        headers = {"access_token": access}
        if self.app.proof:
            headers["appsecret_proof"] = proof(self.app.secret, access)
        response = await self._sent(self._http.build_request(method, url, headers=headers, **said))
        body = _json(response)
        error = body.get("error", 0)
        if not isinstance(error, int):
            raise TryLater("zalo answered nonsense", unsure=True)
        data = body.get("data")
        if isinstance(data, list):
            data = {"items": data}
        return OaReply(error, data if isinstance(data, Mapping) else {})

    async def _grant(self, form: Mapping[str, str]) -> Grant | str:
        """Only an answer with both tokens is a success, whatever else it says.

        Refusals come with HTTP 200 too.
        """
        request = self._http.build_request(
            "POST",
            f"{self.app.oauth}/v4/oa/access_token",
            headers={"secret_key": self.app.secret},
            data={**form, "app_id": self.app.id},
        )
        try:
            async with asyncio.timeout(GRANT_SECONDS):
                body = _json(await self._sent(request))
        except TimeoutError:
            raise TryLater("zalo did not answer in time", unsure=True) from None
        access, refresh = body.get("access_token"), body.get("refresh_token")
        if isinstance(access, str) and isinstance(refresh, str) and access and refresh:
            return Grant(access, refresh, _seconds(body.get("expires_in")))
        code = body.get("error", body.get("error_code", ""))
        if code == -32:
            raise TryLater("zalo -32", whole_channel=True)
        name = str(body.get("error_name", "")) or "no tokens in the answer"
        return f"{code} {name}".strip()[:80] if isinstance(code, int) else name[:80]

    async def _sent(self, request: httpx.Request) -> httpx.Response:
        try:
            response = await self._http.send(request)
        except httpx.HTTPError as error:
            raise unanswered(error) from None
        if response.status_code == 429:
            raise TryLater("zalo 429", whole_channel=True)
        if response.status_code == httpx.codes.INTERNAL_SERVER_ERROR:
            raise TryLater("zalo HTTP 500", unsure=True)
        if response.status_code != httpx.codes.OK:
            # Zalo refuses with HTTP 200: this is somebody between, and Zalo has not seen what was sent.
            raise TryLater(f"zalo HTTP {response.status_code}", whole_channel=True)
        return response


def proof(secret: str, access: str) -> str:
    """What shows that the caller has the app secret, not only the access token."""
    return hmac.new(secret.encode(), access.encode(), hashlib.sha256).hexdigest()


def _json(response: httpx.Response) -> Mapping[str, Any]:
    try:
        body = response.json()
    except (ValueError, RecursionError):
        raise TryLater("zalo answered nonsense", unsure=True) from None
    if not isinstance(body, Mapping):
        raise TryLater("zalo answered nonsense", unsure=True)
    return body


def _seconds(value: object) -> int:
    """How long a token lives; Zalo writes it as text. At most the 25 hours that are promised."""
    text = str(value)
    return min(int(text), LONGEST_LIFE) if text.isascii() and text.isdigit() and len(text) < 9 else LONGEST_LIFE
