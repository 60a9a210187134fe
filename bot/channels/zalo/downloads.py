"""Fetches what people send on Zalo, whose webhook tells an address only.

From Zalo's own hosts and nowhere else, and our tokens never go along. How long an address lives Zalo does not say, so
it is fetched when it is to be passed on.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import suppress
from urllib.parse import urljoin, urlsplit

import httpx

from bot.channels.interface import TryLater, Undeliverable
from bot.channels.zalo.hosts import HOSTS
from bot.domain.messages import LARGEST_FILE, Media

PORTS = {"http": 80, "https": 443}
TIMEOUT = httpx.Timeout(10.0, connect=5.0)
SECONDS = 25.0
MOST_HOPS = 3
LONGEST_URL = 2000


class ZaloMedia:
    """Fetches by GET. `hosts` are names, with all below them; "127.0.0.1:8080" is exactly that."""

    def __init__(self, hosts: Sequence[str] = HOSTS, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._hosts = tuple(hosts)
        self._http = httpx.AsyncClient(timeout=TIMEOUT, transport=transport, follow_redirects=False)

    async def fetch(self, media: Media) -> bytes:
        """At most 20 MB.

        Raises Undeliverable where it is gone, too large or not Zalo's; TryLater where not now.
        """
        try:
            async with asyncio.timeout(SECONDS):
                return await self._followed(media.ref)
        except TimeoutError:
            raise TryLater("zalo's media host is slow") from None

    async def close(self) -> None:
        await self._http.aclose()

    async def _followed(self, url: str) -> bytes:
        for _hop in range(MOST_HOPS):
            found = await self._found(url)
            if isinstance(found, bytes):
                return found
            url = urljoin(url, found)
        raise Undeliverable("zalo's media host sends on and on")

    async def _found(self, url: str) -> bytes | str:
        """The bytes, or the address where they are now.

        Encrypted where the host can, whatever Zalo says.
        """
        *first, last = self._ways(url)
        try:
            for way in first:
                with suppress(httpx.ConnectError):
                    return await self._asked(way)
            return await self._asked(last)
        except httpx.InvalidURL:
            raise Undeliverable("no address") from None
        except httpx.HTTPError as error:
            raise TryLater(f"zalo's media host: {type(error).__name__}") from None

    async def _asked(self, url: str) -> bytes | str:
        async with self._http.stream("GET", url, headers={"Accept-Encoding": "identity"}) as response:
            status, there = response.status_code, response.headers.get("location", "")
            if response.is_redirect and there:
                return str(there)
            if status == httpx.codes.TOO_MANY_REQUESTS or status >= httpx.codes.INTERNAL_SERVER_ERROR:
                raise TryLater(f"zalo's media host: HTTP {status}")
            if status != httpx.codes.OK:
                raise Undeliverable(f"zalo's media host: HTTP {status}")
            content = bytearray()
            async for chunk in response.aiter_bytes():
                content += chunk
                if len(content) > LARGEST_FILE:
                    raise Undeliverable("larger than 20 MB")
            return bytes(content)

    def _ways(self, url: str) -> Iterator[str]:
        """Addresses to try, in order. Raises Undeliverable for one that is not on Zalo's hosts."""
        try:
            parts = urlsplit(url)
            port, host = parts.port, (parts.hostname or "").lower()
        except ValueError:
            raise Undeliverable("no address") from None
        ours = f"{host}:{port}" in self._hosts
        usual = port in (None, PORTS.get(parts.scheme)) and any(
            host == name or host.endswith(f".{name}") for name in self._hosts
        )
        if parts.scheme not in PORTS or parts.username is not None or not (ours or usual) or len(url) > LONGEST_URL:
            raise Undeliverable("not one of zalo's media hosts")
        if parts.scheme == "http" and not ours:
            yield parts._replace(scheme="https", netloc=host).geturl()
        yield url
